import { Type, type TProperties } from 'typebox';
import { unitOf, type Quantity } from '../model/quantities.ts';

/** The arguments of a command or the payload of an event: only what is named. */
export function closed<P extends TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

/** A thing in a list, or a small object: a later version may say more of it. */
export function thing<P extends TProperties>(properties: P) {
  return Type.Object(properties);
}

/** A member that may be left out. */
export const optional = Type.Optional;

/** What stands for a thing in its device: never empty. */
export function id(title = 'Id') {
  return Type.String({ title, minLength: 1, maxLength: 255 });
}

/** A few words. */
export function words(title: string) {
  return Type.String({ title, maxLength: 1000 });
}

/** A moment, RFC 3339 in UTC. */
export function moment(title: string) {
  return Type.String({ title, format: 'date-time' });
}

export function yesOrNo(title: string) {
  return Type.Boolean({ title });
}

/** A number in the canonical unit of its quantity; the unit stands in the schema, for forms. */
export function amount(quantity: Quantity, title: string, bounds: { readonly minimum?: number; readonly maximum?: number } = {}) {
  return Type.Number({ title, 'x-quantity': quantity, 'x-unit': unitOf(quantity), ...bounds });
}

/** A span of time in seconds. */
export function seconds(title = 'Duration') {
  return amount('duration', title, { minimum: 0 });
}

/** 0 to 100 %. */
export function percent(title: string) {
  return amount('share', title, { minimum: 0, maximum: 100 });
}

/** One of a few named values. */
export function named<const Names extends readonly string[]>(names: Names, title: string) {
  return Type.Unsafe<Names[number]>(Type.Enum([...names], { title }));
}
