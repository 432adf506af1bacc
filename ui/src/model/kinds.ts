import type { Kind } from '../api/types.ts';
import type { IconName } from '../icons.ts';

/** What kinds have in common for a person who looks for one; in the order in which they are listed. */
export const groups = {
  light: 'Light and power',
  climate: 'Climate and water',
  security: 'Doors and security',
  sensing: 'Sensing',
  energy: 'Energy',
  household: 'Household',
  media: 'Media',
  control: 'Control',
  network: 'Network',
  other: 'Other',
} as const;
type Group = keyof typeof groups;

interface Row {
  readonly title: string;
  readonly icon: IconName;
  readonly group: Group;
}
const row = (title: string, icon: IconName, group: Group): Row => ({ title, icon, group });

/** Kind of an endpoint → how it is called and drawn, and what it belongs to. */
export const kinds: Readonly<Record<Kind, Row>> = {
  airConditioner: row('Air conditioner', 'fan', 'climate'),
  alarm: row('Alarm', 'smoke', 'security'),
  alarmPanel: row('Alarm system', 'shield', 'security'),
  app: row('App', 'plugins', 'media'),
  appliance: row('Appliance', 'appliance', 'household'),
  batteryStorage: row('Battery storage', 'battery', 'energy'),
  bridge: row('Bridge', 'bridge', 'network'),
  cabinet: row('Cabinet', 'fridge', 'household'),
  camera: row('Camera', 'camera', 'security'),
  chime: row('Chime', 'bell', 'security'),
  controller: row('Controller', 'remote', 'control'),
  cookSurface: row('Cooking zone', 'hob', 'household'),
  cooktop: row('Cooktop', 'hob', 'household'),
  cover: row('Cover', 'cover', 'climate'),
  dimmer: row('Dimmer', 'switch', 'light'),
  dishwasher: row('Dishwasher', 'appliance', 'household'),
  door: row('Motorised door', 'door', 'security'),
  doorbell: row('Doorbell', 'bell', 'security'),
  dryer: row('Dryer', 'appliance', 'household'),
  energyManager: row('Energy manager', 'bolt', 'energy'),
  evCharger: row('Car charger', 'bolt', 'energy'),
  fan: row('Fan', 'fan', 'climate'),
  heatPump: row('Heat pump', 'thermostat', 'climate'),
  helper: row('Helper', 'settings', 'control'),
  hood: row('Extractor hood', 'fan', 'household'),
  humidifier: row('Humidifier', 'drop', 'climate'),
  intercom: row('Intercom', 'bell', 'security'),
  irrigation: row('Irrigation', 'valve', 'climate'),
  lawnMower: row('Mowing robot', 'vacuum', 'household'),
  light: row('Light', 'light', 'light'),
  lock: row('Lock', 'lock', 'security'),
  machine: row('Machine', 'appliance', 'household'),
  mediaPlayer: row('Media player', 'speaker', 'media'),
  mediaServer: row('Media server', 'bridge', 'media'),
  meter: row('Meter', 'meter', 'energy'),
  microwave: row('Microwave', 'appliance', 'household'),
  node: row('Device', 'device', 'network'),
  outlet: row('Outlet', 'outlet', 'light'),
  oven: row('Oven', 'oven', 'household'),
  part: row('Part', 'device', 'other'),
  printer: row('Printer', 'printer', 'household'),
  pump: row('Pump', 'valve', 'climate'),
  purifier: row('Air purifier', 'fan', 'climate'),
  refrigerator: row('Refrigerator', 'fridge', 'household'),
  relay: row('Relay', 'switch', 'light'),
  remote: row('Remote control', 'remote', 'control'),
  router: row('Router', 'bridge', 'network'),
  sensor: row('Sensor', 'sensor', 'sensing'),
  siren: row('Siren', 'bell', 'security'),
  solar: row('Solar power', 'sun', 'energy'),
  speaker: row('Speaker', 'speaker', 'media'),
  switch: row('Switch', 'switch', 'light'),
  tariff: row('Tariff', 'meter', 'energy'),
  thermostat: row('Thermostat', 'thermostat', 'climate'),
  tracker: row('Tracker', 'pin', 'sensing'),
  tv: row('Television', 'tv', 'media'),
  unknown: row('Unknown', 'device', 'other'),
  vacuum: row('Vacuum robot', 'vacuum', 'household'),
  valve: row('Valve', 'valve', 'climate'),
  vehicle: row('Vehicle', 'car', 'energy'),
  washer: row('Washing machine', 'appliance', 'household'),
  waterHeater: row('Water heater', 'drop', 'climate'),
  weatherStation: row('Weather station', 'sun', 'sensing'),
};

/** What is known of a kind; a hub that is newer than this page may have others. */
export function kindRow(kind: string): Row {
  return Object.hasOwn(kinds, kind) ? kinds[kind as Kind] : kinds.unknown;
}

const order = Object.keys(groups);

/** For a list of kinds: by what they belong to, then by name. */
export function byGroup(a: string, b: string): number {
  const [one, other] = [kindRow(a), kindRow(b)];
  return order.indexOf(one.group) - order.indexOf(other.group) || one.title.localeCompare(other.title);
}

/** What a sensor measures says more than that it is one. */
const capabilityIcons: readonly (readonly [capability: string, icon: IconName])[] = [
  ['contactSensor', 'contact'],
  ['waterLeak', 'drop'],
  ['motionSensor', 'motion'],
  ['occupancySensor', 'motion'],
  ['temperatureSensor', 'thermometer'],
  ['humiditySensor', 'drop'],
  ['illuminanceSensor', 'sun'],
];

/** The icon of an endpoint by its kind and what it can do. */
export function endpointIcon({ kind, capabilities }: { readonly kind: string; readonly capabilities: object }): IconName {
  const { icon } = kindRow(kind);
  return kind === 'sensor' ? (capabilityIcons.find(([capability]) => capability in capabilities)?.[1] ?? icon) : icon;
}
