import { capabilities, conversionOf, quantities, unitOf, type Quantity } from '@concord/sdk';
import type { Device, ValueRecord } from './hub-api.ts';

/** Where a value stands in the twin, as a mapping report writes it: `endpoint/capability.member`. */
export interface Target {
  readonly endpoint: string;
  readonly capability: string;
  readonly member: string;
}

/** A value of the twin, with the address it has there. */
export interface Found extends Target {
  readonly record: ValueRecord;
}

/** Endpoints have slashes in their names, members dots; capabilities neither. */
export function parseTarget(text: string): Target | undefined {
  const at = /^(?<endpoint>.*)\/(?<capability>[^/]*?)\.(?<member>[^/.]+(?:\(\))?)$/.exec(text)?.groups;
  return at && { endpoint: at['endpoint'] ?? '', capability: at['capability'] ?? '', member: at['member'] ?? '' };
}

export function recordAt(device: Device, { endpoint, capability, member }: Target): ValueRecord | undefined {
  return device.endpoints.find(({ id }) => id === endpoint)?.capabilities[capability]?.[member];
}

/** Every value of a device. */
export function valuesOf(device: Device): Found[] {
  return device.endpoints.flatMap(({ id, capabilities: all }) =>
    Object.entries(all).flatMap(([capability, attributes]) =>
      Object.entries(attributes).map(([member, record]) => ({ endpoint: id, capability, member, record })),
    ),
  );
}

const allQuantities = Object.keys(quantities) as Quantity[];

/** Numbers that differ by less are the same: a conversion to another unit and back costs the last digits. */
const precision = 1e-6;

export function isNear(a: number, b: number, tolerance = precision): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

/** `value`, said in `unit`, as the twin has to hold it: in the unit of the twin. Several where the unit's text stands for several things. */
export function canonical(value: number, unit: string | undefined, { capability, member, record }: Found): number[] {
  const definition = capability.includes(':') ? undefined : capabilities.get(capability)?.attributes[member];
  if (unit === undefined || unit === '') return [value];
  if (definition && definition.quantity === undefined) return unit === '%' ? [value / 100, value] : [value];
  if (unit === 'km/kWh' && definition?.quantity === 'energyPerDistance') return [1 / value];
  if (unit === 'mi/kWh' && definition?.quantity === 'energyPerDistance') return [1 / (value * 1.609_344)];
  const measured = definition?.quantity ? [definition.quantity] : allQuantities.filter((one) => unitOf(one) === record.unit);
  const conversions = measured.map((quantity) => conversionOf(unit, quantity)).filter((one) => one !== undefined);
  return conversions.length > 0 ? conversions.map(({ factor, offset }) => value * factor + offset) : [value];
}
