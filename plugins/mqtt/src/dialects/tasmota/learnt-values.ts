import { isObject } from '../../topics/message.ts';
import type { Part } from '../../devices/part.ts';
import type { Values } from '../../devices/fragment.ts';
import { memberOf, valueAt } from './device-tools.ts';
import { groupPart, type Group, type GroupTools, type Units } from './group.ts';
import { groupOf } from './grouping.ts';
import { common, leavesOf, type Leaf } from './leaf.ts';
import type { Said } from './said.ts';

const maxValues = 500;
/** What products measure in, where their messages say nothing of it. */
const usualUnits: Units = { temperature: '°C', pressure: 'hPa', speed: undefined };

interface Hearing {
  /** The product's words for off and on. */
  readonly words: readonly string[];
  /** Paths that something else reads. */
  readonly isSpokenFor: (key: string) => boolean;
  /** False where the values are of some time before, and only their names and types count. */
  readonly isNews: boolean;
}

/** Every value that a product was heard to say, with what it said last, by the groups that they stand in. */
export class LearntValues {
  readonly #leaves = new Map<string, Leaf>();
  readonly #last = new Map<string, unknown>();
  #units = usualUnits;

  /** Takes in what a message says; answers the groups that have become more, or have changed. */
  note(said: Said, { words, isSpokenFor, isNews }: Hearing): { groups: ReadonlySet<string>; hasTooMany: boolean } {
    const groups = new Set<string>();
    let hasTooMany = false;
    for (const leaf of leavesOf(said, words, isSpokenFor)) {
      const known = this.#leaves.get(leaf.key);
      if (!known && this.#leaves.size >= maxValues) {
        hasTooMany = true;
        continue;
      }
      if (isNews) this.#last.set(leaf.key, valueAt(said.members, leaf.path));
      const type = known ? common(known.type, leaf.type) : leaf.type;
      if (type === undefined || known?.type === type) continue;
      const noted = { ...leaf, type, isSensor: leaf.isSensor || known?.isSensor === true };
      this.#leaves.set(leaf.key, noted);
      groups.add(groupOf(noted).id);
    }
    if (this.#noteUnits(said)) for (const leaf of this.#leaves.values()) groups.add(groupOf(leaf).id);
    return { groups, hasTooMany };
  }

  /** Something else reads these from now on; answers the groups that have become less. */
  leave(isSpokenFor: (key: string) => boolean): Set<string> {
    const groups = new Set<string>();
    for (const [key, leaf] of this.#leaves) {
      if (!isSpokenFor(key)) continue;
      groups.add(groupOf(leaf).id);
      this.#leaves.delete(key);
      this.#last.delete(key);
    }
    return groups;
  }

  get groups(): ReadonlySet<string> {
    return new Set([...this.#leaves.values()].map((leaf) => groupOf(leaf).id));
  }

  parts(groups: ReadonlySet<string>, tools: Omit<GroupTools, 'units'>): Part[] {
    const byGroup = new Map<string, { readonly group: Group; readonly leaves: Leaf[] }>();
    for (const leaf of this.#leaves.values()) {
      const group = groupOf(leaf);
      if (!groups.has(group.id)) continue;
      const held = byGroup.get(group.id);
      if (held) held.leaves.push(leaf);
      else byGroup.set(group.id, { group, leaves: [leaf] });
    }
    return [...byGroup.values()].map(({ group, leaves }) => groupPart(group, leaves, { ...tools, units: this.#units }));
  }

  /** What was said last of these groups, as a message says it: for a part that took the place of one that may not have told it yet. */
  remembered(groups: ReadonlySet<string>): Values {
    const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const leaf of this.#leaves.values()) {
      const { key, path } = leaf;
      if (!groups.has(groupOf(leaf).id)) continue;
      let holder = members;
      for (const name of path.slice(0, -1)) {
        const next = holder[name];
        // Only into what was made here: a product may have said a value where it says several now, and a value has a prototype.
        const isOurs = isObject(next) && Object.getPrototypeOf(next) === null;
        holder = isOurs ? next : ((holder[name] = Object.create(null)) as Record<string, unknown>);
      }
      holder[path.at(-1) ?? ''] = this.#last.get(key);
    }
    return members;
  }

  /** Whether it measures in other units from now on. */
  #noteUnits({ members }: Said): boolean {
    const said = (name: string) => {
      const value = memberOf(members, name);
      return typeof value === 'string' && value !== '' ? value.slice(0, 16) : undefined;
    };
    const temperature = said('TempUnit');
    const units: Units = {
      temperature: temperature === undefined ? this.#units.temperature : `°${temperature.replace('°', '')}`,
      pressure: said('PressureUnit') ?? this.#units.pressure,
      speed: said('SpeedUnit') ?? this.#units.speed,
    };
    const isNew = JSON.stringify(units) !== JSON.stringify(this.#units);
    this.#units = units;
    return isNew;
  }
}
