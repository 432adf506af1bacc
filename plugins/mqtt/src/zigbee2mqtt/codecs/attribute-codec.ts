import { capabilities, conversionOf, type Quantity } from '@concord/sdk';
import { boundsOf } from '../../mapping/bounds.ts';
import type { Target } from '../../mapping/sensor-classes.ts';
import { scaleOf, scaleTo, type UnitScale } from '../../mapping/unit-scale.ts';
import type { Expose } from '../expose.ts';
import type { Row } from '../table/row.ts';
import { levelCodec, miredCodec, numberCodec, numberWordsCodec, one, shareCodec } from './number-codec.ts';
import { faultsCodec, textCodec, textsCodec } from './text-codec.ts';
import { groupCodec } from './group-codec.ts';
import { readOnly, type ValueCodec } from './value-codec.ts';
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

/** The codec for an expose that goes to a named attribute; undefined where type or unit don't fit. */
export function codecFor(expose: Expose, row: Row, target: Target): ValueCodec | undefined {
  const definition = capabilities.get(target.capability)?.attributes[target.attribute];
  if (!definition) return undefined;
  const schema: AttributeSchema = definition.schema;
  const name = `${target.capability}.${target.attribute}`;
  if (name === 'health.active') return expose.isWritable ? undefined : faultsCodec;
  if (name === 'binding.targets') return expose.type === 'numeric' ? groupCodec : undefined;
  if (schema.type === 'boolean') return flag(expose, row);
  if (Array.isArray(schema.enum)) return namedWord(expose, row, schema.enum);
  if (schema.type === 'number' || schema.type === 'integer') return namedNumber(expose, row, target);
  if (schema.type === 'array') return expose.type === 'text' || expose.items?.type === 'text' ? textsCodec : undefined;
  if (schema.type !== 'string' || schema.format !== undefined) return undefined;
  return schema.maxLength === choiceLength ? choice(expose, row) : text(expose, Number(schema.maxLength));
}

function flag(expose: Expose, { words }: Row): ValueCodec | undefined {
  if (expose.type === 'binary') {
    const codec = binaryCodec(expose, words);
    return [expose.on, expose.off].every((value) => typeof codec.read(value) === 'boolean') ? codec : undefined;
  }
  if (expose.type === 'enum') return flagWordsCodec(expose, words);
  return undefined;
}

function namedWord(expose: Expose, { words }: Row, members: readonly unknown[]): ValueCodec | undefined {
  if (!words) return undefined;
  if (expose.type === 'enum') return fitsWords(expose.values, words) ? enumCodec(expose, words) : undefined;
  if (expose.type === 'numeric') return numberedWordsCodec(expose, words);
  if (expose.type === 'text') return readOnly((value) => enumCodec(expose, words).read(value));
  if (expose.type !== 'binary') return undefined;
  const codec = binaryCodec(expose, words);
  return [expose.on, expose.off].every((value) => members.includes(codec.read(value))) ? codec : undefined;
}

function choice(expose: Expose, { words }: Row): ValueCodec | undefined {
  if (expose.type === 'enum') return choiceCodec(expose);
  if (expose.type === 'binary') return binaryChoiceCodec(expose, words);
  return expose.type === 'numeric' ? numberChoiceCodec(expose) : undefined;
}

function text(expose: Expose, maxLength: number): ValueCodec | undefined {
  if (expose.type === 'text') return textCodec(maxLength);
  return expose.type === 'enum' ? choiceCodec(expose) : undefined;
}

function namedNumber(expose: Expose, row: Row, target: Target): ValueCodec | undefined {
  if (expose.type !== 'numeric' && expose.type !== 'enum') return undefined;
  if (row.stated && expose.unit === undefined) return undefined;
  if (row.scale === 'mired') return miredCodec(expose);
  if (row.scale === 'level') return levelCodec;
  const bounds = boundsOf(target);
  const quantity = capabilities.get(target.capability)?.attributes[target.attribute]?.quantity;
  const unit = expose.unit ?? row.unit;
  if (expose.type === 'numeric' && quantity === 'share' && expose.unit === undefined && isOwnScale(expose))
    return shareCodec(expose, expose.maximum, bounds);
  const scale = openUnits.test(`${target.capability}.${target.attribute}`) ? scaleOf(unit, row.quantity) : scaleFor(quantity, expose, row);
  if (!scale) return undefined;
  return expose.type === 'numeric' ? numberCodec(expose, scale, bounds) : numberWordsCodec(expose, scale, bounds);
}

/** Scales that end so near to 100 are percent with a margin. */
const leastPercent = 80;

/** A share without a unit that does not end at 100 ends at what the product counts to. */
function isOwnScale(expose: Expose): expose is Expose & { readonly maximum: number } {
  const { minimum = 0, maximum } = expose;
  return maximum !== undefined && maximum > 0 && !(maximum >= leastPercent && maximum <= 100) && minimum >= 0;
}

function scaleFor(quantity: Quantity | undefined, { unit }: Expose, row: Row): UnitScale | undefined {
  if (quantity !== undefined) return scaleTo(quantity, unit ?? row.unit);
  if (unit === undefined || unit === '%') return row.unit === '' ? one : scaleTo(undefined, unit);
  // A word like `lqi` or `index` is no unit; one that measures something is more than the attribute can say.
  return row.unit === '' && !conversionOf(unit) ? one : undefined;
}
