import { isObject } from '../../topics/message.ts';
import { featureOf, type Feature } from '../../mapping/feature.ts';
import { scaleTo, toCanonicalNumber } from '../../mapping/unit-scale.ts';
import { endpointOf, itemOf, type NodeValue } from './node-value.ts';
import { className } from './command-classes.ts';
import type { Known } from './table/known.ts';

/** A value as a feature, and how its numbers become the feature's values and back. */
export interface ValueFeature {
  readonly feature: Feature;
  read(value: unknown): unknown;
  write(value: unknown): unknown;
}

/** How zwave-js writes units that we know by another name. */
const units: Readonly<Record<string, string>> = {
  Mph: 'mph',
  gallon: 'gal',
  cfm: 'ft³/min',
  'Btu/h': 'BTU/h',
  'bq/m³': 'Bq/m³',
  kVar: 'kvar',
  kVarh: 'kvarh',
  seconds: 's',
};

const configuration = 0x70;
const same = (value: unknown) => value;

/** What a value is: by its own description, by what Z-Wave's documents say of it, or by how it looks. Undefined: nothing tells yet. */
export function valueFeature(value: NodeValue, known: Known | undefined): ValueFeature | undefined {
  const { metadata, id, sample } = value;
  const shape = shapeOf(value, known);
  if (shape === undefined) return undefined;
  const states = shape === 'enum' ? statesOf(value, known) : new Map<string, string>();
  const unit = metadata?.unit ?? known?.unit;
  const isConfiguration = id.commandClass === configuration;
  const isTrigger = shape === 'trigger';
  const feature = featureOf({
    type: isTrigger ? 'enum' : shape === 'duration' ? 'numeric' : shape,
    name: [className(id.commandClass), id.property, id.propertyKey].filter(Boolean).join('.'),
    property: itemOf(value),
    endpoint: endpointOf(value),
    label: metadata?.label,
    category: known?.category ?? (isConfiguration ? 'config' : 'primary'),
    unit: unit !== undefined && Object.hasOwn(units, unit) ? units[unit] : unit,
    isReported: !isTrigger && metadata?.isReadable !== false,
    isWritable: isTrigger || (shape !== 'duration' && isWritable(value, known)),
    minimum: metadata?.minimum,
    maximum: metadata?.maximum,
    step: metadata?.step,
    values: isTrigger ? ['true'] : [...states.values()],
  });
  if (isTrigger) return { feature, read: same, write: () => true };
  if (shape === 'enum') return { feature, ...enumValues(states) };
  if (shape === 'duration') return { feature, read: secondsOf, write: same };
  if (shape === 'text') return { feature, read: listed, write: same };
  return {
    feature,
    read: shape === 'binary' && typeof sample === 'number' ? (read) => (typeof read === 'number' ? read > 0 : read) : same,
    write: same,
  };
}

function isWritable({ metadata, id }: NodeValue, known: Known | undefined): boolean {
  if (known?.writable === true) return true;
  return metadata ? metadata.isWritable : known === undefined && id.commandClass === configuration;
}

const metadataShapes: Readonly<Record<string, Known['type'] | 'composite'>> = {
  number: 'numeric',
  boolean: 'binary',
  string: 'text',
  color: 'text',
  duration: 'duration',
  timeout: 'duration',
};

function shapeOf({ metadata, sample }: NodeValue, known: Known | undefined): Known['type'] | 'composite' | undefined {
  if (known) return known.type;
  if (metadata && !metadata.isReadable && metadata.type === 'boolean') return 'trigger';
  if (metadata && metadata.states.size > 0 && !metadata.takesOthers) return 'enum';
  const said = metadata?.type;
  if (said !== undefined && Object.hasOwn(metadataShapes, said)) return metadataShapes[said];
  if (typeof sample === 'boolean') return 'binary';
  if (typeof sample === 'number') return 'numeric';
  if (typeof sample === 'string') return 'text';
  return sample === null || sample === undefined ? undefined : 'composite';
}

/** Our words first: those of the gateway are the product's, and in English only. */
function statesOf({ metadata }: NodeValue, known: Known | undefined): Map<string, string> {
  const ours = new Map(Object.entries(known?.states ?? {}));
  const theirs = metadata?.states ?? new Map<string, string>();
  if (ours.size === 0 || theirs.size === 0) return ours.size === 0 ? new Map(theirs) : ours;
  const extended = [...ours].filter(([number]) => theirs.has(number));
  return new Map([...extended, ...[...theirs].filter(([number]) => !ours.has(number))]);
}

function enumValues(states: ReadonlyMap<string, string>): Pick<ValueFeature, 'read' | 'write'> {
  const numbers = new Map([...states].map(([number, name]) => [name, number]));
  return {
    read: (value) => {
      if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string') return value;
      return states.get(String(value)) ?? String(value);
    },
    write: (value) => {
      const number = numbers.get(String(value));
      return number === 'true' || number === 'false' ? number === 'true' : number === undefined ? value : Number(number);
    },
  };
}

/** `{value, unit}`, or a word for what can't be said in seconds. */
function secondsOf(value: unknown): unknown {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'string') return ['unknown', 'default'].includes(value) ? null : value;
  if (!isObject(value)) return value;
  const { value: amount, unit } = value;
  if (unit === 'unknown' || unit === 'default') return null;
  const scale = typeof unit === 'string' ? scaleTo('duration', unit) : undefined;
  return typeof amount === 'number' && scale ? toCanonicalNumber(amount, scale) : null;
}

/** Several texts as one. */
function listed(value: unknown): unknown {
  return Array.isArray(value) && value.every((one) => ['string', 'number', 'boolean'].includes(typeof one)) ? value.join(', ') : value;
}
