import type { Row } from '../../mapping/row.ts';
import type { Identifier } from './identifier.ts';

/** What a capability names, by `<plugin>/<type>[-<instance>]`. */
const named: Readonly<Record<string, string>> = {
  'apcups/charge': 'battery.level',
  'apcups/timeleft': 'battery.timeRemaining',
  'apcups/voltage-battery': 'battery.voltage',
  'apcups/voltage-input': 'powerSource.inputVoltage',
  'apcups/voltage-output': 'powerMeter.voltage',
  'battery/percent-charged': 'battery.level',
  'battery/voltage': 'battery.voltage',
  'cpu/percent-active': 'diagnostics.cpuLoad',
  'iwinfo/signal_power': 'linkQuality.rssi',
  'memory/memory-free': 'diagnostics.freeMemory',
  'nut/current-output': 'powerMeter.current',
  'nut/frequency-output': 'powerMeter.frequency',
  'nut/humidity-ambient': 'humiditySensor.humidity',
  'nut/percent-charge': 'battery.level',
  'nut/power-voltampere-output': 'powerMeter.apparentPower',
  'nut/power-watt-output': 'powerMeter.activePower',
  'nut/temperature-ambient': 'temperatureSensor.temperature',
  'nut/timeleft-battery': 'battery.timeRemaining',
  'nut/voltage-battery': 'battery.voltage',
  'nut/voltage-input': 'powerSource.inputVoltage',
  'nut/voltage-output': 'powerMeter.voltage',
  'uptime/uptime': 'diagnostics.uptime',
  'wireless/signal_power': 'linkQuality.rssi',
};

/** Plugins whose thermometers are in the machine, and not in a room. */
const inside = new Set(['apcups', 'battery', 'cpu', 'hddtemp', 'ipmi', 'nut', 'nvidia', 'gpu_nvidia', 'sensors', 'smart', 'thermal']);

/** By type, whatever the plugin; a machine may have several, so each instance of the type has an endpoint. */
const thermometers = new Set(['temperature', 'smart_temperature']);

/** The rows to try for a value. */
export function rowsOf({ plugin, type, typeInstance }: Identifier): readonly Row[] {
  const name = `${plugin}/${type}${typeInstance && `-${typeInstance}`}`;
  const target = Object.hasOwn(named, name) ? named[name] : undefined;
  if (target !== undefined) return [{ target }];
  const child = typeInstance === '' ? {} : { child: typeInstance };
  if (thermometers.has(type))
    return [{ target: inside.has(plugin) ? 'diagnostics.internalTemperature' : 'temperatureSensor.temperature', ...child }];
  return type === 'humidity' ? [{ target: 'humiditySensor.humidity', ...child }] : [];
}

export function targets(): string[] {
  return [...Object.values(named), 'diagnostics.internalTemperature', 'temperatureSensor.temperature', 'humiditySensor.humidity'];
}
