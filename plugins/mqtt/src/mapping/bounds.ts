import { capabilities } from '@concord/sdk';
import type { Target } from './sensor-classes.ts';

/** What numbers an attribute can take. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly isInteger: boolean;
}

const open: Bounds = { minimum: -Infinity, maximum: Infinity, isInteger: false };

/** The bounds that the model sets for an attribute. */
export function boundsOf(target: Target | undefined): Bounds {
  const schema: { readonly type?: unknown; readonly minimum?: unknown; readonly maximum?: unknown } | undefined =
    target && capabilities.get(target.capability)?.attributes[target.attribute]?.schema;
  if (!schema) return open;
  const { type, minimum, maximum } = schema;
  return {
    minimum: typeof minimum === 'number' ? minimum : -Infinity,
    maximum: typeof maximum === 'number' ? maximum : Infinity,
    isInteger: type === 'integer',
  };
}

/** The number as the attribute can take it; undefined where it is out of bounds, which is a fault of the product and no value. */
export function within(value: number, { minimum, maximum, isInteger }: Bounds): number | undefined {
  const number = isInteger ? Math.round(value) : value;
  return Number.isFinite(number) && number >= minimum && number <= maximum ? number : undefined;
}
