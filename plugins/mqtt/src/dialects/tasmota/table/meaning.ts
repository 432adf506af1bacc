import type { Quantity } from '@concord/sdk';
import type { Row } from '../../../mapping/row.ts';

/** A unit that the product names beside its values: `TempUnit`, `PressureUnit`, `SpeedUnit`. */
export type OwnUnit = 'temperature' | 'pressure' | 'speed';

/** What a value is, by its name. */
export interface Meaning {
  /** Where it goes; the first that fits and is free counts. Left out: it has no named meaning, and a unit all the same. */
  readonly to?: readonly Row[];
  readonly unit?: string;
  readonly ownUnit?: OwnUnit;
  /** Which of the quantities that the unit's text stands for. */
  readonly quantity?: Quantity;
  /** Numbers that mean yes and no. */
  readonly isFlag?: boolean;
  readonly category?: 'primary' | 'diagnostic';
}

export type Table = Readonly<Record<string, Meaning>>;

/** Goes to `target`, in `unit`. */
export function to(target: string, unit?: string, row: Omit<Row, 'target'> = {}): Meaning {
  return { to: [{ target, ...row }], ...(unit !== undefined && { unit }) };
}

/** Has a unit, and no named meaning. */
export function only(unit: string, quantity?: Quantity): Meaning {
  return { unit, ...(quantity && { quantity }) };
}

/** Several names for the same. */
export function alike(names: string, meaning: Meaning): Table {
  return Object.fromEntries(names.split(' ').map((name) => [name, meaning]));
}
