import type { Change, DeviceModel } from '../home/index.ts';
import type { EventTrigger, StateTrigger } from './resources.ts';
import { isMeant } from './targets.ts';

/** A trigger of a rule that listens to a device. */
export interface ListeningTrigger<Owner> {
  readonly rule: Owner;
  readonly index: number;
  readonly trigger: StateTrigger | EventTrigger;
}

/**
 * Finds the triggers that a change concerns. One Map look-up for those that name a device and one for selectors, so a change costs what
 * the rules that care about it cost, whatever the number of rules.
 */
export class TriggerIndex<Owner> {
  readonly #byDevice = new Map<string, ListeningTrigger<Owner>[]>();
  readonly #bySelector = new Map<string, ListeningTrigger<Owner>[]>();

  add(listening: ListeningTrigger<Owner>): void {
    const { map, key } = this.#placeOf(listening);
    const list = map.get(key);
    if (list) list.push(listening);
    else map.set(key, [listening]);
  }

  /** Forgets every trigger of a rule. */
  remove(rule: Owner, triggers: readonly ListeningTrigger<Owner>[]): void {
    for (const listening of triggers) {
      const { map, key } = this.#placeOf(listening);
      const rest = map.get(key)?.filter((other) => other.rule !== rule) ?? [];
      if (rest.length > 0) map.set(key, rest);
      else map.delete(key);
    }
  }

  /** Calls `visit` for each trigger that listens to this attribute or event, before any of its values are looked at. */
  visit(change: Change, find: (device: string) => DeviceModel | undefined, visit: (listening: ListeningTrigger<Owner>) => void): void {
    const name = change.type === 'attribute' ? `${change.capability}.${change.attribute}` : `${change.capability}!${change.event}`;
    const named = this.#byDevice.get(`${change.device}/${name}`);
    // A listener may change the index (a rule is saved), so each walks the list as it was.
    for (const listening of named ?? []) {
      const { endpoint } = listening.trigger;
      if (endpoint === undefined || endpoint === change.endpoint) visit(listening);
    }
    const selecting = this.#bySelector.get(name);
    if (!selecting) return;
    const device = find(change.device);
    if (!device) return;
    for (const listening of selecting) if (isMeant(device, change.endpoint, listening.trigger)) visit(listening);
  }

  #placeOf({ trigger }: ListeningTrigger<Owner>): { map: Map<string, ListeningTrigger<Owner>[]>; key: string } {
    const name = trigger.type === 'state' ? `${trigger.capability}.${trigger.attribute}` : `${trigger.capability}!${trigger.event}`;
    return typeof trigger.device === 'string'
      ? { map: this.#byDevice, key: `${trigger.device}/${name}` }
      : { map: this.#bySelector, key: name };
  }
}
