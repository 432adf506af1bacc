import { slug } from '../../devices/slug.ts';

/** A part of a product by Shelly's own word and number: `relay/1` of the first generation, `switch:1` of the later ones. */
export interface Component {
  readonly type: string;
  /** Undefined: the product has one, or it is about the product itself. */
  readonly id: number | undefined;
  /** As the product writes it; '' for the product itself. */
  readonly key: string;
}

/** Meters and clamps that measure something else than what the product itself switches. */
const apart = new Set(['em1', 'emeter', 'ext_temperature', 'ext_humidity', 'ext_switch', 'adc', 'bthomedevice', 'bthomesensor']);

/** Counters that a product keeps in a component of their own, beside the one that measures. */
const beside: Readonly<Record<string, string>> = { emdata: 'em', em1data: 'em1' };

/** The endpoint of a component; undefined: the device itself. It depends on the component alone, so that addresses stay. */
export function endpointOf({ type, id }: Component): string | undefined {
  const owner = Object.hasOwn(beside, type) ? (beside[type] ?? type) : type;
  return id === undefined || (id === 0 && !apart.has(owner)) ? undefined : slug(`${owner}-${id}`);
}

/** A child's id where the device itself has the like already. */
export function hintOf({ type, id }: Component): string {
  return id === undefined ? type : `${type}-${id}`;
}
