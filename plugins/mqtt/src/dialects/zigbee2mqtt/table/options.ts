import type { Row } from '../../../mapping/row.ts';
import { alike, rowsOf, type RowSpec } from './row.ts';

const seconds = { unit: 's' } as const;
const hold = { target: 'sensorSettings.holdTime', unstated: seconds } as const;

/** The settings that the bridge keeps for a device, which mean something else than an expose of the name may. */
const rows: Readonly<Record<string, RowSpec>> = {
  temperature_calibration: 'sensorSettings.temperatureOffset',
  local_temperature_calibration: 'sensorSettings.temperatureOffset',
  humidity_calibration: 'sensorSettings.humidityOffset',
  pressure_calibration: 'sensorSettings.pressureOffset',
  soil_moisture_calibration: { target: 'sensorSettings.offset', unit: '%', child: 'soil' },
  co2_calibration: { target: 'sensorSettings.offset', unit: 'ppm', child: 'co2' },
  transition: { target: 'level.usualTransition', unstated: seconds, beside: ['brightness'] },
  ...alike('occupancy_timeout presence_timeout', hold),
  vibration_timeout: { ...hold, child: 'vibration' },
  gas_timeout: { ...hold, child: 'gas' },
  measurement_poll_interval: { target: 'sensorSettings.measureInterval', unstated: seconds, none: -1 },
  invert_cover: { target: 'coverSettings.direction', words: { true: 'reversed', false: 'normal' } },
  thermostat_unit: { target: 'localSettings.temperatureUnit', words: { celsius: 'C', fahrenheit: 'F' } },
};

/** The rows for a setting, given the names of all that the device exposes. */
export function optionRows(name: string, names: ReadonlySet<string>): Row[] {
  const found = Object.hasOwn(rows, name) ? rowsOf(rows[name] ?? []) : [];
  return found.filter(({ beside }) => beside?.some((other) => names.has(other)) ?? true);
}

/** Every target of the table, for the test that they all exist. */
export function optionTargets(): string[] {
  return Object.values(rows).flatMap((spec) => rowsOf(spec).map(({ target }) => target));
}
