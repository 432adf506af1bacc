import type { Rgb } from '../../mapping/colors.ts';
import { rgbOfHue } from '../../mapping/colors.ts';
import { colorOfRgb } from '../../mapping/light-color.ts';
import { LightMapping, type LightState, type LightWish } from '../../mapping/light.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { endpointOf, type Component } from './component.ts';
import type { Order } from './order.ts';
import { partOf, saidBy } from './point.ts';
import type { Composite } from './product.ts';

/** A light as the product speaks of it. */
interface LightWords {
  readonly members: readonly string[];
  readonly shared?: readonly string[];
  readonly hasColor: boolean;
  readonly hasWhite: boolean;
  /** What the light is like, after all that was said of its members. */
  readonly read: (known: ReadonlyMap<string, unknown>) => LightState;
  readonly order: (wish: LightWish, component: Component, known: ReadonlyMap<string, unknown>) => Order;
}

/** The coldest and the warmest white of Shelly's lamps, in kelvin (Gen1 documents: Bulb, Duo; Gen2: `ct_range`). */
const whites = { warmest: 2700, coldest: 6500 };

/** By attribute, the member that says it, as one generation or the other calls it. */
const sayers: Readonly<Record<string, readonly string[]>> = {
  'switch.on': ['output'],
  'level.level': ['brightness'],
  'colorTemperature.temperature': ['ct'],
  'color.xy': ['rgb'],
  'color.hue': ['rgb'],
  'color.saturation': ['rgb'],
  'color.mode': ['mode', 'rgb'],
};

/** A light: one message for all that is wished of it. */
export function lightComposite({ members: names, shared = [], hasColor, hasWhite, read, order }: LightWords): Composite {
  const told = Object.fromEntries(
    Object.entries(sayers).flatMap(([attribute, members]) => {
      const found = members.find((member) => names.includes(member));
      return found === undefined ? [] : [[attribute, found]];
    }),
  );
  return {
    members: names,
    shared,
    make: (component, item, tools) => {
      const known = new Map<string, unknown>();
      const range = rangeOf(tools.configOf(component)['ct_range']) ?? whites;
      const mapping = new LightMapping({
        features: { hasLevel: true, hasColor, temperature: hasWhite ? range : undefined, effects: [] },
        send: (wish) => tools.order(order(wish, component, known)),
        isOptimistic: false,
        describe: (descriptor) => ({ ...descriptor, source: item }),
        endpoint: endpointOf(component),
      });
      return {
        part: partOf(component, item, { fragments: mapping.fragments, listeners: [] }, tools, {
          order: 0,
          kind: 'light',
          says: saidBy(component, mapping.fragments, told, tools),
        }),
        read: (members, reporter) => {
          for (const [name, value] of members) known.set(name, value);
          mapping.report(read(known), reporter);
        },
      };
    },
  };
}

function rangeOf(value: unknown): typeof whites | undefined {
  const [warmest, coldest] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof warmest === 'number' && typeof coldest === 'number' && warmest > 0 && warmest < coldest ? { warmest, coldest } : undefined;
}

export function onOf(value: unknown): boolean | null | undefined {
  return value === true || value === 'on' ? true : value === false || value === 'off' ? false : value === null ? null : undefined;
}

export function levelOf(value: unknown): number | null | undefined {
  const number = toNumber(value);
  return typeof number === 'number' && (number < 0 || number > 100) ? undefined : number;
}

export function kelvinOf(value: unknown): number | null | undefined {
  const number = toNumber(value);
  return typeof number === 'number' && number <= 0 ? undefined : number;
}

/** Undefined where one of the three is no number of 0 to 255. */
export function colorIn(red: unknown, green: unknown, blue: unknown): LightState['color'] {
  const rgb = [red, green, blue].map(toNumber);
  return rgb.every((part) => typeof part === 'number') ? colorOfRgb(rgb as unknown as Rgb) : undefined;
}

export function rgbOf({ hue, saturation }: NonNullable<LightWish['color']>): Rgb {
  return rgbOfHue({ hue, saturation });
}

/** The least that products take for a level: 0 is no brightness for them. */
export function percentOf(level: number): number {
  return Math.max(1, Math.round(level));
}
