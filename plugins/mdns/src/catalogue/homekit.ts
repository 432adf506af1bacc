import type { Service } from '../discovery/service.ts';
import { firstOf, txt, type Row } from './row.ts';

/** HomeKit's accessory categories (HomeKit Accessory Protocol, "Accessory Categories") as kinds. */
const categories: Readonly<Record<string, string>> = {
  1: 'accessory',
  2: 'bridge',
  3: 'fan',
  4: 'garage door opener',
  5: 'light',
  6: 'lock',
  7: 'outlet',
  8: 'switch',
  9: 'thermostat',
  10: 'sensor',
  11: 'alarm panel',
  12: 'door',
  13: 'window',
  14: 'cover',
  15: 'button',
  16: 'range extender',
  17: 'camera',
  18: 'video doorbell',
  19: 'air purifier',
  20: 'heater',
  21: 'air conditioner',
  22: 'humidifier',
  23: 'dehumidifier',
  24: 'media player',
  26: 'speaker',
  27: 'router',
  28: 'sprinkler',
  29: 'faucet',
  30: 'shower head',
  31: 'television',
  32: 'remote control',
  33: 'router',
  34: 'audio receiver',
  35: 'media player',
  36: 'media player',
};

/** Model names that give their maker away. */
const makersByModel: readonly (readonly [RegExp, string])[] = [
  [/^NL\d/, 'Nanoleaf'],
  [/^\d{4}X$|^C105X$/, 'Roku'],
  [/^LIFX/, 'LIFX'],
  [/^YL/, 'Yeelight'],
  [/^(ecobee|EB[-\d]|EB$)/i, 'ecobee'],
  [/^HHKBridge/, 'Hive'],
  [/^(Iota|Abode)$/, 'abode'],
  [/^SPK5/, 'RainMachine'],
  [/^ASL-/, 'August'],
  [/^BSB00/, 'Philips Hue'],
  [/^(MSS|MSL|MSG|MSH)\d/, 'Meross'],
  [/^Eve /, 'Eve'],
  [/^(VOCOlinc|VP\d-)/, 'VOCOlinc'],
  [/^AR\d|^AC\d{3}|^lumi/i, 'Aqara'],
  [/^TRADFRI|^DIRIGERA/i, 'IKEA'],
  [/^(Homebridge|homebridge)/, 'Homebridge'],
];

/** Makers whose products carry their name by default. */
const makersByName: readonly string[] = [
  'Nanoleaf',
  'ecobee',
  'August',
  'Eve',
  'Aqara',
  'Meross',
  'LIFX',
  'Yeelight',
  'Philips Hue',
  'IKEA',
  'Netatmo',
  'Tado',
  'Velux',
  'Schlage',
  'Yale',
  'Lutron',
  'Leviton',
  'iDevices',
  'Koogeek',
  'Wemo',
  'Belkin',
  'Logitech',
  'Sensibo',
  'Honeywell',
  'Roku',
  'Samsung',
  'LG',
  'Sony',
  'Bosch',
  'Arlo',
  'Home Assistant',
  'Homebridge',
];

function makerByModel(service: Service): string | undefined {
  const model = txt('md')(service);
  return model === undefined ? undefined : makersByModel.find(([pattern]) => pattern.test(model))?.[1];
}

function makerByName({ name }: Service): string | undefined {
  return makersByName.find((maker) => new RegExp(`^${maker}\\b`, 'i').test(name));
}

const accessory = {
  maker: firstOf(makerByModel, makerByName),
  model: txt('md'),
  kind: (service: Service) => categories[txt('ci')(service) ?? ''] ?? 'accessory',
  protocol: 'homekit',
  identity: txt('id'),
} as const;

/** The status flag's lowest bit is set while the accessory is not paired. */
const isPaired = ({ txt }: Service) => (Number(txt.get('sf') ?? 1) & 1) === 0;

export const homekitRows: readonly Row[] = [
  {
    type: '_hap._tcp',
    when: isPaired,
    ...accessory,
    says: 'A HomeKit accessory that is paired with another home: reset it there before a HomeKit plugin can take it.',
  },
  { type: '_hap._tcp', ...accessory, says: 'A HomeKit accessory: a HomeKit plugin takes it with the eight digits on its label.' },
  {
    type: '_hap._udp',
    ...accessory,
    says: 'A HomeKit accessory on Thread: a HomeKit plugin takes it with the eight digits on its label.',
  },
  { type: '_homekit._tcp', maker: 'Apple', kind: 'home hub', protocol: 'homekit', says: 'The hub of an Apple home.', companion: true },
];
