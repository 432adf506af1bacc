import type { Values } from '../../devices/fragment.ts';
import { flag, guess, internal, number, plain, text, toFlag, type Known } from '../../mapping/bare-meaning.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { scaleOf, toCanonicalNumber } from '../../mapping/unit-scale.ts';

const open = { yes: 'open', no: 'closed' } as const;
const diagnostic = { category: 'diagnostic' } as const;
const note = plain('text', undefined, 'diagnostic');
const names = internal('names the device');
const raw = internal('the advertisement before it was decoded');

/** Properties by their names (decoder.theengs.io, "Properties"; OpenMQTTGateway, "BLE gateway", "LoRa gateway"). */
const properties: Readonly<Record<string, Known>> = {
  hum: number('humiditySensor.humidity', '%'),
  tempc2_dp: number('humiditySensor.dewPoint', '°C'),
  batt: number('battery.level', '%', diagnostic),
  volt: number('battery.voltage', 'V', diagnostic),
  lowbatt: flag('battery.low'),
  lux: number('illuminanceSensor.illuminance', 'lx'),
  darkness: number('illuminanceSensor.illuminance', 'lx'),
  moi: number('soilSensor.moisture', '%'),
  fer: number('soilSensor.fertility', 'µS/cm'),
  co2: number('co2Sensor.co2', 'ppm'),
  pm1: number('particulateSensor.pm1', 'µg/m³'),
  pm25: number('particulateSensor.pm25', 'µg/m³'),
  pm10: number('particulateSensor.pm10', 'µg/m³'),
  tvoc: number('vocSensor.mass', 'µg/m³'),
  for: number('pollutantSensor.hchoMass', 'mg/m³'),
  lvl_cm: number('levelSensor.height', 'cm'),
  level: number('levelSensor.level', '%'),
  litres: number('waterMeter.volume', 'L'),
  energy: number('energyMeter.imported', 'kWh'),
  power: number('powerMeter.activePower', 'W'),
  current: number('powerMeter.current', 'A'),
  accx: number('accelerationSensor.x', 'm/s²'),
  accy: number('accelerationSensor.y', 'm/s²'),
  accz: number('accelerationSensor.z', 'm/s²'),
  x_axis: number('accelerationSensor.x', 'm/s²'),
  y_axis: number('accelerationSensor.y', 'm/s²'),
  z_axis: number('accelerationSensor.z', 'm/s²'),
  moving: flag('accelerationSensor.moving'),
  motion: flag('motionSensor.motion'),
  open: flag('contactSensor.contact', open),
  leak: flag('waterLeak.wet'),
  alarm: flag('health.problem'),
  rssi: number('linkQuality.rssi', 'dBm', diagnostic),
  snr: number('linkQuality.snr', 'dB', diagnostic),
  tx: number('linkQuality.txPower', 'dBm', diagnostic),
  txpower: number('linkQuality.txPower', 'dBm', diagnostic),
  distance: plain('numeric', 'm', 'diagnostic'),
  impedance: plain('numeric', 'Ω'),
  steps: plain('numeric'),
  bpm: plain('numeric', 'bpm'),
  act_bpm: plain('numeric', 'bpm'),
  seconds: plain('numeric', 's'),
  duration: plain('numeric', 's'),
  position: plain('numeric', '%'),
  rot: plain('numeric', '°'),
  tempc_max: plain('numeric', '°C'),
  tempc_min: plain('numeric', '°C'),
  unit: note,
  type: note,
  mac: note,
  uuid: note,
  mfid: note,
  major: note,
  minor: note,
  mjid: note,
  mnid: note,
  cipher: note,
  ctr: note,
  mic: note,
  aem: note,
  rpi: note,
  packet: plain('numeric', undefined, 'diagnostic'),
  packetSize: plain('numeric', 'B', 'diagnostic'),
  pferror: plain('numeric', 'Hz', 'diagnostic'),
  cidc: plain('binary', undefined, 'diagnostic'),
  acts: plain('binary', undefined, 'diagnostic'),
  cont: plain('binary', undefined, 'diagnostic'),
  track: plain('binary', undefined, 'diagnostic'),
  ctrl: plain('binary', undefined, 'diagnostic'),
  prmac: plain('binary', undefined, 'diagnostic'),
  encr: plain('numeric', undefined, 'diagnostic'),
  mac_type: plain('numeric', undefined, 'diagnostic'),
  adv_type: plain('numeric', undefined, 'diagnostic'),
  model_id: text('deviceInfo.modelId'),
  id: names,
  name: names,
  brand: names,
  model: names,
  servicedata: raw,
  servicedatauuid: raw,
  manufacturerdata: raw,
  avgu: internal('the unit of avg'),
  sumu: internal('the unit of sum'),
};

type Chooser = (value: unknown, beside: Values) => Known | undefined;

/** Properties that mean what stands beside them says. */
const chosen: Readonly<Record<string, Chooser>> = {
  pres: (_, { type }) => number('pressureSensor.pressure', type === 'TIRE' ? 'bar' : 'hPa'),
  weight: (_, beside) => weight(beside),
  avg: (_, { avgu }) => (avgu === 'kW' ? number('powerMeter.activePower', 'kW') : plain('numeric', unitOf(avgu))),
  sum: (_, { sumu }) => (sumu === 'kWh' ? number('energyMeter.imported', 'kWh') : plain('numeric', unitOf(sumu))),
  contact: (value) => (contactOf(value) === undefined ? undefined : contact),
  presence: (value) => (presenceOf(value) === undefined ? undefined : presence),
  state: (value) => (toFlag(value) === undefined ? undefined : flag('switch.on')),
  open: (value, beside) => (beside['type'] === blind || (toNumber(value) ?? 0) > 1 ? number('cover.tilt', '%') : undefined),
  // The motor of a blind moves, and nobody in the room.
  motion: (_, beside) => (beside['type'] === blind ? plain('binary') : undefined),
  moving: (_, beside) => (beside['type'] === blind ? plain('binary') : undefined),
  lvl_in: (_, beside) => (Object.hasOwn(beside, 'lvl_cm') ? internal('said by lvl_cm') : number('levelSensor.height', 'in')),
};

/** The decoder's word for what covers windows. */
const blind = 'WCVR';

/** What is known of a property; undefined: nothing, and its value tells its type. */
export function know(name: string, value: unknown, beside: Values): Known | undefined {
  const choose = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
  const known = choose?.(value, beside) ?? temperature(name, beside) ?? (Object.hasOwn(properties, name) ? properties[name] : undefined);
  return known && isYesOrNo(known, value) ? known : guess(value);
}

/** Whether a property is something that is measured or watched: a message with one is of a sensor, also without a model. */
export function isSensed(name: string): boolean {
  if (/^temp[cf]\d?$/.test(name) || ['pres', 'weight', 'contact', 'open'].includes(name)) return true;
  const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return known?.meanings.some(({ rows }) => rows.some(({ target }) => !target.startsWith('linkQuality.'))) ?? false;
}

/** A word where others say yes or no is kept as it is. */
function isYesOrNo({ meanings }: Known, value: unknown): boolean {
  return !meanings.some(({ type, read }) => type === 'binary' && read === toFlag) || toFlag(value) !== undefined;
}

/** Celsius and Fahrenheit say the same; one of them counts. The digit tells which of several probes. */
function temperature(name: string, beside: Values): Known | undefined {
  const { scale, probe = '', rest = '' } = /^temp(?<scale>[cf])(?<probe>\d?)(?<rest>_\w+)?$/.exec(name)?.groups ?? {};
  if (scale === undefined) return undefined;
  const celsius = `tempc${probe}${rest}`;
  if (scale === 'f' && Object.hasOwn(beside, celsius)) return internal(`said by ${celsius}`);
  if (rest !== '') return scale === 'f' ? plain('numeric', '°F') : undefined;
  return number('temperatureSensor.temperature', scale === 'c' ? '°C' : '°F', probe === '' ? {} : { child: probe });
}

/** A scale says the unit of its display with each weight; Chinese ones also count in jin, half a kilogram. */
function weight({ model_id: model }: Values): Known {
  const usual = model === 'SKALE' ? 'g' : 'kg';
  const read = (value: unknown, { unit }: Values) => {
    const weight = toNumber(value);
    if (typeof weight !== 'number') return weight;
    return unit === 'jin' ? weight / 2 : toCanonicalNumber(weight, scaleOf(unitOf(unit) ?? usual, 'mass'));
  };
  return { meanings: [{ type: 'numeric', rows: [], unit: 'kg', read }] };
}

const contact: Known = {
  meanings: [{ type: 'binary', rows: [{ target: 'contactSensor.contact', words: { true: 'open', false: 'closed' } }], read: contactOf }],
};

/** SwitchBot's sensor also says that a door stood open too long. */
function contactOf(value: unknown): boolean | null | undefined {
  return value === 'timeout not closed' ? true : toFlag(value);
}

const presence: Known = { meanings: [{ type: 'binary', rows: [{ target: 'tracker.home' }], read: presenceOf }] };

function presenceOf(value: unknown): boolean | null | undefined {
  return value === 'present' || value === 'home' ? true : value === 'absent' || value === 'not_home' ? false : toFlag(value);
}

function unitOf(unit: unknown): string | undefined {
  return typeof unit === 'string' && unit !== '' ? unit.slice(0, 32) : undefined;
}
