import { CommandRejectedError, type AttributeDescriptor, type GenericBase } from '@concord/sdk';
import { Access, Metatype, type AttributeModel } from '@matter/main/model';
import { epochMicroseconds, epochSeconds, flag, hex, isRecord, numberOf, per, same, text, type Conversion } from './convert.ts';

/** A Matter attribute without a capability of its own, as the generic shape that its value has. */
export interface Extension {
  readonly base: GenericBase;
  readonly descriptor: AttributeDescriptor;
  /** Undefined: it has no value now. */
  readonly read: (raw: unknown) => unknown;
  /** Absent: read-only. */
  readonly write?: (value: unknown) => unknown;
}

/** Matter's number types that have a unit (core specification, section 7.19): how many make one of ours, and its quantity. */
const quantities: Readonly<Record<string, { readonly count: number; readonly quantity: string; readonly unit: string }>> = {
  temperature: { count: 100, quantity: 'temperature', unit: 'Cel' },
  percent: { count: 1, quantity: 'share', unit: '%' },
  percent100ths: { count: 100, quantity: 'share', unit: '%' },
  'elapsed-s': { count: 1, quantity: 'duration', unit: 's' },
  'power-mW': { count: 1000, quantity: 'power', unit: 'W' },
  'power-mVA': { count: 1000, quantity: 'apparentPower', unit: 'V.A' },
  'power-mVAR': { count: 1000, quantity: 'reactivePower', unit: 'var' },
  'energy-mWh': { count: 1000, quantity: 'energy', unit: 'W.h' },
  'voltage-mV': { count: 1000, quantity: 'voltage', unit: 'V' },
  'amperage-mA': { count: 1000, quantity: 'current', unit: 'A' },
};

/**
 * The extension for an attribute, by the model's type where there is one, else by the value that the device sent. `standard` says that
 * the model is the Matter standard's and not put together from what the device has.
 */
export function extensionFor(model: AttributeModel | undefined, raw: unknown, standard = false): Extension {
  const known = model?.effectiveMetatype;
  const moment = byType(moments, model);
  const metatype = known === undefined || known === Metatype.any ? metatypeOf(raw) : known;
  const extension = moment ? dateTime(moment) : shapeOf(metatype, model);
  if (extension.write && standard && model && isSettable(model)) {
    return {
      ...extension,
      base: extension.base === 'measurement' ? 'genericNumber' : extension.base,
      descriptor: { category: 'config', ...extension.descriptor },
    };
  }
  const { base, descriptor, read } = extension;
  return { base, descriptor: { category: 'diagnostic', ...descriptor }, read };
}

/** A model as far as its type goes. */
interface Typed {
  readonly type?: string | undefined;
  readonly base?: Typed | undefined;
}

/** What a table says of the model's type, or of the type that this one refines: a peer's models extend the standard's. */
function byType<Entry>(table: Readonly<Record<string, Entry>>, model: Typed | undefined): Entry | undefined {
  for (let at = model; at; at = at.base) {
    const entry = at.type === undefined ? undefined : table[at.type];
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Types of a moment. */
const moments: Readonly<Record<string, Conversion>> = { 'epoch-s': epochSeconds, 'epoch-us': epochMicroseconds };

function dateTime(conversion: Conversion): Extension {
  return { base: 'genericDateTime', descriptor: {}, read: (value) => conversion.read(value), write: (value) => conversion.write(value) };
}

function shapeOf(metatype: string, model: AttributeModel | undefined): Extension {
  switch (metatype) {
    case 'boolean':
      return { base: 'genericBoolean', descriptor: {}, read: (value) => flag.read(value), write: (value) => flag.write(value) };
    case 'integer':
      return numeric(model, per(1));
    case 'float':
      return numeric(model, same);
    case 'enum':
      return enumeration(model);
    case 'string':
      return { base: 'genericText', descriptor: {}, read: (value) => text.read(value), write: (value) => text.write(value) };
    case 'bytes':
      return { base: 'genericText', descriptor: {}, read: (value) => (value === null ? null : hex(value)) };
    default:
      return { base: 'genericObject', descriptor: {}, read: plain };
  }
}

/** Whether a controller in daily use may write it: what needs an administrator or belongs to one fabric is about the protocol. */
function isSettable(model: AttributeModel): boolean {
  const { writePriv, timed } = model.effectiveAccess;
  return model.writable && !model.fabricScoped && timed !== true && writePriv !== Access.Privilege.Administer;
}

/** JSON's view of a decoded value: octets as hexadecimal text, large integers as decimal text. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (ArrayBuffer.isView(value)) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function numeric(model: AttributeModel | undefined, plainNumber: Conversion): Extension {
  const known = byType(quantities, model);
  const conversion: Conversion = known ? per(known.count) : plainNumber;
  return {
    base: 'measurement',
    descriptor: known ? { quantity: known.quantity, unit: known.unit } : {},
    read: (value) => conversion.read(value),
    write: (value) => conversion.write(value),
  };
}

function enumeration(model: AttributeModel | undefined): Extension {
  const names = new Map((model?.members ?? []).map(({ id, name }) => [id, name.slice(0, 1).toLowerCase() + name.slice(1)]));
  return {
    base: 'genericSelect',
    descriptor: { options: [...names.values()].map((id) => ({ id })) },
    read: (value) => {
      const number = numberOf(value);
      return typeof number === 'number' ? (names.get(number) ?? String(number)) : number;
    },
    write: (value) => {
      const found = [...names].find(([, name]) => name === value);
      if (found?.[0] === undefined) throw new CommandRejectedError(`the value must be one of ${[...names.values()].join(', ')}`);
      return found[0];
    },
  };
}

function metatypeOf(raw: unknown): string {
  if (typeof raw === 'bigint' || typeof raw === 'number') return 'integer';
  if (typeof raw === 'boolean' || typeof raw === 'string') return typeof raw;
  return ArrayBuffer.isView(raw) ? 'bytes' : 'object';
}
