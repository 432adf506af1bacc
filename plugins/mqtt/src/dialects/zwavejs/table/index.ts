import * as actuators from './actuators.ts';
import * as climate from './climate.ts';
import * as device from './device.ts';
import { irrigation } from './irrigation.ts';
import type { ClassTable, Known } from './known.ts';
import { energyProduction, meterValue } from './meters.ts';
import { notifications } from './notifications.ts';
import { alarmSensor, binarySensor, multilevelSensor } from './sensors.ts';
import { nameOf, type ValueId } from '../value-id.ts';

/** By command class. */
const tables: Readonly<Record<number, ClassTable>> = {
  0x20: actuators.basic,
  0x25: actuators.binarySwitch,
  0x26: actuators.multilevelSwitch,
  0x2b: climate.sceneActivation,
  0x30: binarySensor,
  0x31: multilevelSensor,
  0x33: actuators.colorSwitch,
  0x40: climate.thermostatMode,
  0x42: climate.thermostatOperatingState,
  0x43: climate.thermostatSetpoint,
  0x44: climate.thermostatFanMode,
  0x45: climate.thermostatFanState,
  0x46: climate.climateControlSchedule,
  0x47: climate.thermostatSetback,
  0x5b: device.centralScene,
  0x62: actuators.doorLock,
  0x63: device.userCode,
  0x64: climate.humidityControlSetpoint,
  0x66: actuators.barrierOperator,
  0x6a: actuators.windowCovering,
  0x6b: irrigation,
  0x6d: climate.humidityControlMode,
  0x6e: climate.humidityControlOperatingState,
  0x71: notifications,
  0x72: device.manufacturerSpecific,
  0x75: device.protection,
  0x77: device.nodeNaming,
  0x79: device.soundSwitch,
  0x80: device.battery,
  0x83: device.userCredential,
  0x84: device.wakeUp,
  0x86: device.version,
  0x87: device.indicator,
  0x8b: device.timeParameters,
  0x90: energyProduction,
  0x9c: alarmSensor,
};

const meterClass = 0x32;

/** What Z-Wave's documents say of a value; undefined where nothing, as of a product's own settings. */
export function knownOf(id: ValueId): Known | undefined {
  if (id.commandClass === meterClass) return meterValue(id.property, id.propertyKey);
  const table = Object.hasOwn(tables, id.commandClass) ? tables[id.commandClass] : undefined;
  const name = table && [nameOf(id), id.property].find((one) => Object.hasOwn(table, one));
  return name === undefined ? undefined : table?.[name];
}

/** Every target of the tables, for the test that they exist. */
export function targets(): string[] {
  const meters = [1, 2, 3, 4, 5].flatMap((type) =>
    Array.from({ length: 9 }, (_, scale) => [1, 2].map((rate) => meterValue('value', String(type * 65_536 + scale * 256 + rate)))),
  );
  const known = [...Object.values(tables).flatMap((table) => Object.values(table)), ...meters.flat(), meterValue('reset', '')];
  return known.flatMap((one) => one?.rows.flatMap(({ target, also }) => [target, ...(also ? [also.target] : [])]) ?? []);
}

/** Every value that a table names, for the tests. */
export function knownNames(): { readonly commandClass: number; readonly name: string }[] {
  return Object.entries(tables).flatMap(([commandClass, table]) =>
    Object.keys(table).map((name) => ({ commandClass: Number(commandClass), name })),
  );
}
