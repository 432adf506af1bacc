import { quantities, type Quantity } from './quantities.ts';
import { electricity } from './unit-tables/electricity.ts';
import { heatAndLight } from './unit-tables/heat-and-light.ts';
import { mechanics } from './unit-tables/mechanics.ts';
import type { UnitRule, UnitTable } from './unit-tables/rule.ts';
import { signals } from './unit-tables/signals.ts';
import { substances } from './unit-tables/substances.ts';
import { usualQuantity } from './unit-tables/usual.ts';

/** How a unit that products write becomes the canonical unit of its quantity: `canonical = value × factor + offset`. */
export interface UnitConversion {
  readonly quantity: Quantity;
  readonly factor: number;
  readonly offset: number;
}

/** A number in the canonical unit of its quantity. */
export interface Canonical {
  readonly value: number;
  readonly quantity: Quantity;
  readonly unit: string;
}

/** A unit as one quantity's. */
export interface UnitMeaning {
  readonly quantity: Quantity;
  readonly rule: UnitRule;
}

const tables: readonly UnitTable[] = [heatAndLight, electricity, mechanics, substances, signals];
const meanings: ReadonlyMap<string, readonly UnitMeaning[]> = byUnit(tables);

/**
 * Turns a number with the unit a product wrote into the canonical unit. `hint` chooses where one text stands for several quantities
 * (`K` is a colour temperature or a difference); without one it is what `usualQuantity` says. Answers undefined for a unit that is not in
 * the table, or is of another quantity than the hint, and for a number that has no counterpart (0 mired): the caller then keeps number
 * and unit as they came, since guessing would be a silent change of meaning.
 */
export function toCanonical(value: number, unit: string, hint?: Quantity): Canonical | undefined {
  const meaning = meaningOf(unit, hint);
  if (!meaning) return undefined;
  const { quantity, rule } = meaning;
  const canonical = roundOff(forth(value, rule));
  return Number.isFinite(canonical) ? { value: canonical, quantity, unit: quantities[quantity] } : undefined;
}

/** Turns a number in the canonical unit back into `unit`, or answers undefined where `toCanonical` would. */
export function fromCanonical(value: number, unit: string, hint?: Quantity): number | undefined {
  const meaning = meaningOf(unit, hint);
  if (!meaning) return undefined;
  const told = roundOff(back(value, meaning.rule));
  return Number.isFinite(told) ? told : undefined;
}

/**
 * The conversion of a unit as products write it, white space around it ignored, for who converts ranges and steps too. Undefined also for
 * units that count the other way round, which no factor describes (mired): `toCanonical` and `fromCanonical` know those.
 */
export function conversionOf(unit: string, hint?: Quantity): UnitConversion | undefined {
  const meaning = meaningOf(unit, hint);
  if (!meaning) return undefined;
  const { quantity, rule } = meaning;
  if (typeof rule === 'number') return { quantity, factor: rule, offset: 0 };
  return 'per' in rule ? undefined : { quantity, ...rule };
}

/** Every unit in the tables with each of its meanings. */
export function knownUnits(): [unit: string, meaning: UnitMeaning][] {
  return [...meanings].flatMap(([unit, all]) => all.map((meaning): [string, UnitMeaning] => [unit, meaning]));
}

function meaningOf(unit: string, hint: Quantity | undefined): UnitMeaning | undefined {
  const text = unit.trim();
  const all = meanings.get(text);
  if (!all) return undefined;
  const usual = text in usualQuantity ? usualQuantity[text] : all[0]?.quantity;
  const wanted = hint ?? usual;
  return all.find(({ quantity }) => quantity === wanted);
}

function forth(value: number, rule: UnitRule): number {
  if (typeof rule === 'number') return value * rule;
  return 'per' in rule ? rule.per / value : value * rule.factor + rule.offset;
}

function back(canonical: number, rule: UnitRule): number {
  if (typeof rule === 'number') return canonical / rule;
  return 'per' in rule ? rule.per / canonical : (canonical - rule.offset) / rule.factor;
}

// Twelve significant digits: more than any sensor has, fewer than a double's noise (19.999999999999996 °C is 20 °C).
function roundOff(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

function byUnit(all: readonly UnitTable[]): ReadonlyMap<string, readonly UnitMeaning[]> {
  const found = new Map<string, UnitMeaning[]>();
  for (const table of all) {
    for (const [quantity, units] of Object.entries(table) as [Quantity, Readonly<Record<string, UnitRule>>][]) {
      for (const [unit, rule] of Object.entries(units)) found.set(unit, [...(found.get(unit) ?? []), { quantity, rule }]);
    }
  }
  return found;
}
