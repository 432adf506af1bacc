import { CommandRejectedError } from '@concord/sdk';
import { WireWriter } from '../wire/wire-writer.ts';
import { dataType, integers, type DataType } from './data-type.ts';

/** A metric to be written. Where the birth gave it an alias, this says which it is, and its name is left out (section 6.4.6). */
export interface CommandMetric {
  readonly name: string;
  readonly alias: bigint | undefined;
  readonly type: DataType;
  readonly value: unknown;
}

type Write = (writer: WireWriter, value: unknown, type: DataType) => WireWriter;

const writers: Readonly<Partial<Record<DataType, Write>>> = {
  ...Object.fromEntries(Object.keys(integers).map((type) => [type, writeInteger])),
  Float: (writer, value) => writer.float(12, wantNumber(value)),
  Double: (writer, value) => writer.double(13, wantNumber(value)),
  Boolean: (writer, value) => {
    if (typeof value !== 'boolean') throw new CommandRejectedError('wants true or false');
    return writer.boolean(14, value);
  },
  String: writeText,
  Text: writeText,
  UUID: writeText,
  DateTime: (writer, value) => {
    const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (!(moment >= 0)) throw new CommandRejectedError('wants a date and a time');
    return writer.uint(11, moment);
  },
};

/** Whether a metric of the type can be written; structures and lists can't. */
export function isWritableType(type: DataType): boolean {
  return writers[type] !== undefined;
}

/** The payload of an NCMD or a DCMD. Throws `CommandRejectedError` for a value that the data type can't hold. */
export function writeCommand({ name, alias, type, value }: CommandMetric, now: number): Buffer {
  const metric = new WireWriter();
  if (alias === undefined) metric.text(1, name);
  else metric.uint(2, alias);
  metric.uint(3, now).uint(4, dataType[type]);
  const write = writers[type];
  if (!write) throw new CommandRejectedError(`a ${type} can't be written`);
  write(metric, value, type);
  return new WireWriter().uint(1, now).message(2, metric).finish();
}

function writeInteger(writer: WireWriter, value: unknown, type: DataType): WireWriter {
  const { bits, isSigned } = integers[type] ?? { bits: 64, isSigned: true };
  const number = wantNumber(value);
  const whole = Number.isSafeInteger(Math.round(number)) ? BigInt(Math.round(number)) : undefined;
  const fits = whole !== undefined && (isSigned ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole)) === whole;
  if (!fits) throw new CommandRejectedError(`wants a whole number that an ${type} can hold`);
  // Up to 32 bits stand in a field of 32 bits, whatever the sign.
  return bits === 64 ? writer.uint(11, whole) : writer.uint(10, BigInt.asUintN(32, whole));
}

function writeText(writer: WireWriter, value: unknown): WireWriter {
  if (typeof value !== 'string') throw new CommandRejectedError('wants text');
  return writer.text(15, value);
}

function wantNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new CommandRejectedError('wants a number');
  return value;
}
