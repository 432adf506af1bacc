import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';

/**
 * Reads `on` or `off` as the configuration writes them. Null: the product does not know. Undefined: nothing that concerns this entity;
 * what is neither of the two is diagnosed.
 */
export function twoState(
  entity: Entity,
  { on, off }: { readonly on: string; readonly off: string },
): (value: unknown) => boolean | null | undefined {
  return (value) => {
    const text = pythonText(value);
    if (text === on) return true;
    if (text === off) return false;
    if (text === 'None' || text === 'null') return null;
    if (text !== '') entity.bad(value, `neither "${on}" nor "${off}"`);
    return undefined;
  };
}
