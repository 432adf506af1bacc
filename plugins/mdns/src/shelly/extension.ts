import type { AttributeDescriptor, GenericBase } from '@concord/sdk';

/** What an unmapped value becomes: the generic capability by its type, and a quantity where the key gives it away. */
interface Extension {
  readonly base: GenericBase;
  readonly value: AttributeDescriptor;
}

/** Keys as Shelly writes them in every component, with the quantity they always have; units are canonical. */
const quantities: readonly (readonly [RegExp, string, string])[] = [
  [/(^|[._])tC$/, 'temperature', 'Cel'],
  [/(^|[._])rh$|(^|[._])percent$/, 'share', '%'],
  [/(^|[._])lux$/, 'illuminance', 'lx'],
  [/(^|[._])apower$|act_power$/, 'power', 'W'],
  [/aprt_?power$/, 'apparentPower', 'V.A'],
  [/(^|[._])voltage$/, 'voltage', 'V'],
  [/(^|[._])current$/, 'current', 'A'],
  [/(^|[._])freq$/, 'frequency', 'Hz'],
  [/(^|[._])rssi$/, 'signalStrength', 'dBm'],
];

/** Undefined for null, which has no type yet. */
export function extensionOf(path: string, value: unknown): Extension | undefined {
  switch (typeof value) {
    case 'boolean':
      return { base: 'genericBoolean', value: {} };
    case 'number': {
      const known = quantities.find(([pattern]) => pattern.test(path));
      return known ? { base: 'measurement', value: { quantity: known[1], unit: known[2] } } : { base: 'genericNumber', value: {} };
    }
    case 'string':
      return { base: 'genericText', value: {} };
    case 'object':
      return value === null ? undefined : { base: 'genericObject', value: {} };
    default:
      return undefined;
  }
}
