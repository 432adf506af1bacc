/**
 * Every quantity with its one canonical unit, a UCUM code (capability map, section 1.5). Units marked there as not in UCUM (`varh`,
 * `var`, `dBm`, `NTU`, `g/kWh`, `money/kWh`, the currency being told beside it) are fixed aliases. A quantity is narrower than its dimension: `temperature` and `temperatureDifference` never mix.
 */
export const quantities = Object.freeze({
  temperature: 'Cel',
  temperatureDifference: 'K',
  share: '%',
  illuminance: 'lx',
  irradiance: 'W/m2',
  colorTemperature: 'K',
  soundLevel: 'dB',
  signalStrength: 'dBm',
  rainDepth: 'mm',
  rainRate: 'mm/h',
  conductivity: 'uS/cm',
  acidity: '[pH]',
  energy: 'W.h',
  reactiveEnergy: 'varh',
  energyPerDistance: 'W.h/m',
  energyPrice: 'money/kWh',
  carbonIntensity: 'g/kWh',
  power: 'W',
  apparentPower: 'V.A',
  reactivePower: 'var',
  voltage: 'V',
  current: 'A',
  frequency: 'Hz',
  airPollutantMass: 'ug/m3',
  gasShare: '[ppm]',
  absoluteHumidity: 'g/m3',
  radioactivity: 'Bq/m3',
  soluteMass: 'mg/L',
  salinity: 'g/L',
  turbidity: 'NTU',
  particleCount: '/cm3',
  smokeOpacity: 'dB/m',
  bloodGlucose: 'mmol/L',
  pressure: 'Pa',
  length: 'm',
  area: 'm2',
  volume: 'm3',
  flow: 'm3/h',
  mass: 'kg',
  force: 'N',
  torque: 'N.m',
  acceleration: 'm/s2',
  vibrationVelocity: 'mm/s',
  vibrationPath: 'um',
  duration: 's',
  angle: 'deg',
  speed: 'm/s',
  rotation: '/min',
  data: 'By',
  dataRate: 'bit/s',
} as const);

export type Quantity = keyof typeof quantities;
export type Unit = (typeof quantities)[Quantity];

/** The canonical unit of a quantity. */
export function unitOf<Q extends Quantity>(quantity: Q): (typeof quantities)[Q] {
  return quantities[quantity];
}
