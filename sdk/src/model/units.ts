import { quantities, type Quantity } from './quantities.ts';

/** How a unit that products write becomes the canonical unit of its quantity: `canonical = value × factor + offset`. */
export interface UnitConversion {
  readonly quantity: Quantity;
  readonly factor: number;
  readonly offset: number;
}

const table: ReadonlyMap<string, readonly UnitConversion[]> = buildTable();

/** A number in the canonical unit of its quantity. */
export interface Canonical {
  readonly value: number;
  readonly quantity: Quantity;
  readonly unit: string;
}

/**
 * Turns a number with the unit a product wrote into the canonical unit. `hint` chooses where one text stands for several quantities
 * (`K` is a colour temperature or a difference). Answers undefined for a unit that is not in the table: the caller then keeps number
 * and unit as they came, since guessing would be a silent change of meaning.
 */
export function toCanonical(value: number, unit: string, hint?: Quantity): Canonical | undefined {
  const conversion = conversionOf(unit, hint);
  if (!conversion) return undefined;
  const { quantity, factor, offset } = conversion;
  return { value: roundOff(value * factor + offset), quantity, unit: quantities[quantity] };
}

/** Turns a number in the canonical unit back into `unit`, or answers undefined where the unit is unknown. */
export function fromCanonical(value: number, unit: string, hint?: Quantity): number | undefined {
  const conversion = conversionOf(unit, hint);
  return conversion && roundOff((value - conversion.offset) / conversion.factor);
}

/** The conversion of a unit as products write it, white space around it ignored. */
export function conversionOf(unit: string, hint?: Quantity): UnitConversion | undefined {
  const conversions = table.get(unit.trim());
  if (!conversions) return undefined;
  return hint === undefined ? conversions[0] : conversions.find(({ quantity }) => quantity === hint);
}

/** Every unit in the table, once for each quantity that it stands for. */
export function conversions(): [unit: string, conversion: UnitConversion][] {
  return [...table].flatMap(([unit, rows]) => rows.map((row): [string, UnitConversion] => [unit, row]));
}

// Twelve significant digits: more than any sensor has, fewer than a double's noise (19.999999999999996 °C is 20 °C).
function roundOff(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

function buildTable(): ReadonlyMap<string, readonly UnitConversion[]> {
  const rows: [Quantity, Record<string, number | readonly [factor: number, offset: number]>][] = [
    [
      'temperature',
      { '°C': 1, 'º C': 1, '℃': 1, C: 1, Cel: 1, '°F': [5 / 9, -160 / 9], F: [5 / 9, -160 / 9], '[degF]': [5 / 9, -160 / 9] },
    ],
    ['colorTemperature', { K: 1, Kelvin: 1 }],
    ['temperatureDifference', { K: 1, '°C': 1, Cel: 1, '°F': 5 / 9 }],
    ['temperature', { K: [1, -273.15] }],
    ['share', { '%': 1, percent: 1 }],
    ['illuminance', { lx: 1, lux: 1, Lux: 1 }],
    ['irradiance', { 'W/m²': 1, 'W/m2': 1, 'BTU/(h⋅ft²)': 3.154_590_745_063_93 }],
    ['soundLevel', { dB: 1, dBA: 1, 'dB(A)': 1 }],
    ['signalStrength', { dBm: 1 }],
    [
      'energy',
      {
        'W.h': 1,
        Wh: 1,
        kWh: 1e3,
        MWh: 1e6,
        GWh: 1e9,
        mWh: 1e-3,
        J: 1 / 3600,
        kJ: 1 / 3.6,
        MJ: 1e3 / 3.6,
        GJ: 1e6 / 3.6,
        cal: 4.184 / 3600,
        kcal: 4184 / 3600,
        Mcal: 4.184e6 / 3600,
        Gcal: 4.184e9 / 3600,
      },
    ],
    ['reactiveEnergy', { varh: 1, kvarh: 1e3 }],
    ['power', { W: 1, kW: 1e3, mW: 1e-3, MW: 1e6, GW: 1e9, TW: 1e12, 'BTU/h': 0.293_071_070_172_22 }],
    ['apparentPower', { 'V.A': 1, VA: 1, kVA: 1e3, mVA: 1e-3 }],
    ['reactivePower', { var: 1, VAR: 1, kvar: 1e3, mvar: 1e-3 }],
    ['voltage', { V: 1, mV: 1e-3, µV: 1e-6, μV: 1e-6, kV: 1e3, MV: 1e6 }],
    ['current', { A: 1, mA: 1e-3 }],
    ['frequency', { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9, mHz: 1e-3 }],
    [
      'pressure',
      {
        Pa: 1,
        hPa: 100,
        mbar: 100,
        cbar: 1e3,
        bar: 1e5,
        kPa: 1e3,
        MPa: 1e6,
        mPa: 1e-3,
        mmHg: 133.322_387_415,
        inHg: 3386.388_666_67,
        psi: 6894.757_293_168,
        'inH₂O': 249.088_908_333,
      },
    ],
    ['rainDepth', { mm: 1, cm: 10, in: 25.4 }],
    ['length', { m: 1, mm: 1e-3, cm: 1e-2, km: 1e3, in: 0.0254, ft: 0.3048, yd: 0.9144, mi: 1609.344, nmi: 1852 }],
    ['rainRate', { 'mm/h': 1, 'in/h': 25.4, 'mm/d': 1 / 24, 'in/d': 25.4 / 24 }],
    [
      'area',
      { 'm²': 1, m2: 1, 'cm²': 1e-4, 'km²': 1e6, 'mm²': 1e-6, 'in²': 0.000_645_16, 'ft²': 0.092_903_04, ha: 1e4, ac: 4046.856_422_4 },
    ],
    [
      'volume',
      {
        'm³': 1,
        m3: 1,
        L: 1e-3,
        l: 1e-3,
        mL: 1e-6,
        ml: 1e-6,
        gal: 0.003_785_411_784,
        'fl. oz.': 0.000_029_573_529_562_5,
        'ft³': 0.028_316_846_592,
        CCF: 2.831_684_659_2,
        MCF: 28.316_846_592,
      },
    ],
    [
      'flow',
      {
        'm³/h': 1,
        'm3/h': 1,
        'm³/s': 3600,
        'm³/min': 60,
        'ft³/min': 1.699_010_795_52,
        'L/h': 1e-3,
        'L/min': 0.06,
        'L/s': 3.6,
        'mL/s': 0.0036,
        'gal/min': 0.227_124_707_04,
        'gal/h': 0.003_785_411_784,
        'gal/d': 0.003_785_411_784 / 24,
      },
    ],
    ['speed', { 'm/s': 1, 'km/h': 1 / 3.6, mph: 0.447_04, kn: 1852 / 3600, 'ft/s': 0.3048, 'mm/s': 1e-3, 'in/s': 0.0254, 'm/min': 1 / 60 }],
    ['vibrationVelocity', { 'mm/s': 1 }],
    ['vibrationPath', { um: 1, µm: 1, μm: 1, mm: 1e3 }],
    ['mass', { kg: 1, g: 1e-3, mg: 1e-6, µg: 1e-9, μg: 1e-9, oz: 0.028_349_523_125, lb: 0.453_592_37, st: 6.350_293_18 }],
    ['airPollutantMass', { 'ug/m3': 1, 'µg/m³': 1, 'μg/m³': 1, 'mg/m³': 1e3, 'mg/m3': 1e3, 'g/m³': 1e6 }],
    ['absoluteHumidity', { 'g/m³': 1, 'g/m3': 1, 'mg/m³': 1e-3 }],
    ['gasShare', { ppm: 1, '[ppm]': 1, ppb: 1e-3 }],
    ['radioactivity', { 'Bq/m³': 1, 'Bq/m3': 1, 'pCi/L': 37 }],
    ['soluteMass', { 'mg/L': 1, 'mg/l': 1, 'g/L': 1e3 }],
    ['salinity', { 'g/L': 1, 'g/l': 1, 'mg/L': 1e-3, ppt: 1 }],
    ['turbidity', { NTU: 1, FNU: 1 }],
    ['particleCount', { '/cm3': 1, '/cm³': 1, '#/cm³': 1, '1/cm³': 1, '/L': 1e-3, '/m³': 1e-6 }],
    ['energyPerDistance', { 'W.h/m': 1, 'Wh/m': 1, 'Wh/km': 1e-3, 'kWh/100km': 0.01, 'kWh/100 km': 0.01 }],
    // The currency stands beside the price.
    ['energyPrice', { 'money/kWh': 1 }],
    ['carbonIntensity', { 'g/kWh': 1, 'gCO2eq/kWh': 1, 'kg/MWh': 1, 'kg/kWh': 1e3 }],
    ['bloodGlucose', { 'mmol/L': 1, 'mg/dL': 0.055_5 }],
    ['conductivity', { 'uS/cm': 1, 'µS/cm': 1, 'μS/cm': 1, 'mS/cm': 1e3, 'S/cm': 1e6 }],
    ['acidity', { '[pH]': 1, pH: 1, ph: 1 }],
    ['smokeOpacity', { 'dB/m': 1 }],
    [
      'duration',
      {
        s: 1,
        sec: 1,
        'sec.': 1,
        Sec: 1,
        second: 1,
        seconds: 1,
        Seconds: 1,
        ms: 1e-3,
        µs: 1e-6,
        μs: 1e-6,
        min: 60,
        mins: 60,
        minute: 60,
        minutes: 60,
        Minutes: 60,
        h: 3600,
        hour: 3600,
        hours: 3600,
        Hours: 3600,
        d: 86_400,
        day: 86_400,
        days: 86_400,
        w: 604_800,
      },
    ],
    ['angle', { '°': 1, deg: 1, degrees: 1, rad: 180 / Math.PI }],
    ['acceleration', { 'm/s²': 1, 'm/s2': 1, g: 9.806_65, mg: 0.009_806_65 }],
    ['rotation', { '/min': 1, rpm: 1, RPM: 1 }],
    ['force', { N: 1 }],
    ['torque', { 'N.m': 1, 'N⋅m': 1 }],
    [
      'data',
      { By: 1, B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, bit: 1 / 8, kbit: 125, Mbit: 125e3 },
    ],
    [
      'dataRate',
      {
        'bit/s': 1,
        'kbit/s': 1e3,
        'Mbit/s': 1e6,
        'Gbit/s': 1e9,
        'B/s': 8,
        'kB/s': 8e3,
        'MB/s': 8e6,
        'KiB/s': 8192,
        'MiB/s': 8 * 1024 ** 2,
      },
    ],
  ];
  const units = new Map<string, UnitConversion[]>();
  for (const [quantity, spellings] of rows) {
    for (const [unit, rule] of Object.entries(spellings)) {
      const [factor, offset] = typeof rule === 'number' ? [rule, 0] : rule;
      units.set(unit, [...(units.get(unit) ?? []), { quantity, factor, offset }]);
    }
  }
  return units;
}
