import { CommandRejectedError } from '@concord/sdk';

/** A conversion between Matter's encoding of a value and the canonical one, both ways. */
export interface Conversion {
  /** Null is "the device does not know", undefined "nothing to say". A word without an equivalent becomes `Unnamed`. */
  read(raw: unknown): unknown;
  /** Throws `CommandRejectedError` for what can't be said in Matter. */
  write(value: unknown): unknown;
  /** The members of an enumeration that can be written. */
  readonly options?: readonly string[];
}

/** A member of an enumeration that the model has no name for: reported as `other`, with the number as raw value. */
export class Unnamed {
  readonly raw: unknown;

  constructor(raw: unknown) {
    this.raw = raw;
  }
}

/** A finite number; Matter's 64-bit integers arrive as bigint. Null stays null, anything else is undefined. */
export function numberOf(raw: unknown): number | null | undefined {
  if (raw === null) return null;
  const value = typeof raw === 'bigint' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value of a command's argument as a finite number, or a refusal that names it. */
export function numberArgument(value: unknown, name = 'the value'): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new CommandRejectedError(`${name} must be a number`);
  return value;
}

/** A number that Matter sends as an integer: `unit` of ours is `per` of theirs (a temperature has 100 per °C). */
export function per(count: number): Conversion {
  return {
    read: (raw) => transform(raw, (value) => value / count),
    write: (value) => Math.round(numberArgument(value) * count),
  };
}

/** A number that is larger for us: one of theirs is `count` of ours (a tenth of a kilopascal is 100 Pa). */
export function times(count: number): Conversion {
  return {
    read: (raw) => transform(raw, (value) => value * count),
    write: (value) => Math.round(numberArgument(value) / count),
  };
}

/** A read-only conversion of a number. */
export function computed(read: (value: number) => number | null | undefined): Conversion {
  return { read: (raw) => transform(raw, read), write: readOnly };
}

function transform(raw: unknown, read: (value: number) => number | null | undefined): number | null | undefined {
  const value = numberOf(raw);
  return value === null || value === undefined ? value : read(value);
}

export const same: Conversion = { read: (raw) => numberOf(raw), write: (value) => numberArgument(value) };

export const flag: Conversion = {
  read: (raw) => (typeof raw === 'boolean' || raw === null ? raw : undefined),
  write: (value) => {
    if (typeof value !== 'boolean') throw new CommandRejectedError('the value must be true or false');
    return value;
  },
};

/** A boolean of the opposite meaning. */
export const inverted: Conversion = {
  read: (raw) => (typeof raw === 'boolean' ? !raw : raw === null ? null : undefined),
  write: (value) => flag.write(value) !== true,
};

export const text: Conversion = {
  read: (raw) => (typeof raw === 'string' ? raw : raw === null ? null : undefined),
  write: (value) => {
    if (typeof value !== 'string') throw new CommandRejectedError('the value must be text');
    return value;
  },
};

/**
 * An enumeration: Matter's number → our name; null marks the numbers that mean "unknown". Of two numbers with one name the first is
 * written.
 */
export function named(names: Readonly<Record<number, string | null>>): Conversion {
  const numbers = new Map<string, number>();
  for (const [number, name] of Object.entries(names)) if (name !== null && !numbers.has(name)) numbers.set(name, Number(number));
  return {
    options: [...numbers.keys()],
    read: (raw) => {
      const value = numberOf(raw);
      if (value === null || value === undefined) return value;
      const name = names[value];
      return name === undefined ? new Unnamed(value) : name;
    },
    write: (value) => {
      const number = typeof value === 'string' ? numbers.get(value) : undefined;
      if (number === undefined) throw new CommandRejectedError(`the value must be one of ${[...numbers.keys()].join(', ')}`);
      return number;
    },
  };
}

/** A value that may also be taken back: null leaves it to the device. */
export function orNull(conversion: Conversion): Conversion {
  return { ...conversion, write: (value) => (value === null ? null : conversion.write(value)) };
}

/** A number that means "yes" unless it is one of `no`. */
export function unless(...no: readonly number[]): Conversion {
  return {
    read: (raw) => {
      const value = numberOf(raw);
      return value === null || value === undefined ? value : !no.includes(value);
    },
    write: readOnly,
  };
}

/** One flag of a bitmap. */
export function bit(name: string): Conversion {
  return { read: (raw) => (isRecord(raw) ? raw[name] === true : raw === null ? null : undefined), write: readOnly };
}

/** A moment that matter.js counts from 1970, whatever the epoch on the wire (core specification, section 7.19.2). */
function moment(toMilliseconds: (count: number) => number, fromMilliseconds: (milliseconds: number) => number | bigint): Conversion {
  return {
    read: (raw) => {
      const count = numberOf(raw);
      return typeof count === 'number' ? timestampOf(toMilliseconds(count)) : count;
    },
    write: (value) => {
      const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      // On the wire they begin with the year 2000.
      if (!(milliseconds >= Date.UTC(2000, 0, 1))) throw new CommandRejectedError('the value must be a date and time since 2000');
      return fromMilliseconds(milliseconds);
    },
  };
}

function timestampOf(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export const epochSeconds: Conversion = moment(
  (seconds) => seconds * 1000,
  (milliseconds) => Math.round(milliseconds / 1000),
);
export const epochMicroseconds: Conversion = moment(
  (microseconds) => microseconds / 1000,
  (milliseconds) => BigInt(milliseconds) * 1000n,
);

/** One of a list that the device has, by its place in the list. */
export function placeIn(
  list: unknown,
  nameOf: (item: unknown) => string | undefined = (item) => (typeof item === 'string' ? item : undefined),
): Conversion {
  const names = Array.isArray(list) ? list.map((item, index) => nameOf(item) ?? String(index)) : [];
  return {
    options: names,
    read: (raw) => {
      const place = numberOf(raw);
      return typeof place === 'number' ? (names[place] ?? new Unnamed(place)) : place;
    },
    write: (value) => {
      const place = names.findIndex((name) => name === value);
      if (place < 0) throw new CommandRejectedError(`the value must be one of ${names.join(', ')}`);
      return place;
    },
  };
}

/** The records of a list; nothing else. */
export function recordsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** Octets as hexadecimal text, which is how an opaque handle of Matter becomes an id here. */
export function hex(value: unknown): string | undefined {
  return ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') : undefined;
}

/** The octets of an id that `hex` made. */
export function octets(id: unknown): Uint8Array {
  if (typeof id !== 'string' || !/^([\da-f]{2})+$/.test(id)) throw new CommandRejectedError(`${String(id)} is none of its ids`);
  return Uint8Array.from(Buffer.from(id, 'hex'));
}

/** The names of the bits that are set. */
export function bitsOf(flags: unknown): string[] {
  return isRecord(flags) ? Object.entries(flags).flatMap(([name, set]) => (set === true ? [name] : [])) : [];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function readOnly(): never {
  throw new CommandRejectedError('this can only be read');
}

/** A number limited to a range, for conversions whose ends don't meet exactly. */
export function clamp(value: number, minimum: number, maximum: number): number {
  return Math.min(maximum, Math.max(minimum, value));
}

/** Removes the noise of binary fractions: ten significant digits are more than any sensor has. */
export function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** The range between a minimum and a maximum attribute, each converted, as far as the device tells them. */
export function rangeOf(state: Readonly<Record<string, unknown>>, minimum: string, maximum: string, conversion: Conversion) {
  const low = conversion.read(state[minimum]);
  const high = conversion.read(state[maximum]);
  return {
    ...(typeof low === 'number' && { minimum: low }),
    ...(typeof high === 'number' && { maximum: high }),
  };
}
