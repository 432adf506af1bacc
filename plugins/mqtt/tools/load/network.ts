import { isObject } from '../../src/topics/message.ts';

/** One device of the network, and its entry in `bridge/devices`. */
export interface Thing {
  readonly name: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

const numeric = (name: string, unit: string, access = 1) => ({ type: 'numeric', name, property: name, access, unit });
const onOff = { type: 'binary', name: 'state', property: 'state', access: 7, value_on: 'ON', value_off: 'OFF' };
const brightness = { type: 'numeric', name: 'brightness', property: 'brightness', access: 7, value_min: 0, value_max: 254 };
const common = [numeric('linkquality', 'lqi')];

/** Each measures a temperature, which is what the load changes. */
const models: readonly { readonly model: string; readonly exposes: readonly unknown[] }[] = [
  { model: 'TH01', exposes: [numeric('temperature', '°C'), numeric('humidity', '%'), numeric('battery', '%'), ...common] },
  {
    model: 'PLUG1',
    exposes: [
      { type: 'switch', features: [onOff] },
      numeric('power', 'W'),
      numeric('energy', 'kWh'),
      numeric('temperature', '°C'),
      ...common,
    ],
  },
  { model: 'LAMP1', exposes: [{ type: 'light', features: [onOff, brightness] }, numeric('temperature', '°C'), ...common] },
];

/** A network as Zigbee2MQTT lists it: of recorded devices in turn, or, without any, of made-up sensors, plugs and lamps. */
export function network(count: number, recorded: readonly Readonly<Record<string, unknown>>[]): Thing[] {
  return Array.from({ length: count }, (_, at) => {
    const ieee = `0x00124b00${at.toString(16).padStart(8, '0')}`;
    const name = `room ${at % 40}/thing ${at}`;
    const known = recorded[at % recorded.length] ?? madeUp(at);
    // Another type would be the coordinator, or sleep.
    return {
      name,
      entry: { ...known, ieee_address: ieee, friendly_name: name, type: 'Router', definition: measuring(known['definition']) },
    };
  });
}

function madeUp(at: number): Readonly<Record<string, unknown>> {
  const { model, exposes } = models[at % models.length] ?? { model: 'none', exposes: [] };
  return { supported: true, disabled: false, definition: { vendor: 'Load', model, description: 'made up', exposes, options: [] } };
}

/** With a temperature of its own, which is what the load changes. */
function measuring(definition: unknown): unknown {
  if (!isObject(definition) || !Array.isArray(definition['exposes'])) return definition;
  const others = (definition['exposes'] as unknown[]).filter((expose) => !isObject(expose) || expose['property'] !== 'temperature');
  return { ...definition, exposes: [...others, numeric('temperature', '°C')] };
}
