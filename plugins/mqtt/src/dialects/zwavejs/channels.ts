import type { Rgb } from '../../mapping/colors.ts';
import { isObject } from '../../topics/message.ts';
import type { NodeValue } from './node-value.ts';
import type { ValueId } from './value-id.ts';

/** The channels of Color Switch, by number (SDS13781). */
const names = ['warmWhite', 'coldWhite', 'red', 'green', 'blue'] as const;
type Channel = (typeof names)[number];

/** Z-Wave says nothing of the two whites but that they are warm and cold; these are what most lamps have. */
export const kelvinRange = { warmest: 2700, coldest: 6500 };

/** The strengths of a lamp's channels, 0 to 255 each, as its values tell them together or one by one. */
export class Channels {
  readonly hasColor: boolean;
  readonly hasWhites: boolean;
  readonly #strengths = new Map<Channel, number>();

  constructor(values: readonly NodeValue[]) {
    const known = new Set(values.flatMap((value) => channelsIn(value)));
    this.hasColor = known.has('red') && known.has('green') && known.has('blue');
    this.hasWhites = known.has('warmWhite') && known.has('coldWhite');
  }

  /** False where the value is none of a colour. */
  take({ property, propertyKey }: ValueId, value: unknown): boolean {
    if (value === null) return true;
    if (property === 'hexColor') return this.#takeHex(value);
    if (propertyKey === '') {
      if (!isObject(value)) return false;
      for (const name of names) if (Object.hasOwn(value, name)) this.#set(name, value[name]);
      return true;
    }
    const name = names[Number(propertyKey)];
    return name !== undefined && this.#set(name, value);
  }

  /** Undefined while the lamp shines white, or nothing was said. */
  get rgb(): Rgb | undefined {
    const [red, green, blue] = (['red', 'green', 'blue'] as const).map((name) => this.#strengths.get(name));
    if (red === undefined || green === undefined || blue === undefined) return undefined;
    return red + green + blue > 0 ? [red, green, blue] : undefined;
  }

  /** How warm the white is, where it is only white. */
  get kelvin(): number | undefined {
    const [warm = 0, cold = 0] = [this.#strengths.get('warmWhite'), this.#strengths.get('coldWhite')];
    if (!this.hasWhites || this.rgb || warm + cold === 0) return undefined;
    return Math.round(kelvinRange.warmest + (cold / (warm + cold)) * (kelvinRange.coldest - kelvinRange.warmest));
  }

  /** What is written for a colour: the whites go out. */
  ofRgb([red, green, blue]: Rgb): Readonly<Record<string, number>> {
    return { ...(this.hasWhites && { warmWhite: 0, coldWhite: 0 }), red, green, blue };
  }

  /** What is written for a white: the colours go out. */
  ofKelvin(kelvin: number): Readonly<Record<string, number>> {
    const { warmest, coldest } = kelvinRange;
    const cold = Math.round(Math.min(1, Math.max(0, (kelvin - warmest) / (coldest - warmest))) * 255);
    return { warmWhite: 255 - cold, coldWhite: cold, ...(this.hasColor && { red: 0, green: 0, blue: 0 }) };
  }

  #set(name: Channel, value: unknown): boolean {
    if (typeof value !== 'number' || !(value >= 0 && value <= 255)) return false;
    this.#strengths.set(name, value);
    return true;
  }

  #takeHex(value: unknown): boolean {
    const digits = typeof value === 'string' ? /^#?(?<digits>[0-9a-f]{6})$/i.exec(value)?.groups?.['digits'] : undefined;
    if (digits === undefined) return false;
    for (const [at, name] of (['red', 'green', 'blue'] as const).entries())
      this.#set(name, Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
    return true;
  }
}

function channelsIn({ id, sample }: NodeValue): readonly Channel[] {
  if (id.property === 'hexColor') return ['red', 'green', 'blue'];
  if (id.propertyKey === '') return isObject(sample) ? names.filter((name) => Object.hasOwn(sample, name)) : [];
  const name = names[Number(id.propertyKey)];
  return name === undefined ? [] : [name];
}
