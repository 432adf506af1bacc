import { isUtf8 } from 'node:buffer';
import { Budget, SparkplugError } from './budget.ts';

/** How a field is written (protobuf, "Message structure"); groups are of the past, and Sparkplug has none. */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;
type Wire = (typeof wire)[keyof typeof wire];

const maxVarintBytes = 10;

/** A field's number and the way it is written, as one number. */
export function tag(field: number, type: Wire): number {
  return field * 8 + type;
}

/** Reads the fields of a protobuf message. Throws `SparkplugError` for what is none, and where the budget is spent. */
export class WireReader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #budget: Budget;
  readonly #depth: number;
  #at = 0;

  constructor(bytes: Uint8Array, budget: Budget = new Budget(), depth = 0) {
    if (depth > Budget.depth) throw new SparkplugError('nested too deep');
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#budget = budget;
    this.#depth = depth;
  }

  /** The next field's tag; undefined at the end. */
  next(): number | undefined {
    if (this.#at === this.#bytes.length) return undefined;
    this.#budget.spend();
    const next = this.uint32();
    if (next < 8) throw new SparkplugError('a field without a number');
    return next;
  }

  /** The lower 32 bits of a varint. */
  uint32(): number {
    let value = 0;
    for (let count = 0; count < maxVarintBytes; count++) {
      const byte = this.#byte();
      if (count < 5) value |= (byte & 0x7f) << (7 * count);
      if (byte < 0x80) return value >>> 0;
    }
    throw new SparkplugError('a number without an end');
  }

  uint64(): bigint {
    const { low, middle, high } = this.#varint64();
    return BigInt.asUintN(64, BigInt(low) | (BigInt(middle) << 28n) | (BigInt(high) << 56n));
  }

  /** As `uint64`, for what a number holds exactly; undefined for more. */
  safeInteger(): number | undefined {
    const { low, middle, high } = this.#varint64();
    const value = low + middle * 2 ** 28 + high * 2 ** 56;
    return Number.isSafeInteger(value) ? value : undefined;
  }

  boolean(): boolean {
    return this.safeInteger() !== 0;
  }

  float(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  bytes(): Uint8Array {
    const length = this.uint32();
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(): string {
    const length = this.uint32();
    const start = this.#take(length);
    const text = this.#bytes.subarray(start, start + length);
    if (!isUtf8(text)) throw new SparkplugError('a text that is not UTF-8');
    return text.toString('utf8');
  }

  /** A message in this one. */
  nested(): WireReader {
    return new WireReader(this.bytes(), this.#budget, this.#depth + 1);
  }

  skip(unknown: number): void {
    const type = unknown % 8;
    if (type === wire.varint) this.uint32();
    else if (type === wire.fixed64) this.#take(8);
    else if (type === wire.bytes) this.bytes();
    else if (type === wire.fixed32) this.#take(4);
    else throw new SparkplugError(`no field is written in the way ${type}`);
  }

  /** 28, 28 and 8 bits: numbers are much faster than big integers, and most values are small. */
  #varint64(): { readonly low: number; readonly middle: number; readonly high: number } {
    const parts = [0, 0, 0];
    for (let count = 0; count < maxVarintBytes; count++) {
      const byte = this.#byte();
      const at = count >> 2;
      parts[at] = (parts[at] ?? 0) + (byte & 0x7f) * 2 ** (7 * (count & 3));
      if (byte < 0x80) return { low: parts[0] ?? 0, middle: parts[1] ?? 0, high: (parts[2] ?? 0) & 0xff };
    }
    throw new SparkplugError('a number without an end');
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new SparkplugError('ends too early');
    this.#at++;
    return byte;
  }

  #take(length: number): number {
    const start = this.#at;
    if (length > this.#bytes.length - start) throw new SparkplugError('ends too early');
    this.#at += length;
    return start;
  }
}

/** What to do with the fields of a message, by their tags. */
export type Fields<Message> = Readonly<Record<number, (reader: WireReader, message: Message) => void>>;

/** Fills a message; fields that are not known are passed over. */
export function readFields<Message>(reader: WireReader, fields: Fields<Message>, message: Message): Message {
  for (let next = reader.next(); next !== undefined; next = reader.next()) {
    const read = Object.hasOwn(fields, next) ? fields[next] : undefined;
    if (read) read(reader, message);
    else reader.skip(next);
  }
  return message;
}
