import { follow, type Move } from '../home/index.ts';
import { mapPlaces } from './current-rule.ts';
import type { HomeView } from './ports.ts';
import type { StoredRule } from './rule-store.ts';

/**
 * A rule that names attributes where they are now; undefined where it names none that moved. What it compares them with stays as it is: a
 * word that means nothing there is told among the rule's problems.
 */
export function renamedRule(rule: StoredRule, moved: readonly Move[], { current }: Pick<HomeView, 'current'>): StoredRule | undefined {
  let isOther = false;
  const renamed = mapPlaces(rule, (place) => {
    const now = follow(place, moved, current);
    isOther ||= now !== place;
    return now;
  });
  return isOther ? renamed : undefined;
}
