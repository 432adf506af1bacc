import type { Values } from '../../../devices/fragment.ts';
import type { Component } from '../component.ts';

/** Components that a product has one of, without a number (Gen2 documents: Components and Services). */
const singles = new Set([
  'sys',
  'wifi',
  'eth',
  'cloud',
  'mqtt',
  'ws',
  'ble',
  'bthome',
  'knx',
  'matter',
  'zigbee',
  'modbus',
  'ui',
  'plugs_ui',
  'plugpm_ui',
  'plugm_ui',
  'strip_ui',
  'powerstrip_ui',
  'flood_ui',
  'ht_ui',
  'wd_ui',
  'pill_ui',
  'presence',
  'lnm',
  'service',
]);

/** `switch:0`, `sys`: undefined for what is no component. */
export function readComponent(key: string): Component | undefined {
  const { type, id } = /^(?<type>[a-z][a-z0-9_]{0,31})(?::(?<id>\d{1,4}))?$/.exec(key)?.groups ?? {};
  if (type === undefined) return undefined;
  if (id !== undefined) return { type, id: Number(id), key };
  return singles.has(type) ? { type, id: undefined, key } : undefined;
}

/** Whether a status is one of the component: those with a number say it. */
export function isStatusOf({ id }: Component, status: Values): boolean {
  return id === undefined || status['id'] === id;
}

/** Components that are whatever their owner made of them: only their settings say what (Gen2 documents: Dynamic Components). */
export const dynamic = new Set([
  'boolean',
  'number',
  'text',
  'enum',
  'button',
  'group',
  'object',
  'bthomedevice',
  'bthomesensor',
  'blutrv',
  'presencezone',
]);

/** Components whose values mean nothing, or less, before their settings are known. */
export const configured = new Set([...dynamic, 'thermostat', 'cct', 'rgbcct']);
