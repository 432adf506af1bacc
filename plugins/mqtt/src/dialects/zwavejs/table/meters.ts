import { numeric, trigger, type ClassTable, type Known } from './known.ts';

/** What a meter measures, by its type and scale (SDS13781): target and unit. */
const scales: Readonly<Record<string, readonly [target: string | undefined, unit?: string]>> = {
  '1/0': ['energyMeter.imported', 'kWh'],
  '1/1': [undefined, 'kVAh'],
  '1/2': ['powerMeter.activePower', 'W'],
  '1/3': [undefined],
  '1/4': ['powerMeter.voltage', 'V'],
  '1/5': ['powerMeter.current', 'A'],
  '1/6': ['powerMeter.powerFactor'],
  '1/7': ['powerMeter.reactivePower', 'kvar'],
  '1/8': ['energyMeter.reactive', 'kvarh'],
  '2/0': ['gasMeter.volume', 'm³'],
  '2/1': ['gasMeter.volume', 'ft³'],
  '2/3': [undefined],
  '3/0': ['waterMeter.volume', 'm³'],
  '3/1': ['waterMeter.volume', 'ft³'],
  '3/2': ['waterMeter.volume', 'gal'],
  '3/3': [undefined],
  '4/0': ['heatMeter.energy', 'kWh'],
  '5/0': ['heatMeter.energy', 'kWh'],
};

/** Energy that a meter counts the other way. */
const produced: Readonly<Record<string, string>> = { '1/0': 'energyMeter.exported' };
/** The rate type of what is fed in. */
const producedRate = 2;
const coolingMeter = 5;

/** Meter: the key of a value holds the type, the scale and the rate type (zwave-js, Meter CC). */
export function meterValue(property: string, key: string): Known | undefined {
  if (property === 'reset' && key === '') return trigger('energyMeter.reset()', { category: 'config' });
  const number = /^\d{1,9}$/.test(key) ? Number(key) : undefined;
  if (number === undefined) return undefined;
  const [type, scale, rate] = [number >>> 16, (number >>> 8) & 0xff, number & 0xff];
  // Which of several counters: only one of them could be the meter's own "reset".
  if (property === 'reset') return trigger(undefined, { category: 'config' });
  const name = `${type}/${scale}`;
  const entry = Object.hasOwn(scales, name) ? scales[name] : undefined;
  if (property !== 'value' || !entry) return undefined;
  const [usual, unit] = entry;
  const isProduced = rate === producedRate;
  const exported = isProduced && Object.hasOwn(produced, name) ? produced[name] : undefined;
  const child = type === coolingMeter ? 'cooling' : isProduced && exported === undefined ? 'produced' : undefined;
  const target = exported ?? usual;
  const row = target !== undefined && { target, ...(unit === undefined && { unit: '' }), ...(child !== undefined && { child }) };
  return numeric(row || undefined, unit);
}

/** Energy Production: the key is what is meant. */
export const energyProduction: ClassTable = {
  'value/0': numeric('powerMeter.activePower', 'W'),
  'value/1': numeric('energyMeter.exported', 'Wh'),
  'value/2': numeric('solar.yieldToday', 'Wh'),
  'value/3': numeric(undefined, 's'),
};
