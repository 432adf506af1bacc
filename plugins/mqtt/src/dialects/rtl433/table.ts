import type { Values } from '../../devices/fragment.ts';
import { flag, guess, internal, inverted, number, plain, toFlag, type Known } from '../../mapping/bare-meaning.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { unitIn } from '../../mapping/unit-suffix.ts';
import { familyOf } from './families.ts';

const open = { yes: 'open', no: 'closed' } as const;
const signal = (unit: string | undefined): Known => plain('numeric', unit, 'diagnostic');
const note = plain('text', undefined, 'diagnostic');
const count = plain('numeric');

/** A share of a full battery; a sensor that only knows good and bad says 1 and 0. Below this it is to be changed. */
const lowShare = 0.2;
const batteryOk: Known = {
  meanings: [
    {
      type: 'numeric',
      rows: [{ target: 'battery.level' }],
      unit: '%',
      category: 'diagnostic',
      read: (value) => {
        const share = toNumber(value);
        return typeof share === 'number' ? Math.round(share * 1000) / 10 : share;
      },
    },
    {
      type: 'binary',
      rows: [{ target: 'battery.low' }],
      category: 'diagnostic',
      read: (value) => {
        const share = toNumber(value);
        return typeof share === 'number' ? share < lowShare : share;
      },
    },
  ],
};

/**
 * The names that rtl_433's decoders share (docs/DATA_FORMAT.md, and what rtl_433_mqtt_hass.py knows). Names with a number or a place in them
 * are in `families.ts`.
 */
const names: Readonly<Record<string, Known>> = {
  battery_ok: batteryOk,
  battery_low: flag('battery.low'),
  battery_pct: number('battery.level', '%', { category: 'diagnostic' }),
  charge_pct: number('battery.level', '%', { category: 'diagnostic' }),
  battery_V: number('battery.voltage', 'V', { category: 'diagnostic' }),
  battery_mV: number('battery.voltage', 'mV', { category: 'diagnostic' }),
  humidity: number('humiditySensor.humidity', '%'),
  moisture: number('soilSensor.moisture', '%'),
  conductivity: number('soilSensor.conductivity', 'µS/cm'),
  setpoint_C: number('thermostat.setpoint', '°C'),
  setpoint_F: number('thermostat.setpoint', '°F'),
  pressure_hPa: number('pressureSensor.pressure', 'hPa'),
  pressure_kPa: number('pressureSensor.pressure', 'kPa'),
  pressure_PSI: number('pressureSensor.pressure', 'psi'),
  pressure_psi: number('pressureSensor.pressure', 'psi'),
  pressure_bar: number('pressureSensor.pressure', 'bar'),
  wind_dir_deg: number('windSensor.direction', '°'),
  rain_mm: number('rainSensor.accumulated', 'mm'),
  rain_in: number('rainSensor.accumulated', 'in'),
  rain_rate_mm_h: number('rainSensor.intensity', 'mm/h'),
  rain_rate_in_h: number('rainSensor.intensity', 'in/h'),
  is_raining: flag('rainSensor.raining'),
  light_lux: number('illuminanceSensor.illuminance', 'lx'),
  lux: number('illuminanceSensor.illuminance', 'lx'),
  light_klx: number('illuminanceSensor.illuminance', 'klx'),
  uv: number('solarRadiation.uvIndex', undefined),
  uvi: number('solarRadiation.uvIndex', undefined),
  uv_index: number('solarRadiation.uvIndex', undefined),
  wm: number('solarRadiation.irradiance', 'W/m²'),
  irradiance_W_m2: number('solarRadiation.irradiance', 'W/m²'),
  pm1_ug_m3: number('particulateSensor.pm1', 'µg/m³'),
  pm1_0_ug_m3: number('particulateSensor.pm1', 'µg/m³'),
  pm2_5_ug_m3: number('particulateSensor.pm25', 'µg/m³'),
  pm4_ug_m3: number('particulateSensor.pm4', 'µg/m³'),
  pm4_0_ug_m3: number('particulateSensor.pm4', 'µg/m³'),
  pm10_ug_m3: number('particulateSensor.pm10', 'µg/m³'),
  pm10_0_ug_m3: number('particulateSensor.pm10', 'µg/m³'),
  estimated_pm10_0_ug_m3: number('particulateSensor.pm10', 'µg/m³'),
  co2_ppm: number('co2Sensor.co2', 'ppm'),
  hcho_ppb: number('pollutantSensor.hchoRatio', 'ppb'),
  depth_cm: number('levelSensor.height', 'cm'),
  depth_in: number('levelSensor.height', 'in'),
  power_VA: number('powerMeter.apparentPower', 'VA'),
  apparentpower_VA: number('powerMeter.apparentPower', 'VA'),
  voltage_V: number('powerMeter.voltage', 'V'),
  frequency_Hz: number('powerMeter.frequency', 'Hz'),
  powerfactor: number('powerMeter.powerFactor', undefined),
  total_kWh: number('energyMeter.imported', 'kWh'),
  cumulative_kWh: number('energyMeter.imported', 'kWh'),
  reading_kWh: number('energyMeter.imported', 'kWh'),
  ext_power: flag('powerSource.mainsPresent'),
  detect_wet: flag('waterLeak.wet'),
  leaking: flag('waterLeak.wet'),
  leak_detected: flag('waterLeak.wet'),
  leak: flag('waterLeak.wet'),
  tamper: flag('tamper.tampered'),
  tampered: flag('tamper.tampered'),
  reed_open: flag('contactSensor.contact', open),
  contact_open: flag('contactSensor.contact', open),
  opened: flag('contactSensor.contact', open),
  open: flag('contactSensor.contact', open),
  closed: inverted(flag('contactSensor.contact', open)),
  motion: flag('motionSensor.motion'),
  pir: flag('motionSensor.motion'),
  moving: flag('accelerationSensor.moving'),
  alarm: flag('safetyAlarm.active'),
  snr: number('linkQuality.snr', 'dB', { category: 'diagnostic' }),
  // Decibels below what the receiver can take: no power that could be compared.
  rssi: signal('dB'),
  noise: signal('dB'),
  freq: signal('MHz'),
  freq1: signal('MHz'),
  freq2: signal('MHz'),
  mic: note,
  mod: note,
  protocol: note,
  time: note,
  type: note,
  subtype: note,
  channel: note,
  id: note,
  code: note,
  model: internal('names the device'),
  strike_count: count,
  storm_dist: plain('numeric', 'mi'),
  strike_distance: plain('numeric', 'mi'),
  consumption: count,
  consumption_data: count,
  reading: count,
  daily_reading: count,
  voc_level: count,
};

/** Names whose value is a word of some models: kept as it is where it is no yes or no. */
const flagsOrWords = new Set(['alarm', 'motion', 'open', 'leak', 'tamper', 'closed', 'opened', 'battery_low', 'pir']);

/** What is known of a member of a transmission; undefined: nothing, and its value tells its type. `beside`: all that came with it. */
export function know(name: string, value: unknown, beside: Values): Known | undefined {
  // Fine Offset's stations say what the sensor counts as `uv`, and the index that comes of it as `uvi` (fineoffset.c).
  if (name === 'uv' && Object.hasOwn(beside, 'uvi')) return count;
  const unit = unitIn(name);
  const known = Object.hasOwn(names, name) ? names[name] : familyOf(name);
  const isWord = known !== undefined && flagsOrWords.has(name) && toFlag(value) === undefined;
  return known && !isWord ? known : guess(value, unit);
}

/** Whether a name is something that a sensor measures or watches; its battery, its case and the radio are not. */
export function isSensed(name: string): boolean {
  const known = Object.hasOwn(names, name) ? names[name] : familyOf(name);
  if (!known) return unitIn(name) !== undefined;
  return known.meanings.some(
    ({ category, rows }) => category !== 'diagnostic' && !rows.some(({ target }) => /^(battery|tamper|linkQuality)\./.test(target)),
  );
}
