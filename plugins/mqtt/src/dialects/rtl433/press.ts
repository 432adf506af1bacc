import type { Occurrence } from '../../devices/bare-device.ts';
import type { Values } from '../../devices/fragment.ts';
import { toFlag } from '../../mapping/bare-meaning.ts';

/** What remotes call the button, most telling first. */
const buttonNames = [
  'button_name',
  'button_press_name',
  'button_str',
  'button',
  'rbutton',
  'button_code',
  'button_press',
  'button_id',
] as const;
/** What else a remote may send. */
const codeNames = ['command', 'cmd_name', 'cmd', 'action', 'action_code', 'event', 'state', 'tristate', 'data', 'code'] as const;
/** Those of them that a contact has too. */
const restNames: ReadonlySet<string> = new Set(['event', 'state', 'tristate', 'data', 'code']);
/** Sensors with a button that sends at once: a yes or no beside what they measure. */
const sendButtons = ['button', 'button_press', 'manual_transmit', 'transmit_s'] as const;

/** Words of a state that lasts: a contact says it with each of its messages, and nobody pressed anything. */
const states = new Set(
  (
    'open opened close closed ok okay idle normal on off yes no true false active inactive ' +
    'detected clear cleared armed disarmed alarm tamper wet dry motion'
  ).split(' '),
);

/** What is a remote by its name switches on and off by a press, and nothing else (rtl_433, x10_rf.c). */
const remoteKind = /remote|fob|x10-rf/i;

const bell = /door ?bell|chime/i;
/** How its own sounds of the Honeywell doorbell are called (rtl_433, honeywell_wdb.c). */
const bellMember = 'secret_knock';

/** Who sent it. */
interface Remote {
  /** Its model and subtype. */
  readonly kind: string;
  /** It measures something, so that a message of it is no press by itself. */
  readonly isSensor: boolean;
  /** Where its values come one by one: it says which unit it switches. */
  readonly hasUnit?: boolean | undefined;
  /** Where its values come one by one: it has told a state. */
  readonly isContact?: boolean | undefined;
}

/** What happened, where a transmission tells of something that is over at once: a press, a ring, a movement. */
export function occurrencesIn(said: Values, { kind, isSensor, hasUnit = false, isContact = tellsState(said) }: Remote): Occurrence[] {
  const found: Occurrence[] = [];
  for (const name of ['motion', 'pir'])
    if (Object.hasOwn(said, name) && toFlag(said[name]) === true) found.push({ item: name, capability: 'motionSensor', event: 'detected' });
  const press = isSensor ? sendPress(said) : (ring(said, kind) ?? remotePress(said, isContact && !hasUnit && !remoteKind.test(kind)));
  return press ? [...found, press] : found;
}

function sendPress(said: Values): Occurrence | undefined {
  const item = sendButtons.find((name) => Object.hasOwn(said, name) && isPressed(said[name]));
  return item === undefined ? undefined : { item, capability: 'button', event: 'pressed', payload: { count: 1 } };
}

function isPressed(value: unknown): boolean {
  return toFlag(value) ?? (typeof value === 'number' || (typeof value === 'string' && value !== ''));
}

function ring(said: Values, kind: string): Occurrence | undefined {
  const item = Object.hasOwn(said, bellMember)
    ? bellMember
    : bell.test(kind)
      ? first(said, [...buttonNames, ...codeNames, 'id'])
      : undefined;
  return item === undefined ? undefined : { item, capability: 'doorbell', event: 'rung' };
}

/** A remote has nothing but its buttons: each transmission is a press (rtl_433, "Message data"). */
function remotePress(said: Values, isContact: boolean): Occurrence | undefined {
  const item = first(said, [...buttonNames, ...codeNames]);
  if (item === undefined || (isContact && restNames.has(item))) return undefined;
  const unit = Object.hasOwn(said, 'unit') && isWord(said['unit']) ? `${String(said['unit'])} ` : '';
  const which = `${item === 'state' ? unit : ''}${String(said[item])}`.slice(0, 255);
  return { item, capability: 'button', event: 'pressed', payload: { count: 1, which } };
}

/** Whether it says what it is like, and not what was done to it. A switch says beside its word which button it is, or which unit it switches. */
export function tellsState(said: Values): boolean {
  if (Object.hasOwn(said, 'unit') || first(said, buttonNames) !== undefined) return false;
  return ['state', 'event'].some((name) => {
    const word = Object.hasOwn(said, name) ? said[name] : undefined;
    return typeof word === 'string' && states.has(word.trim().toLowerCase());
  });
}

function first(said: Values, names: readonly string[]): string | undefined {
  return names.find((name) => Object.hasOwn(said, name) && isWord(said[name]));
}

function isWord(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
