import { dataTypeOf, elementTypes, integers, type DataType } from './data-type.ts';
import { DataSet, type RawValue } from './payload.ts';

/** Longer texts and lists are no state of a machine. */
const maxText = 65_536;
const maxItems = 4096;
const maxRows = 1000;

/** Times that RFC 3339 can write. */
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

type Read = (value: RawValue) => unknown;

/** The values of each data type, as JSON has them; undefined for what does not fit the type. */
const readers: Readonly<Partial<Record<DataType, Read>>> = {
  ...Object.fromEntries(Object.keys(integers).map((type) => [type, (value: RawValue) => readInteger(type as DataType, value)])),
  Float: readReal,
  Double: readReal,
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  String: readText,
  Text: readText,
  UUID: readText,
  DateTime: (value) => momentOf(typeof value === 'bigint' ? Number(value) : value),
  DataSet: (value) => (value instanceof DataSet ? readDataSet(value) : undefined),
  Bytes: (value) => (value instanceof Uint8Array ? readBytes(value) : undefined),
  ...Object.fromEntries(
    Object.entries(elementTypes).map(([array, element]) => [
      array,
      (value: RawValue) => (value instanceof Uint8Array ? readArray(element, value) : undefined),
    ]),
  ),
};

/** A value as its data type means it: numbers, texts, booleans, lists and records of them. Undefined where it does not fit. */
export function readValue(type: DataType, value: RawValue | undefined): unknown {
  return value === undefined ? undefined : readers[type]?.(value);
}

/** Whole numbers are written without a sign: the highest of their bits is it. Some write more bits than the type has, some fewer. */
function readInteger(type: DataType, value: RawValue): number | string | undefined {
  const { bits, isSigned } = integers[type] ?? { bits: 64, isSigned: true };
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  if (typeof value === 'number' && !Number.isInteger(value)) return undefined;
  const whole = isSigned ? BigInt.asIntN(bits, BigInt(value)) : BigInt.asUintN(bits, BigInt(value));
  return toNumber(whole);
}

/** Beyond what a number holds exactly it is text. */
function toNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** What is no number (NaN, an infinity) is how machines write that they do not know. */
function readReal(value: RawValue): number | null | undefined {
  if (typeof value !== 'number') return undefined;
  return Number.isFinite(value) ? value : null;
}

function readText(value: RawValue): string | undefined {
  return typeof value === 'string' ? value.slice(0, maxText) : undefined;
}

function momentOf(value: unknown): string | undefined {
  return typeof value === 'number' && value >= 0 && value <= lastMs ? new Date(value).toISOString() : undefined;
}

/** What text can't hold is base64. */
function readBytes(value: Uint8Array): string | undefined {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return text.length <= maxText ? text : undefined;
}

function readDataSet({ columns, types, rows }: DataSet): unknown[] {
  return rows.slice(0, maxRows).map((row) =>
    Object.fromEntries(
      columns.slice(0, maxItems).map((column, at) => {
        const type = dataTypeOf(types[at]);
        return [column, (type && readValue(type, row[at])) ?? null];
      }),
    ),
  );
}

/** The elements of an array type stand packed in its bytes, the lowest byte first (section 6.4.16, "Array Types"). */
function readArray(type: DataType, bytes: Uint8Array): unknown[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'Boolean') return readBooleans(view);
  if (type === 'String') return readStrings(bytes);
  const { width, read } = packed(type);
  const count = view.byteLength / width;
  if (!Number.isInteger(count) || count > maxItems) return undefined;
  return Array.from({ length: count }, (_, at) => read(view, at * width) ?? null);
}

interface Packed {
  readonly width: number;
  readonly read: (view: DataView, at: number) => unknown;
}

function packed(type: DataType): Packed {
  if (type === 'Float') return { width: 4, read: (view, at) => readReal(view.getFloat32(at, true)) };
  if (type === 'Double') return { width: 8, read: (view, at) => readReal(view.getFloat64(at, true)) };
  if (type === 'DateTime') return { width: 8, read: (view, at) => momentOf(Number(view.getBigInt64(at, true))) };
  const width = (integers[type]?.bits ?? 8) / 8;
  const raw: Readonly<Record<number, (view: DataView, at: number) => number | bigint>> = {
    1: (view, at) => view.getUint8(at),
    2: (view, at) => view.getUint16(at, true),
    4: (view, at) => view.getUint32(at, true),
    8: (view, at) => view.getBigUint64(at, true),
  };
  return { width, read: (view, at) => readInteger(type, raw[width]?.(view, at) ?? 0) };
}

/** Their number in four bytes, then eight to a byte, the first in the highest bit. */
function readBooleans(view: DataView): boolean[] | undefined {
  if (view.byteLength < 4) return undefined;
  const count = view.getUint32(0, true);
  if (count > maxItems || count > (view.byteLength - 4) * 8) return undefined;
  return Array.from({ length: count }, (_, at) => ((view.getUint8(4 + (at >> 3)) >> (7 - (at & 7))) & 1) === 1);
}

/** Each ends in a NUL. */
function readStrings(bytes: Uint8Array): string[] | undefined {
  const texts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\0');
  if (texts.at(-1) === '') texts.pop();
  return texts.length <= maxItems ? texts : undefined;
}
