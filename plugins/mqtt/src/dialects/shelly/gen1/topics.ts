import type { Component } from '../component.ts';

/** Components of the first generation that are counted (Gen1 documents: MQTT of each product). */
const counted = new Set([
  'relay',
  'roller',
  'color',
  'white',
  'light',
  'input',
  'input_event',
  'longpush',
  'emeter',
  'adc',
  'ext_temperature',
  'ext_temperature_f',
  'ext_humidity',
  'ext_switch',
  'thermostat',
  'valve',
]);

/** What stands directly below the product's id. */
const single = new Set([
  'announce',
  'info',
  'settings',
  'status',
  'temperature',
  'temperature_f',
  'temperature_status',
  'overtemperature',
  'overpower',
  'overload',
  'loaderror',
  'voltage',
  'ext_temperatures',
  'ext_humidities',
]);

/** Levels by which a product is told something. */
const orders = new Set(['command', 'set', 'rpc', 'mute', 'unmute', 'start_self_test']);

export interface Gen1Topic {
  readonly component: Component;
  /** Below the component: '' for its own topic. */
  readonly member: string;
}

/** What a topic below a product's id is about; undefined for those that no product of the first generation says. */
export function readGen1Topic(rest: string): Gen1Topic | undefined {
  const [type = '', second = '', ...others] = rest.split('/');
  if (rest.split('/').some((level) => orders.has(level))) return undefined;
  if (counted.has(type) && /^\d{1,2}$/.test(second)) {
    const id = Number(second);
    return { component: { type, id, key: `${type}/${id}` }, member: others.join('/') };
  }
  if (type === 'sensor' && second !== '' && others.length === 0)
    return { component: { type: 'sensor', id: undefined, key: 'sensor' }, member: second };
  return single.has(rest) ? { component: { type: '', id: undefined, key: '' }, member: rest } : undefined;
}
