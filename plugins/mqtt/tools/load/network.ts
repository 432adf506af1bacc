/** A made-up Zigbee network as Zigbee2MQTT lists it: sensors, plugs and lamps in turn. */
export interface Thing {
  readonly ieee: string;
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

export function network(count: number): Thing[] {
  return Array.from({ length: count }, (_, at) => {
    const ieee = `0x00124b00${at.toString(16).padStart(8, '0')}`;
    const name = `room ${at % 40}/thing ${at}`;
    const { model, exposes } = models[at % models.length] ?? { model: 'none', exposes: [] };
    const definition = { vendor: 'Load', model, description: 'made up', exposes, options: [] };
    return { ieee, name, entry: { ieee_address: ieee, friendly_name: name, type: 'Router', supported: true, disabled: false, definition } };
  });
}
