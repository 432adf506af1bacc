import type { AttributeDescriptor, GenericBase } from '@concord/sdk';
import { Metatype, type AttributeModel } from '@matter/main/model';
import { isRecord, numberOf, per, type Conversion } from './convert.ts';

/** A Matter attribute without a capability of its own, as the generic shape that its value has. */
export interface Extension {
  readonly base: GenericBase;
  readonly descriptor: AttributeDescriptor;
  /** Undefined: it has no value now. */
  read(raw: unknown): unknown;
}

/** Matter's number types that have a unit (core specification, section 7.19): how many make one of ours, and its quantity. */
const quantities: Readonly<Record<string, { readonly count: number; readonly quantity: string; readonly unit: string }>> = {
  temperature: { count: 100, quantity: 'temperature', unit: 'Cel' },
  percent: { count: 1, quantity: 'share', unit: '%' },
  percent100ths: { count: 100, quantity: 'share', unit: '%' },
  'elapsed-s': { count: 1, quantity: 'duration', unit: 's' },
  'power-mw': { count: 1000, quantity: 'power', unit: 'W' },
  'energy-mwh': { count: 1000, quantity: 'energy', unit: 'W.h' },
  'voltage-mv': { count: 1000, quantity: 'voltage', unit: 'V' },
  'amperage-ma': { count: 1000, quantity: 'current', unit: 'A' },
};

const category = 'diagnostic';

/** The extension for an attribute, by the model's type where there is one, else by the value that the device sent. */
export function extensionFor(model: AttributeModel | undefined, raw: unknown): Extension {
  const known = model?.effectiveMetatype;
  const metatype = known === undefined || known === Metatype.any ? metatypeOf(raw) : known;
  switch (metatype) {
    case 'boolean':
      return { base: 'genericBoolean', descriptor: { category }, read: (value) => (typeof value === 'boolean' ? value : nullOf(value)) };
    case 'integer':
    case 'float':
      return numeric(model);
    case 'enum':
      return enumeration(model);
    case 'string':
      return { base: 'genericText', descriptor: { category }, read: (value) => (typeof value === 'string' ? value : nullOf(value)) };
    case 'bytes':
      return { base: 'genericText', descriptor: { category }, read: (value) => (ArrayBuffer.isView(value) ? hex(value) : nullOf(value)) };
    default:
      return { base: 'genericObject', descriptor: { category }, read: plain };
  }
}

/** JSON's view of a decoded value: octets as hexadecimal text, large integers as decimal text. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (ArrayBuffer.isView(value)) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function numeric(model: AttributeModel | undefined): Extension {
  const known = quantities[model?.type ?? ''];
  const conversion: Conversion = per(known?.count ?? 1);
  return {
    base: 'measurement',
    descriptor: { category, ...(known && { quantity: known.quantity, unit: known.unit }) },
    read: (value) => conversion.read(value),
  };
}

function enumeration(model: AttributeModel | undefined): Extension {
  const names = new Map((model?.members ?? []).map(({ id, name }) => [id, name.slice(0, 1).toLowerCase() + name.slice(1)]));
  return {
    base: 'genericSelect',
    descriptor: { category, options: [...names.values()].map((id) => ({ id })) },
    read: (value) => {
      const number = numberOf(value);
      return typeof number === 'number' ? (names.get(number) ?? String(number)) : number;
    },
  };
}

function metatypeOf(raw: unknown): string {
  if (typeof raw === 'bigint' || typeof raw === 'number') return 'integer';
  if (typeof raw === 'boolean' || typeof raw === 'string') return typeof raw;
  return ArrayBuffer.isView(raw) ? 'bytes' : 'object';
}

function nullOf(value: unknown): null | undefined {
  return value === null ? null : undefined;
}

function hex(view: ArrayBufferView): string {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('hex');
}
