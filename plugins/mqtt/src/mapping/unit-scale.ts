import { conversionOf, unitOf, type AttributeDescriptor, type Quantity } from '@concord/sdk';

/** How the numbers of one source become canonical ones and back, and what a descriptor says of them. */
export interface UnitScale {
  readonly factor: number;
  readonly offset: number;
  /** The source counts the other way round (distance per energy): `canonical = factor / value`. */
  readonly isReciprocal?: boolean;
  readonly descriptor: Pick<AttributeDescriptor, 'unit' | 'quantity'>;
}

const reciprocals: Readonly<Record<string, { readonly quantity: Quantity; readonly factor: number }>> = {
  'km/kWh': { quantity: 'energyPerDistance', factor: 1 },
  'mi/kWh': { quantity: 'energyPerDistance', factor: 1 / 1.609_344 },
};

/**
 * The scale of an attribute with a fixed quantity (undefined: it has no unit). A source without a unit is taken to speak canonically.
 * Undefined where the source's unit can't be converted: then the attribute does not fit, whatever its name.
 */
export function scaleTo(quantity: Quantity | undefined, unit: string | undefined): UnitScale | undefined {
  const identity = { factor: 1, offset: 0, descriptor: {} };
  if (quantity === undefined) return unit === '%' ? { ...identity, factor: 0.01 } : identity;
  if (unit === undefined || unit === '') return identity;
  const reciprocal = Object.hasOwn(reciprocals, unit) ? reciprocals[unit] : undefined;
  if (reciprocal?.quantity === quantity) return { factor: reciprocal.factor, offset: 0, isReciprocal: true, descriptor: {} };
  const conversion = conversionOf(unit, quantity);
  return conversion && { factor: conversion.factor, offset: conversion.offset, descriptor: {} };
}

/** The scale of a value without a named attribute: its quantity follows from the unit, or the unit is kept as it is written. */
export function scaleOf(unit: string | undefined, hint?: Quantity): UnitScale {
  if (unit === undefined || unit === '') return { factor: 1, offset: 0, descriptor: {} };
  const conversion = conversionOf(unit, hint) ?? conversionOf(unit);
  if (!conversion) return { factor: 1, offset: 0, descriptor: { unit: unit.slice(0, 32) } };
  const { factor, offset, quantity } = conversion;
  return { factor, offset, descriptor: { unit: unitOf(quantity), quantity } };
}

export function toCanonicalNumber(value: number, { factor, offset, isReciprocal }: UnitScale): number {
  if (isReciprocal) return trim(factor / value);
  return factor === 1 && offset === 0 ? value : trim(value * factor + offset);
}

export function fromCanonicalNumber(value: number, { factor, offset, isReciprocal }: UnitScale): number {
  if (isReciprocal) return trim(factor / value);
  return factor === 1 && offset === 0 ? value : trim((value - offset) / factor);
}

// As in the SDK's units: a double's noise is not the sensor's.
function trim(value: number): number {
  return Number(value.toPrecision(12));
}
