import type { Quantity } from '../quantities.ts';

/**
 * How a number becomes canonical: times a factor, then plus an offset; or for what counts the other way round (mired, kilometres to a
 * kilowatt hour) as `per` divided by it.
 */
export type UnitRule = number | { readonly factor: number; readonly offset: number } | { readonly per: number };

/** Each unit as sources write it, by the quantity that it is of. The canonical unit is among them, as 1. */
export type UnitTable = Readonly<Partial<Record<Quantity, Readonly<Record<string, UnitRule>>>>>;
