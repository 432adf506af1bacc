import { capabilities, conversionOf, type Quantity } from '@concord/sdk';
import { boundsOf, type Bounds } from '../bounds.ts';
import type { Target } from '../sensor-classes.ts';
import { scaleOf, scaleTo, type UnitScale } from '../unit-scale.ts';
import type { Feature } from '../feature.ts';
import type { Row, UnstatedUnit } from '../row.ts';
import { highestOf, levelCodec, miredCodec, numberCodec, numberWordsCodec, one, shareCodec, withNone } from './number-codec.ts';
import { faultsCodec, textCodec, textsCodec } from './text-codec.ts';
import { groupCodec } from './group-codec.ts';
import type { ValueCodec } from './value-codec.ts';
import {
  binaryChoiceCodec,
  binaryCodec,
  choiceCodec,
  enumCodec,
  fitsWords,
  flagWordsCodec,
  numberChoiceCodec,
  numberedWordsCodec,
} from './word-codec.ts';

interface AttributeSchema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly maxLength?: unknown;
  readonly format?: unknown;
}

/** A choice is text of at most this length; longer text is for people. */
const choiceLength = 128;

/** Attributes in the unit of what their endpoint measures: the descriptor says which. */
const openUnits = /^(limitAlarm\.(high|highHigh|low|lowLow|hysteresis)|sensorSettings\.(offset|reportThreshold))$/;

/** The codec for an feature that goes to a named attribute; undefined where type or unit don't fit. */
export function codecFor(feature: Feature, row: Row, target: Target): ValueCodec | undefined {
  const definition = capabilities.get(target.capability)?.attributes[target.attribute];
  if (!definition) return undefined;
  const schema: AttributeSchema = definition.schema;
  const name = `${target.capability}.${target.attribute}`;
  if (name === 'health.active') return feature.isWritable ? undefined : faultsCodec;
  if (name === 'binding.targets') return feature.type === 'numeric' ? groupCodec : undefined;
  if (schema.type === 'boolean') return flag(feature, row);
  if (Array.isArray(schema.enum)) return namedWord(feature, row, schema.enum);
  if (schema.type === 'number' || schema.type === 'integer') return namedNumber(feature, row, target);
  if (schema.type === 'array') return feature.type === 'text' || feature.items?.type === 'text' ? textsCodec : undefined;
  if (schema.type !== 'string' || schema.format !== undefined) return undefined;
  return schema.maxLength === choiceLength ? choice(feature, row) : text(feature, Number(schema.maxLength));
}

function flag(feature: Feature, { words }: Row): ValueCodec | undefined {
  if (feature.type === 'binary') {
    const codec = binaryCodec(feature, words);
    return [feature.on, feature.off].every((value) => typeof codec.read(value) === 'boolean') ? codec : undefined;
  }
  const codec = feature.type === 'enum' ? flagWordsCodec(feature, words) : undefined;
  // A word for only one of the two sets something off, and can't take it back.
  const both = new Set(feature.values.map((value) => codec?.read(value)));
  return feature.isWritable && !(both.has(true) && both.has(false)) ? undefined : codec;
}

function namedWord(feature: Feature, { words }: Row, members: readonly unknown[]): ValueCodec | undefined {
  if (!words) return undefined;
  if (feature.type === 'enum') return fitsWords(feature.values, words) ? enumCodec(feature, words) : undefined;
  if (feature.type === 'numeric') return numberedWordsCodec(feature, words);
  if (feature.type !== 'binary') return undefined;
  const codec = binaryCodec(feature, words);
  return [feature.on, feature.off].every((value) => members.includes(codec.read(value))) ? codec : undefined;
}

function choice(feature: Feature, { words }: Row): ValueCodec | undefined {
  if (feature.type === 'enum') return choiceCodec(feature);
  if (feature.type === 'binary') return binaryChoiceCodec(feature, words);
  return feature.type === 'numeric' ? numberChoiceCodec(feature) : undefined;
}

function text(feature: Feature, maxLength: number): ValueCodec | undefined {
  if (feature.type === 'text') return textCodec(maxLength);
  return feature.type === 'enum' ? choiceCodec(feature) : undefined;
}

function namedNumber(feature: Feature, row: Row, target: Target): ValueCodec | undefined {
  if (feature.type !== 'numeric' && feature.type !== 'enum') return undefined;
  const { maximum } = feature;
  if (row.scale === 'mired') return miredCodec(feature);
  // Products that count to less say percent.
  if (row.scale === 'level' && (maximum === undefined || maximum > percentAndNone)) return levelCodec;
  const bounds = boundsOf(target);
  const quantity = capabilities.get(target.capability)?.attributes[target.attribute]?.quantity;
  const unstated = unstatedOf(feature, row);
  const unit = feature.unit ?? unstated?.unit;
  if (feature.type === 'numeric' && quantity === 'share' && unit === undefined && maximum !== undefined)
    return row.stated ? undefined : unstatedShare(feature, maximum, bounds);
  const own = openUnits.test(`${target.capability}.${target.attribute}`) ? openScale(unit, row) : scaleFor(quantity, unit, row);
  const scale = own && unstated?.factor !== undefined ? { ...own, factor: own.factor * unstated.factor } : own;
  if (feature.type === 'enum') return numberWordsCodec(feature, { quantity, bare: scale }, bounds);
  return scale && withNone(numberCodec(feature, scale, bounds), row.none, scale);
}

/** What the table says of a number without a unit. */
function unstatedOf(feature: Feature, { unstated }: Row): UnstatedUnit | undefined {
  if (feature.unit !== undefined || !unstated) return undefined;
  const highest = highestOf(feature);
  return !unstated.highest || (highest !== undefined && unstated.highest.includes(highest)) ? unstated : undefined;
}

/** Scales that end so near to 100 are percent with a margin. */
const leastPercent = 80;
/** A scale that ends here is percent, and its end is "none", "the same" or "as before". */
const percentAndNone = 101;

/** A share without a unit that does not end at 100 ends at what the product counts to. */
function unstatedShare(feature: Feature, maximum: number, bounds: Bounds): ValueCodec | undefined {
  const { minimum = 0 } = feature;
  if (maximum <= 0 || minimum < 0) return undefined;
  if (maximum === percentAndNone) return withNone(numberCodec({ ...feature, maximum: 100 }, one, bounds), percentAndNone, one);
  return maximum >= leastPercent && maximum <= 100 ? numberCodec(feature, one, bounds) : shareCodec(feature, maximum, bounds);
}

/** The scale of an attribute in the unit of what is measured: it must be one that measures what the row is about. */
function openScale(unit: string | undefined, row: Row): UnitScale | undefined {
  if (unit === undefined) return undefined;
  const meant = row.unit === undefined ? undefined : conversionOf(row.unit, row.quantity);
  if (meant && conversionOf(unit, meant.quantity)?.quantity !== meant.quantity) return undefined;
  return scaleOf(unit, row.quantity);
}

/** Undefined where the unit is missing, or measures something else. */
function scaleFor(quantity: Quantity | undefined, unit: string | undefined, row: Row): UnitScale | undefined {
  if (quantity !== undefined) return unit === undefined ? undefined : scaleTo(quantity, unit);
  if (unit === undefined || unit === '%') return row.unit === '' ? one : scaleTo(undefined, unit);
  // A word like `lqi` or `index` is no unit; one that measures something is more than the attribute can say.
  return row.unit === '' && !conversionOf(unit) ? one : undefined;
}
