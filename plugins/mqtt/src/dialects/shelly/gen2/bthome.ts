import { parseTarget, sensorTarget } from '../../../mapping/sensor-classes.ts';
import { binaryTarget } from '../../../mapping/binary-classes.ts';
import { either, flag, numeric, type Spec } from '../spec.ts';

/** BTHome's measured objects by their number, as a class of sensors with its unit (bthome.io/format, "Sensor data"). */
const measured: Readonly<Record<number, readonly [name: string, unit: string]>> = {
  0x01: ['battery', '%'],
  0x02: ['temperature', '°C'],
  0x45: ['temperature', '°C'],
  0x57: ['temperature', '°C'],
  0x58: ['temperature', '°C'],
  0x03: ['humidity', '%'],
  0x2e: ['humidity', '%'],
  0x04: ['pressure', 'hPa'],
  0x05: ['illuminance', 'lx'],
  0x06: ['weight', 'kg'],
  0x07: ['weight', 'lb'],
  0x08: ['dewpoint', '°C'],
  0x09: ['count', ''],
  0x3d: ['count', ''],
  0x3e: ['count', ''],
  0x59: ['count', ''],
  0x5a: ['count', ''],
  0x5b: ['count', ''],
  0x0a: ['energy', 'kWh'],
  0x4d: ['energy', 'kWh'],
  0x0b: ['power', 'W'],
  0x5c: ['power', 'W'],
  0x0c: ['voltage', 'V'],
  0x4a: ['voltage', 'V'],
  0x0d: ['pm25', 'µg/m³'],
  0x0e: ['pm10', 'µg/m³'],
  0x12: ['carbon_dioxide', 'ppm'],
  0x13: ['volatile_organic_compounds', 'µg/m³'],
  0x14: ['moisture', '%'],
  0x2f: ['moisture', '%'],
  0x3f: ['rotation', '°'],
  0x40: ['distance', 'mm'],
  0x41: ['distance', 'm'],
  0x42: ['duration', 's'],
  0x43: ['current', 'A'],
  0x5d: ['current', 'A'],
  0x44: ['wind_speed', 'm/s'],
  0x46: ['uv_index', ''],
  0x47: ['volume', 'L'],
  0x4e: ['volume', 'L'],
  0x48: ['volume', 'mL'],
  0x49: ['volume_flow_rate', 'm³/h'],
  0x4b: ['gas', 'm³'],
  0x4c: ['gas', 'm³'],
  0x4f: ['water', 'L'],
  0x50: ['timestamp', ''],
  0x51: ['acceleration', 'm/s²'],
  0x52: ['gyroscope', '°/s'],
  0x55: ['volume_storage', 'L'],
  0x56: ['conductivity', 'µS/cm'],
  0x5e: ['wind_direction', '°'],
  0x5f: ['precipitation', 'mm'],
};

/** Objects that no class names, and the attribute that they are. */
const others: Readonly<Record<string, string>> = {
  dewpoint: 'humiditySensor.dewPoint',
  rotation: 'accelerationSensor.tilt',
  uv_index: 'solarRadiation.uvIndex',
};

/** BTHome's objects of two states by their number, as a class (bthome.io/format, "Binary sensor data"). */
const twoStates: Readonly<Record<number, string>> = {
  0x0f: 'generic',
  0x10: 'power',
  0x11: 'opening',
  0x15: 'battery',
  0x16: 'battery_charging',
  0x17: 'carbon_monoxide',
  0x18: 'cold',
  0x19: 'connectivity',
  0x1a: 'door',
  0x1b: 'garage_door',
  0x1c: 'gas',
  0x1d: 'heat',
  0x1e: 'light',
  0x1f: 'lock',
  0x20: 'moisture',
  0x21: 'motion',
  0x22: 'moving',
  0x23: 'occupancy',
  0x24: 'plug',
  0x25: 'presence',
  0x26: 'problem',
  0x27: 'running',
  0x28: 'safety',
  0x29: 'smoke',
  0x2a: 'sound',
  0x2b: 'tamper',
  0x2c: 'vibration',
  0x2d: 'window',
};

/** A sensor of a Bluetooth product: what it is, its settings say by BTHome's number. Undefined where they do not: its type is in its value. */
export function bthomeSpec({ obj_id: id }: Readonly<Record<string, unknown>>): Spec | undefined {
  if (typeof id !== 'number') return undefined;
  const number = Object.hasOwn(measured, id) ? measured[id] : undefined;
  if (number) {
    const [name, unit] = number;
    const target = Object.hasOwn(others, name) ? parseTarget(others[name] ?? '') : sensorTarget(name, unit);
    return numeric(target && `${target.capability}.${target.attribute}`, unit);
  }
  const name = Object.hasOwn(twoStates, id) ? twoStates[id] : undefined;
  if (name === undefined) return undefined;
  const target = binaryTarget(name);
  return target ? either(`${target.capability}.${target.attribute}`, target.on, target.off) : flag();
}
