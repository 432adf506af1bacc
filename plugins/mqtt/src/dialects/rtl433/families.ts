import { number, type Known } from '../../mapping/bare-meaning.ts';

interface Family {
  readonly pattern: RegExp;
  readonly target: string;
  readonly units: Readonly<Record<string, string>>;
}

const celsius = { C: '°C', F: '°F' } as const;
const speeds = { m_s: 'm/s', km_h: 'km/h', mi_h: 'mph' } as const;

/**
 * Names that some decoders number, or that name a place: `temperature_2_C`, `power1_W`, `temperature_amb_C`. What is numbered stands on a
 * child endpoint of its number. The place of an alarm's limit, a highest or lowest value is none (`temperature_1_HI_C`).
 */
const families: readonly Family[] = [
  { pattern: /^temp(?:erature)?_?(?<child>[a-z0-9]*)_(?<unit>C|F)$/, target: 'temperatureSensor.temperature', units: celsius },
  { pattern: /^temperature_(?<unit>C|F)_(?<child>ext)$/, target: 'temperatureSensor.temperature', units: celsius },
  { pattern: /^(?<child>ambient)_(?<unit>C|F)$/, target: 'temperatureSensor.temperature', units: celsius },
  { pattern: /^humidity_?(?<child>\d+|in|out|indoor|outdoor|ext)$/, target: 'humiditySensor.humidity', units: { '': '%' } },
  { pattern: /^moisture_?(?<child>\d+)$/, target: 'soilSensor.moisture', units: { '': '%' } },
  { pattern: /^wind_(?:avg|speed|spd)_(?<unit>m_s|km_h|mi_h)$/, target: 'windSensor.speed', units: speeds },
  { pattern: /^(?:wind_max|gust_speed|wind_gust)_(?<unit>m_s|km_h|mi_h)$/, target: 'windSensor.gust', units: speeds },
  { pattern: /^rain_?(?<child>\d+)_(?<unit>mm|in)$/, target: 'rainSensor.accumulated', units: { mm: 'mm', in: 'in' } },
  { pattern: /^power_?(?<child>\d*)_(?<unit>W|kW)$/, target: 'powerMeter.activePower', units: { W: 'W', kW: 'kW' } },
  { pattern: /^current_?(?<child>\d*)_(?<unit>A|mA)$/, target: 'powerMeter.current', units: { A: 'A', mA: 'mA' } },
  { pattern: /^voltage_?(?<child>\d+)_(?<unit>V|mV)$/, target: 'powerMeter.voltage', units: { V: 'V', mV: 'mV' } },
  { pattern: /^energy_?(?<child>\d*)_(?<unit>kWh|Wh)$/, target: 'energyMeter.imported', units: { kWh: 'kWh', Wh: 'Wh' } },
];

const noPlaces = new Set(['hi', 'lo', 'high', 'low', 'max', 'min', 'last', 'raw', 'set', 'alarm']);

export function familyOf(name: string): Known | undefined {
  for (const { pattern, target, units } of families) {
    const found = pattern.exec(name)?.groups;
    if (!found) continue;
    const { child = '', unit = '' } = found;
    if (noPlaces.has(child) || !Object.hasOwn(units, unit)) return undefined;
    return number(target, units[unit], child === '' ? {} : { child });
  }
  return undefined;
}
