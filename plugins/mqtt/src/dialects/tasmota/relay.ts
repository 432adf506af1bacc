import { fragment, type Values } from '../../devices/fragment.ts';
import type { Description } from './description.ts';
import { memberOf } from './device-tools.ts';
import { at, staticPart, type Setup, type Spot, type StaticPart } from './static-part.ts';

/** What messages call a relay: the first may have no number. */
export function powerNames(number: number): readonly string[] {
  return number === 1 ? ['POWER1', 'POWER'] : [`POWER${number}`];
}

/** Products of before version 6 and rules write numbers. */
const common: Readonly<Record<string, boolean>> = { ON: true, '1': true, OFF: false, '0': false };

/** Whether a relay is on; undefined: the message does not say so. `strange`: what it says instead. */
export function readPower(members: Values, number: number, { words: [off, on] }: Description, strange: (value: unknown) => void) {
  const value = powerNames(number)
    .map((name) => memberOf(members, name))
    .find((one) => one !== undefined);
  if (value === undefined) return undefined;
  if (value === on || value === off) return value === on;
  const word = typeof value === 'string' ? value.toUpperCase() : String(typeof value === 'number' ? value : '');
  if (Object.hasOwn(common, word)) return common[word];
  strange(value);
  return undefined;
}

/** A relay: on and off. `SetOption30` and ceiling fans make a light of it. */
export function relayPart(number: number, kind: 'switch' | 'light', setup: Setup, spot: Spot): StaticPart {
  const { description, tools } = setup;
  const [off, on] = description.words;
  const power = `POWER${number}`;
  const target = fragment({
    capability: 'switch',
    ...at(spot),
    attributes: { on: tools.describe(power, { writable: true }) },
    set: ({ on: wanted }) => tools.plan([power, wanted === true ? on : off]),
    commands: { toggle: () => tools.plan([power, 'TOGGLE']) },
  });
  const listener = tools.listen((members, reporter) => {
    const isOn = readPower(members, number, description, (value) => tools.bad(power, value));
    if (isOn !== undefined) reporter.set(target, 'on', isOn);
  });
  return staticPart(setup, { id: power, kind, spot, fragments: [target], listeners: [listener], reads: powerNames(number) });
}
