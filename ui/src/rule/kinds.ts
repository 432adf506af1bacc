import type { Action, Trigger } from '../api/types.ts';
import type { IconName } from '../icons.ts';
import type { Comparison, Draft } from './draft.ts';

/** One kind of part that a rule can have: what it is called, and what a new one is. */
export interface Kind<T> {
  readonly text: string;
  readonly icon: IconName;
  readonly make: () => T;
}
export const triggerKinds: Readonly<Record<string, Kind<Trigger>>> = {
  event: { text: 'Something happens', icon: 'bolt', make: () => ({ type: 'event', device: '', capability: '', event: '' }) },
  state: { text: 'A value changes', icon: 'sensor', make: () => ({ type: 'state', device: '', capability: '', attribute: '' }) },
  time: { text: 'At a time', icon: 'clock', make: () => ({ type: 'time', at: '07:00' }) },
};
export const conditionKinds: Readonly<Record<string, Kind<Comparison>>> = {
  state: { text: 'A value', icon: 'sensor', make: () => ({ fact: 'state', params: {}, operator: 'equal', value: null }) },
  time: { text: 'The time', icon: 'clock', make: () => ({ fact: 'time', operator: 'greaterThanInclusive', value: '08:00' }) },
  day: { text: 'The day', icon: 'sun', make: () => ({ fact: 'day', operator: 'in', value: ['mon', 'tue', 'wed', 'thu', 'fri'] }) },
  person: { text: 'Who it was', icon: 'people', make: () => ({ fact: 'person', operator: 'equal', value: '' }) },
};
export const actionKinds: Readonly<Record<string, Kind<Action>>> = {
  command: { text: 'Command a device', icon: 'play', make: () => ({ type: 'command', device: '', capability: '', command: '' }) },
  delay: { text: 'Wait', icon: 'clock', make: () => ({ type: 'delay', for: 'PT5M' }) },
  scene: { text: 'Set a scene', icon: 'scene', make: () => ({ type: 'scene', scene: '' }) },
  notify: { text: 'Tell me', icon: 'bell', make: () => ({ type: 'notify', message: '' }) },
};

/** What becomes of a trigger while the rule runs. */
export const modes: readonly (readonly [Draft['mode'], string])[] = [
  ['single', 'Leave it be'],
  ['restart', 'Begin anew'],
  ['queued', 'Run again afterwards'],
  ['parallel', 'Run beside it'],
];
