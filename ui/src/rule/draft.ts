import type { Action, Rule, RuleInput, Trigger } from '../api/types.ts';

/** One comparison: a leaf of the condition tree. */
export interface Comparison {
  readonly fact: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly operator: string;
  readonly value: unknown;
}

/** A condition tree as the form shows it: one list, or a tree that only its text can show. */
export type Conditions =
  | { readonly form: 'list'; readonly every: boolean; readonly items: readonly Comparison[] }
  | { readonly form: 'tree'; readonly tree: Readonly<Record<string, unknown>> };

/** A rule as it is being edited. */
export interface Draft {
  readonly name: string;
  readonly enabled: boolean;
  readonly mode: Rule['mode'];
  readonly triggers: readonly Trigger[];
  readonly conditions: Conditions;
  readonly actions: readonly Action[];
}

export const emptyDraft: Draft = {
  name: '',
  enabled: true,
  mode: 'single',
  triggers: [],
  conditions: { form: 'list', every: true, items: [] },
  actions: [],
};

export function draftOf({ name, enabled, mode, triggers, conditions, actions }: Rule): Draft {
  return { name, enabled, mode, triggers, conditions: conditionsOf(conditions), actions };
}

export function ruleOf({ conditions, triggers, actions, ...rest }: Draft): RuleInput {
  const tree = treeOf(conditions);
  return { ...rest, triggers: [...triggers], actions: [...actions], ...(tree && { conditions: tree }) };
}

function conditionsOf(tree: Readonly<Record<string, unknown>> | undefined): Conditions {
  if (!tree) return emptyDraft.conditions;
  if (isComparison(tree)) return { form: 'list', every: true, items: [tree] };
  const [[key, items] = ['', undefined], ...others] = Object.entries(tree);
  if (others.length === 0 && (key === 'all' || key === 'any') && Array.isArray(items) && items.every(isComparison)) {
    return { form: 'list', every: key === 'all', items };
  }
  return { form: 'tree', tree };
}

function treeOf(conditions: Conditions): Record<string, unknown> | undefined {
  if (conditions.form === 'tree') return { ...conditions.tree };
  if (conditions.items.length === 0) return undefined;
  return { [conditions.every ? 'all' : 'any']: conditions.items };
}

function isComparison(value: unknown): value is Comparison {
  return typeof value === 'object' && value !== null && 'fact' in value && 'operator' in value && typeof value.fact === 'string';
}

/** Where the hub's findings about conditions point, in the form's own order. */
export function conditionPlace(conditions: Conditions, index: number): string {
  return conditions.form === 'tree' ? '/conditions' : `/conditions/${conditions.every ? 'all' : 'any'}/${index}`;
}

/** Whether each part of one draft has the place that it has in the other. At most one part changes at a time: two have been moved. */
export function hasSamePlaces(before: Draft, after: Draft): boolean {
  return (
    isInPlace(before.triggers, after.triggers) &&
    isInPlace(before.actions, after.actions) &&
    conditionPlace(before.conditions, 0) === conditionPlace(after.conditions, 0) &&
    isInPlace(comparisonsOf(before), comparisonsOf(after))
  );
}

function comparisonsOf({ conditions }: Draft): readonly Comparison[] {
  return conditions.form === 'list' ? conditions.items : [];
}

function isInPlace(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.filter((part, index) => part !== after[index]).length < 2;
}

/** What stands between the ends of a list of things that are put together anew. */
export function replaceAt<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((old, at) => (at === index ? item : old));
}
export function removeAt<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}
export function moveBy<T>(list: readonly T[], index: number, by: 1 | -1): T[] {
  const moved = [...list];
  const [item] = moved.splice(index, 1);
  if (item !== undefined) moved.splice(index + by, 0, item);
  return moved;
}
