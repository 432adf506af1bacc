import type { Endpoint, ValueRecord } from '../api/types.ts';
import { formatQuantity, memberTitle } from '../format.ts';

type Values = Readonly<Record<string, ValueRecord>>;
type Describe = (values: Values, endpoint: Endpoint) => string | undefined;

const value = (values: Values | undefined, name: string): unknown => values?.[name]?.value;
const when = (test: unknown, yes: string, no: string) => (test === true ? yes : test === false ? no : undefined);
const flag =
  (name: string, yes: string, no: string): Describe =>
  (values) =>
    when(value(values, name), yes, no);
const member =
  (name: string): Describe =>
  (values) => {
    const found = value(values, name);
    return typeof found === 'string' ? memberTitle(found) : undefined;
  };
const alarm =
  (name: string, yes: string, no: string): Describe =>
  (values) => {
    const found = value(values, name);
    return typeof found === 'string' ? (found === 'normal' ? no : yes) : undefined;
  };
const measured =
  (name: string): Describe =>
  (values) => {
    const found = value(values, name);
    return typeof found === 'number' ? formatQuantity(found, values[name]?.unit) : undefined;
  };
const opening: Describe = (values) => {
  const moving = value(values, 'moving');
  if (moving === 'opening' || moving === 'closing') return memberTitle(moving);
  const position = value(values, 'position');
  if (typeof position !== 'number') return undefined;
  return position === 0 ? 'Closed' : position === 100 ? 'Open' : `${Math.round(position)} % open`;
};

/** What a capability says about the state of its endpoint, most telling first. */
const rows: readonly (readonly [capability: string, describe: Describe])[] = [
  ['smokeAlarm', alarm('smoke', 'Smoke!', 'No smoke')],
  ['coAlarm', alarm('co', 'Carbon monoxide!', 'No carbon monoxide')],
  ['gasAlarm', alarm('gas', 'Gas!', 'No gas')],
  ['waterLeak', flag('wet', 'Water!', 'Dry')],
  ['lock', member('state')],
  ['closure', member('state')],
  ['cover', opening],
  [
    'thermostat',
    (values) => {
      const target = value(values, 'setpoint') ?? value(values, 'heatingSetpoint') ?? value(values, 'coolingSetpoint');
      const local = value(values, 'localTemperature');
      const mode = value(values, 'mode');
      const parts = [
        typeof local === 'number' ? `${formatQuantity(local, 'Cel')} now` : undefined,
        mode === 'off' ? 'off' : typeof target === 'number' ? `set to ${formatQuantity(target, 'Cel')}` : undefined,
      ].filter((part) => part !== undefined);
      return parts.length > 0 ? parts.join(', ') : undefined;
    },
  ],
  [
    'switch',
    (values, { capabilities }) => {
      const on = value(values, 'on');
      const level = value(capabilities['level'], 'level');
      if (on === true && typeof level === 'number') return `On, ${Math.round(level)} %`;
      return when(on, 'On', 'Off');
    },
  ],
  ['valve', member('state')],
  [
    'fan',
    (values) => {
      const speed = value(values, 'speed');
      return typeof speed === 'number' ? (speed === 0 ? 'Off' : `${Math.round(speed)} %`) : undefined;
    },
  ],
  ['contactSensor', member('contact')],
  ['occupancySensor', flag('occupied', 'Somebody is here', 'Nobody here')],
  ['motionSensor', flag('motion', 'Motion', 'No motion')],
  ['operationalState', member('state')],
  ['vacuum', member('state')],
  ['mediaPlayer', member('state')],
  ['temperatureSensor', measured('temperature')],
  ['humiditySensor', measured('humidity')],
  ['illuminanceSensor', measured('illuminance')],
  ['airQuality', member('grade')],
  ['co2Sensor', measured('co2')],
  ['level', measured('level')],
  ['powerMeter', measured('activePower')],
  ['pressureSensor', measured('pressure')],
];

/** Of these, several stand beside each other: each is news of its own. */
const together = new Set([
  'temperatureSensor',
  'humiditySensor',
  'illuminanceSensor',
  'airQuality',
  'co2Sensor',
  'powerMeter',
  'pressureSensor',
]);

/** The state of an endpoint in a few words; empty where nothing is known. */
export function stateWords(endpoint: Endpoint): string {
  if (endpoint.kind === 'bridge' || endpoint.kind === 'router') return 'Connects other devices';
  const words: string[] = [];
  for (const [capability, describe] of rows) {
    const values = endpoint.capabilities[capability];
    const text = values && (words.length === 0 || together.has(capability)) ? describe(values, endpoint) : undefined;
    if (text !== undefined) words.push(text);
    if (words.length === 3) break;
  }
  if (words.length > 0) return words.join(' · ');
  return anyValue(endpoint);
}

// What has no words of its own still says something: its first value.
function anyValue({ capabilities }: Endpoint): string {
  for (const [id, values] of Object.entries(capabilities)) {
    if (quiet.has(id)) continue;
    for (const { value: found, unit } of Object.values(values)) {
      if (typeof found === 'number') return formatQuantity(found, unit);
      if (typeof found === 'string' && found.length < 40) return memberTitle(found);
      if (typeof found === 'boolean') return found ? 'On' : 'Off';
    }
  }
  return '';
}
const quiet = new Set([
  'linkQuality',
  'diagnostics',
  'network',
  'deviceInfo',
  'update',
  'identify',
  'powerSource',
  'availability',
  'bridge',
]);

/** Whether the endpoint gives light, warmth, movement…: it is drawn lit. */
export function isActive({ capabilities }: Endpoint): boolean {
  const on = value(capabilities['switch'], 'on');
  if (typeof on === 'boolean') return on;
  const action = value(capabilities['thermostat'], 'action');
  if (typeof action === 'string') return action === 'heating' || action === 'cooling';
  const speed = value(capabilities['fan'], 'speed');
  if (typeof speed === 'number') return speed > 0;
  return ['occupied', 'motion'].some(
    (name) => value(capabilities['occupancySensor'], name) === true || value(capabilities['motionSensor'], name) === true,
  );
}

/** Whether the endpoint says that something is wrong. */
export function isAlarming({ capabilities }: Endpoint): boolean {
  const alarms = [
    ['smokeAlarm', 'smoke'],
    ['coAlarm', 'co'],
    ['gasAlarm', 'gas'],
  ] as const;
  const sounds = alarms.some(
    ([capability, name]) => !['normal', undefined, null].includes(value(capabilities[capability], name) as string),
  );
  return sounds || value(capabilities['waterLeak'], 'wet') === true || value(capabilities['lock'], 'state') === 'jammed';
}
