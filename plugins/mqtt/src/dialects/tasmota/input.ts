import { fragment, type Fragment } from '../../devices/fragment.ts';
import { memberOf, valueAt } from './device-tools.ts';
import { at, saidBy, staticPart, type Setup, type Spot, type StaticPart } from './static-part.ts';

interface Gesture {
  readonly event: 'pressed' | 'held' | 'released';
  readonly count?: number;
}

/** What a switch tells, by its mode. */
interface Mode {
  /** What it says is its position: on or off. */
  readonly hasState: boolean;
  /** What its action TOGGLE, HOLD or another word stands for. */
  readonly toggle?: Gesture;
  readonly hold?: Gesture;
  readonly words?: Readonly<Record<string, Gesture>>;
}

const once: Gesture = { event: 'pressed', count: 1 };
const twice: Gesture = { event: 'pressed', count: 2 };
const long: Gesture = { event: 'held' };
const dimming: Readonly<Record<string, Gesture>> = { INC_DEC: long, CLEAR: { event: 'released' }, DOUBLE: twice };

/** `SwitchMode` 0 to 16 (documentation: "Buttons and Switches"; hatasmota's `switch.py` for which of them are sensors). */
const modes: readonly Mode[] = [
  { hasState: false, toggle: once },
  { hasState: true },
  { hasState: true },
  { hasState: true, toggle: once },
  { hasState: true, toggle: once },
  { hasState: true, toggle: once, hold: long },
  { hasState: true, toggle: once, hold: long },
  { hasState: false, toggle: once },
  { hasState: false, toggle: once, hold: twice },
  { hasState: true, hold: twice },
  { hasState: true, hold: twice },
  { hasState: false, toggle: once, words: dimming },
  { hasState: false, toggle: once, words: dimming },
  { hasState: true },
  { hasState: true },
  { hasState: true },
  { hasState: true },
];
/** A switch of a product that does not say its mode may do anything. */
const anyMode: Mode = { hasState: true, toggle: once, hold: long, words: dimming };

/** Neither a state nor a gesture: the direction of the next dimming, and a single press that is told a second time. */
const silent = new Set(['INV', 'POWER_INCREMENT', 'POWER_INV', 'POWER_CLEAR', 'POWER_RELEASE', 'POWER_DELAYED', 'RELEASE', 'DELAYED']);

/** A switch that is wired to the product: its position, and what a person does to it. */
export function inputPart(number: number, setup: Setup, spot: Spot): StaticPart {
  const { tools, description } = setup;
  const name = description.switchNames[number - 1] ?? `Switch${number}`;
  const [off, on, toggle, hold] = description.words;
  const mode = modes[description.switches[number - 1] ?? -1] ?? anyMode;
  const gestures = new Map(Object.entries(mode.words ?? {}));
  if (mode.toggle) gestures.set(toggle, mode.toggle);
  if (mode.hold) gestures.set(hold, mode.hold);
  const state = fragment({
    capability: `tasmota:Switch${number}`,
    base: 'genericBoolean',
    ...at(spot),
    title: name,
    attributes: { value: tools.describe(name, { writable: false, ...(!mode.hasState && { category: 'diagnostic' }) }) },
  });
  const events = [...new Set([...gestures.values()].map(({ event }) => event))];
  const button: Fragment | undefined =
    events.length > 0 ? fragment({ capability: 'button', ...at(spot), attributes: {}, events }) : undefined;
  const listener = tools.listen((members, reporter, { retained }) => {
    const value = memberOf(members, name);
    const action = valueAt(value, ['Action']);
    const word = action === undefined ? value : action;
    if (typeof word !== 'string') return;
    if (word === on || word === off) return reporter.set(state, 'value', word === on);
    if (action === undefined) return tools.bad(name, word);
    const gesture = gestures.get(word);
    // What the broker kept is no news.
    if (gesture && button && !retained)
      reporter.emit(button, gesture.event, gesture.count === undefined ? undefined : { count: gesture.count });
    else if (!gesture && !silent.has(word)) tools.bad(`${name}.Action`, word);
  });
  return staticPart(setup, {
    id: `Switch${number}`,
    kind: undefined,
    order: 1,
    spot,
    fragments: [state, ...(button ? [button] : [])],
    listeners: [listener],
    says: [...saidBy(name, state), ...saidBy(`${name}.Action`, button)],
    reads: [name, `${name}.Action`],
  });
}
