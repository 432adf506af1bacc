interface DemoScene {
  readonly id: number;
  readonly name: string;
}

/** The devices of the demo's Zigbee network, as Zigbee2MQTT lists them in `bridge/devices`, with a state each. */
export interface DemoDevice {
  readonly entry: Record<string, unknown>;
  readonly name: string;
  readonly state: Record<string, unknown>;
  /** Those that it keeps; the same list as in its entry. */
  readonly scenes: DemoScene[];
  /** Which there is for it. */
  readonly newFirmware?: { readonly from: number; readonly to: number; readonly notes: string };
  /** The version that it got meanwhile. */
  firmware?: number;
}

/** A group of them, as in `bridge/groups`. */
export interface DemoGroup {
  readonly entry: Record<string, unknown>;
  readonly name: string;
  readonly members: readonly string[];
  readonly state: Record<string, unknown>;
  readonly scenes: DemoScene[];
}

type Expose = Readonly<Record<string, unknown>>;

const reported = 1;
const both = 7;

function numeric(name: string, unit: string, more: Expose = {}): Expose {
  return { type: 'numeric', name, property: name, label: name, access: reported, unit, ...more };
}
function binary(name: string, more: Expose = {}): Expose {
  return { type: 'binary', name, property: name, label: name, access: reported, value_on: true, value_off: false, ...more };
}
const linkquality = numeric('linkquality', 'lqi', { category: 'diagnostic', value_min: 0, value_max: 255 });
const battery = numeric('battery', '%', { category: 'diagnostic', value_min: 0, value_max: 100 });
const power = (states: [on: string, off: string]): Expose => ({
  type: 'binary',
  name: 'state',
  property: 'state',
  label: 'State',
  access: both,
  value_on: states[0],
  value_off: states[1],
});
const brightness = numeric('brightness', '', { access: both, value_min: 0, value_max: 254 });
const whiteness = numeric('color_temp', 'mired', { access: both, value_min: 153, value_max: 500 });
const transition = numeric('transition', '', { access: 2, value_min: 0, unit: undefined });
const xy: Expose = {
  type: 'composite',
  name: 'color_xy',
  property: 'color',
  label: 'Color',
  access: both,
  features: [numeric('x', '', { access: both }), numeric('y', '', { access: both })],
};

function device(
  ieee: string,
  name: string,
  product: Pick<DemoDevice, 'newFirmware'> & { vendor: string; model: string; battery?: boolean; scenes?: DemoScene[] },
  exposes: Expose[],
  state: Record<string, unknown>,
): DemoDevice {
  const { vendor, model, battery: isBattery = false, scenes, newFirmware } = product;
  return {
    name,
    scenes: scenes ?? [],
    ...(newFirmware && { newFirmware }),
    state: { ...state, linkquality: 120 },
    entry: {
      ieee_address: ieee,
      friendly_name: name,
      type: isBattery ? 'EndDevice' : 'Router',
      power_source: isBattery ? 'Battery' : 'Mains (single phase)',
      supported: true,
      disabled: false,
      interview_completed: true,
      definition: {
        vendor,
        model,
        description: model,
        exposes: [...exposes, linkquality],
        supports_ota: newFirmware !== undefined,
        options: scenes ? [transition] : [],
      },
      endpoints: {
        1: { bindings: [], configured_reportings: [], clusters: { input: scenes ? ['genScenes'] : [], output: [] }, scenes: scenes ?? [] },
      },
    },
  };
}

export const coordinator = { ieee_address: '0x00124b0012000001', friendly_name: 'Coordinator', type: 'Coordinator', supported: true };

export const demoDevices: readonly DemoDevice[] = [
  device(
    '0x00158d0001000001',
    'Front door lock',
    { vendor: 'Yale', model: 'YRD420-BLE', battery: true },
    [
      {
        type: 'lock',
        features: [
          power(['LOCK', 'UNLOCK']),
          {
            type: 'enum',
            name: 'lock_state',
            property: 'lock_state',
            access: reported,
            values: ['not_fully_locked', 'locked', 'unlocked'],
          },
        ],
      },
      battery,
      {
        type: 'enum',
        name: 'action',
        property: 'action',
        access: reported,
        values: ['lock', 'unlock', 'keypad_lock', 'keypad_unlock', 'manual_lock', 'manual_unlock'],
      },
      {
        type: 'enum',
        name: 'action_source_name',
        property: 'action_source_name',
        access: reported,
        values: ['keypad', 'rfid', 'manual', 'rf'],
      },
      numeric('action_user', ''),
    ],
    { state: 'LOCK', lock_state: 'locked', battery: 82 },
  ),
  device(
    '0x00158d0001000002',
    'Living room lamp',
    {
      vendor: 'Philips',
      model: '8718699703424',
      scenes: [{ id: 1, name: 'Sunset' }],
      newFirmware: { from: 16_783_874, to: 16_785_922, notes: 'https://example.com/notes' },
    },
    [{ type: 'light', features: [power(['ON', 'OFF']), brightness, whiteness, xy] }],
    { state: 'OFF', brightness: 180, color_temp: 370, color: { x: 0.4599, y: 0.4106 }, color_mode: 'color_temp' },
  ),
  device(
    '0x00158d0001000003',
    'Kitchen light',
    { vendor: 'IKEA', model: 'LED1924G9', scenes: [] },
    [{ type: 'light', features: [power(['ON', 'OFF']), brightness] }],
    { state: 'ON', brightness: 254 },
  ),
  device(
    '0x00158d0001000004',
    'Bedroom window',
    { vendor: 'Aqara', model: 'MCCGQ11LM', battery: true },
    [binary('contact', { value_on: false, value_off: true }), battery, numeric('voltage', 'mV')],
    { contact: true, battery: 91, voltage: 3015 },
  ),
  device(
    '0x00158d0001000005',
    'Bathroom climate',
    { vendor: 'Aqara', model: 'WSDCGQ11LM', battery: true },
    [numeric('temperature', '°C'), numeric('humidity', '%'), numeric('pressure', 'hPa'), battery],
    { temperature: 21.4, humidity: 48.2, pressure: 1012.6, battery: 77 },
  ),
  device(
    '0x00158d0001000006',
    'Study blind',
    { vendor: 'IKEA', model: 'E1757', battery: true },
    [
      {
        type: 'cover',
        features: [
          { type: 'enum', name: 'state', property: 'state', access: 3, values: ['OPEN', 'CLOSE', 'STOP'] },
          numeric('position', '%', { access: both, value_min: 0, value_max: 100 }),
        ],
      },
      battery,
    ],
    { state: 'OPEN', position: 100, battery: 64 },
  ),
  device(
    '0x00158d0001000007',
    'Hall motion',
    { vendor: 'Aqara', model: 'RTCGQ11LM', battery: true },
    [binary('occupancy'), numeric('illuminance', 'lx'), battery],
    { occupancy: false, illuminance: 120, battery: 88 },
  ),
];

const lights = ['Living room lamp', 'Kitchen light'];
const groupScenes: DemoScene[] = [{ id: 3, name: 'Evening' }];

export const demoGroups: readonly DemoGroup[] = [
  {
    name: 'Downstairs',
    members: lights,
    state: { state: 'OFF', brightness: 180 },
    scenes: groupScenes,
    entry: {
      id: 1,
      friendly_name: 'Downstairs',
      scenes: groupScenes,
      members: demoDevices
        .filter(({ name }) => lights.includes(name))
        .map(({ entry }) => ({ ieee_address: entry['ieee_address'], endpoint: 1 })),
    },
  },
];
