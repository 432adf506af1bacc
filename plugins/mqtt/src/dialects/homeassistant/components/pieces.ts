import { CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../../devices/fragment.ts';
import type { PartListener } from '../../../devices/part.ts';
import { boundsOf, within } from '../../../mapping/bounds.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { fromCanonicalNumber, toCanonicalNumber, type UnitScale } from '../../../mapping/unit-scale.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { Constant, PartDraft } from '../part-draft.ts';
import type { Choice } from './choice.ts';
import { twoState } from './two-state.ts';

/** One thing that an entity says and takes, with the topics for it. */
export interface Piece {
  readonly target: Fragment;
  readonly listeners: readonly PartListener[];
  readonly constants?: readonly Constant[];
}

/** The names of a piece's settings in the configuration: its topics and the templates of what it says and takes. */
export interface Settings extends Told {
  readonly command: string;
  readonly write: string;
}

/** The same of what it only says. */
interface Told {
  readonly state: string;
  readonly read: string;
}

interface Attribute {
  readonly capability: string;
  readonly attribute: string;
}

/** An attribute and where the entity says and takes it. */
interface Place extends Settings, Attribute {}

/** `mode_state_topic`, `mode_state_template`, `mode_command_topic`, `mode_command_template` for `mode`: how most settings are named. */
export function settingsOf(prefix: string, read = `${prefix}_state_template`): Settings {
  return { state: `${prefix}_state_topic`, read, command: `${prefix}_command_topic`, write: `${prefix}_command_template` };
}

/** An entity that is made of pieces; those it does not have are undefined. */
export function joined(kind: string, pieces: readonly (Piece | undefined)[]): PartDraft {
  const there = pieces.filter((piece) => piece !== undefined);
  return {
    kind,
    fragments: there.map(({ target }) => target),
    listeners: there.flatMap(({ listeners }) => listeners),
    constants: there.flatMap(({ constants = [] }) => constants),
  };
}

function isThere(entity: Entity, { state, command }: Settings): boolean {
  return entity.has(state) || entity.has(command);
}

/** One of a list of words. `reset` is what the product says where it does not know. */
export function worded(entity: Entity, place: Place, choice: Choice, { reset = 'None' } = {}): Piece | undefined {
  if (!isThere(entity, place)) return undefined;
  const { capability, attribute, state, command, read, write } = place;
  const target = fragment({
    capability,
    attributes: { [attribute]: entity.describe({ writable: entity.has(command), options: choice.options }) },
    set: (values: Values) =>
      entity.plan(state, [entity.send(command, choice.write(values[attribute]), write)], { [attribute]: values[attribute] }),
  });
  const listeners = entity.listen(state, read, (value, reporter) => {
    const word = pythonText(value);
    if (word === '') return;
    const id = word === reset || word === 'None' ? (choice.read(word) ?? null) : choice.read(word);
    if (id === undefined) return entity.bad(value, `not a ${attribute}`);
    reporter.set(target, attribute, id);
  });
  return { target, listeners };
}

/** A number in some unit. `limits` are in the unit of the product. */
export function numbered(
  entity: Entity,
  place: Place,
  scale: UnitScale,
  { limits = {}, reset = 'None' }: { limits?: Limits; reset?: string } = {},
): Piece | undefined {
  if (!isThere(entity, place)) return undefined;
  const { capability, attribute, state, command, write } = place;
  const target = fragment({
    capability,
    attributes: { [attribute]: entity.describe({ writable: entity.has(command), ...canonicalLimits(limits, scale) }) },
    set: (values: Values) => {
      const wanted = values[attribute];
      if (typeof wanted !== 'number') throw new CommandRejectedError('wants a number');
      return entity.plan(state, [entity.send(command, fromCanonicalNumber(wanted, scale), write)], { [attribute]: wanted });
    },
  });
  return { target, listeners: numberListeners(entity, target, place, scale, reset) };
}

function numberListeners(
  entity: Entity,
  target: Fragment,
  place: Attribute & Told,
  scale: UnitScale,
  reset: string,
): readonly PartListener[] {
  const { attribute, state, read } = place;
  const bounds = boundsOf(place);
  return entity.listen(state, read, (value, reporter) => {
    if (value === '') return;
    const number = pythonText(value) === reset ? null : toNumber(value);
    const canonical = typeof number === 'number' ? within(toCanonicalNumber(number, scale), bounds) : number;
    if (canonical === undefined) return entity.bad(value, `not a ${attribute}`);
    reporter.set(target, attribute, canonical);
  });
}

/** What an entity only says, and how its topic and template are named: `current_temperature_topic`. */
export function measured(entity: Entity, prefix: string, capability: string, attribute: string, scale: UnitScale): Piece | undefined {
  const place = { capability, attribute, state: `${prefix}_topic`, read: `${prefix}_template` };
  if (!entity.has(place.state)) return undefined;
  const target = fragment({ capability, attributes: { [attribute]: entity.describe({ writable: false }) } });
  return { target, listeners: numberListeners(entity, target, place, scale, 'None') };
}

/** On and off as `payload_on` and `payload_off` of the configuration. */
export function switched(entity: Entity, settings: Settings, said: (isOn: boolean | null) => void = () => undefined): Piece {
  const on = entity.payload('payload_on', 'ON');
  const off = entity.payload('payload_off', 'OFF');
  const read = twoState(entity, { on, off });
  const target = fragment({
    capability: 'switch',
    attributes: { on: entity.describe({ writable: entity.has(settings.command) }) },
    set: ({ on: wanted }) =>
      entity.plan(settings.state, [entity.send(settings.command, wanted === true ? on : off, settings.write)], { on: wanted }),
  });
  const listeners = entity.listen(settings.state, settings.read, (value, reporter) => {
    const state = read(value);
    if (state === undefined) return;
    said(state);
    reporter.set(target, 'on', state);
  });
  return { target, listeners };
}

/** What a product does now, said in words that are ours but for their spelling. */
export function doing(entity: Entity, capability: string, words: readonly string[]): Piece | undefined {
  if (!entity.has('action_topic')) return undefined;
  const target = fragment({ capability, attributes: { action: entity.describe() } });
  const listeners = entity.listen('action_topic', 'action_template', (value, reporter) => {
    const word = pythonText(value);
    if (word === '') return;
    if (word === 'None') return reporter.set(target, 'action', null);
    const isKnown = words.includes(word);
    reporter.set(target, 'action', isKnown ? word : 'other', isKnown ? undefined : word);
  });
  return { target, listeners };
}

interface Limits {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly step?: number | undefined;
}

function canonicalLimits({ minimum, maximum, step }: Limits, scale: UnitScale): AttributeDescriptor {
  return {
    ...(minimum !== undefined && { minimum: toCanonicalNumber(minimum, scale) }),
    ...(maximum !== undefined && { maximum: toCanonicalNumber(maximum, scale) }),
    ...(step !== undefined && step > 0 && { step: toCanonicalNumber(step, { ...scale, offset: 0 }) }),
  };
}
