import { describe, expect, it } from 'vitest';
import { quantities, type Quantity } from './quantities.ts';
import { usualQuantity } from './unit-tables/usual.ts';
import { conversionOf, fromCanonical, knownUnits, toCanonical } from './units.ts';

type Rows = readonly (readonly [quantity: Quantity, units: readonly string[]])[];

/** Developer documentation of Home Assistant, "Sensor entity", the table of device classes (August 2026). */
const homeAssistant: Rows = [
  ['absoluteHumidity', ['g/m³', 'mg/m³']],
  ['apparentPower', ['mVA', 'VA', 'kVA']],
  ['area', ['m²', 'cm²', 'km²', 'mm²', 'in²', 'ft²', 'yd²', 'mi²', 'ac', 'ha']],
  ['pressure', ['cbar', 'bar', 'hPa', 'mmHg', 'mmHG', 'inHg', 'inH₂O', 'kPa', 'mbar', 'Pa', 'psi', 'mPa']],
  ['share', ['%']],
  ['bloodGlucose', ['mg/dL', 'mmol/L']],
  ['gasShare', ['ppm', 'ppb']],
  ['airPollutantMass', ['µg/m³', 'mg/m³']],
  ['conductivity', ['S/cm', 'mS/cm', 'µS/cm']],
  ['current', ['A', 'mA']],
  ['dataRate', ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'B/s', 'kB/s', 'MB/s', 'GB/s', 'KiB/s', 'MiB/s', 'GiB/s']],
  ['data', ['bit', 'kbit', 'Mbit', 'Gbit', 'B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB']],
  ['data', ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB']],
  ['length', ['km', 'm', 'cm', 'mm', 'mi', 'nmi', 'yd', 'in']],
  ['duration', ['d', 'h', 'min', 's', 'ms', 'µs']],
  ['energy', ['J', 'kJ', 'MJ', 'GJ', 'mWh', 'Wh', 'kWh', 'MWh', 'GWh', 'TWh', 'cal', 'kcal', 'Mcal', 'Gcal']],
  ['energyPerDistance', ['kWh/100km', 'Wh/km', 'mi/kWh', 'km/kWh']],
  ['frequency', ['mHz', 'Hz', 'kHz', 'MHz', 'GHz']],
  ['volume', ['L', 'mL', 'gal', 'fl. oz.', 'm³', 'ft³', 'CCF', 'MCF']],
  ['illuminance', ['lx']],
  ['irradiance', ['W/m²', 'BTU/(h⋅ft²)']],
  ['power', ['mW', 'W', 'kW', 'MW', 'GW', 'TW']],
  ['rainDepth', ['cm', 'in', 'mm']],
  ['rainRate', ['in/d', 'in/h', 'mm/d', 'mm/h']],
  ['reactiveEnergy', ['varh', 'kvarh']],
  ['reactivePower', ['mvar', 'var', 'kvar']],
  ['signalStrength', ['dBm']],
  ['soundLevel', ['dB', 'dBA']],
  ['speed', ['ft/s', 'in/d', 'in/h', 'in/s', 'km/h', 'kn', 'm/s', 'mph', 'mm/d', 'mm/s']],
  ['temperature', ['°C', '°F', 'K']],
  ['temperatureDifference', ['°C', '°F', 'K']],
  ['voltage', ['V', 'mV', 'µV', 'kV', 'MV']],
  ['flow', ['m³/h', 'm³/min', 'm³/s', 'ft³/min', 'L/h', 'L/min', 'L/s', 'gal/d', 'gal/h', 'gal/min', 'mL/s']],
  ['mass', ['kg', 'g', 'mg', 'µg', 'oz', 'lb', 'st']],
  ['angle', ['°']],
];

/** Every unit in zigbee-herdsman-converters of August 2026, spelled as there; those without a quantity stand in `kept`. */
const zigbee2mqtt: Rows = [
  ['temperature', ['°C', 'C', '  C', 'ºC', '℃', '°F', '℉']],
  ['temperatureDifference', ['K']],
  ['colorTemperature', ['mired']],
  ['share', ['%', '‰', '%LEL', 'LEL %']],
  [
    'duration',
    ['s', 'sec', 'sec.', 'Sec', 'seconds', '10s', '10 ms', 'ms', 'min', 'min.', 'minute', 'minutes', 'h', 'Hr', 'hour', 'hours', 'Hours'],
  ],
  ['duration', ['day', 'Day', 'days']],
  ['length', ['m', 'meters', 'cm', 'mm', 'µm']],
  ['energy', ['kWh', 'Wh']],
  ['reactiveEnergy', ['VArh', 'VARh', 'kVArh']],
  ['power', ['W', 'kW', 'w', 'watt']],
  ['apparentPower', ['VA', 'kVA']],
  ['reactivePower', ['VAR', 'VAr']],
  ['voltage', ['V', 'mV', 'Volt', 'volt']],
  ['current', ['A', 'mA']],
  ['frequency', ['Hz']],
  ['gasShare', ['ppm', 'ppb']],
  ['airPollutantMass', ['µg/m³', 'ug/m3', 'mg/m³']],
  ['particleCount', ['#/cm³']],
  ['soluteMass', ['mg/L']],
  ['conductivity', ['μS/cm', 'µS/cm']],
  ['acidity', ['pH']],
  ['illuminance', ['lx', 'lux', 'Lx']],
  ['soundLevel', ['dB', 'dBA']],
  ['signalStrength', ['dBm']],
  ['smokeOpacity', ['dB/m']],
  ['pressure', ['hPa', 'kPa', 'bar', 'psi']],
  ['volume', ['L', 'liter', 'm³', 'gal']],
  ['flow', ['m³/h', 'L/min', 'L/h', 'gal/min']],
  ['speed', ['m/s', 'mm/s']],
  ['rainRate', ['mm/h']],
  ['rotation', ['rpm']],
  ['acceleration', ['g']],
  ['angle', ['°']],
];

/** Matter 1.6: MeasurementUnitEnum of the concentration clusters, and the units of the electrical ones. */
const matter: Rows = [
  ['gasShare', ['[ppm]', '[ppb]', '[pptr]']],
  ['airPollutantMass', ['mg/m3', 'ug/m3', 'ng/m3']],
  ['particleCount', ['/m3']],
  ['radioactivity', ['Bq/m3']],
  ['power', ['mW']],
  ['voltage', ['mV']],
  ['current', ['mA']],
  ['frequency', ['mHz']],
  ['energy', ['mWh']],
  ['reactivePower', ['mVAR']],
];

/** What Tasmota writes by its TempUnit, PressureUnit and SpeedUnit, and in ENERGY; what the datapoints of Shelly's products have. */
const tasmotaAndShelly: Rows = [
  ['temperature', ['C', 'F', 'K', '°C', '°F']],
  ['pressure', ['hPa', 'mmHg', 'inHg', 'kPa']],
  ['speed', ['m/s', 'km/h', 'kn', 'mph', 'ft/s', 'yd/s']],
  ['energy', ['kWh', 'Wh', 'Wmin']],
  ['reactivePower', ['VAr']],
  ['colorTemperature', ['K']],
  ['illuminance', ['Lux', 'lux']],
  ['angle', ['degree']],
  ['flow', ['m3/min']],
];

/** Homie 5, the recommended unit strings; HomeKit Accessory Protocol, the units of characteristics. */
const homieAndHomeKit: Rows = [
  ['temperature', ['°C', '°F', 'celsius']],
  ['angle', ['°', 'arcdegrees']],
  ['volume', ['L', 'gal', 'm³']],
  ['voltage', ['V']],
  ['power', ['W', 'kW']],
  ['energy', ['kWh']],
  ['current', ['A']],
  ['frequency', ['Hz']],
  ['rotation', ['rpm']],
  ['share', ['%', 'percentage']],
  ['length', ['m', 'ft']],
  ['speed', ['m/s', 'kn']],
  ['pressure', ['Pa', 'psi']],
  ['gasShare', ['ppm']],
  ['duration', ['s', 'min', 'h', 'seconds']],
  ['illuminance', ['lx', 'lux']],
  ['colorTemperature', ['K', 'MK⁻¹']],
];

/** UCUM 2.2, case sensitive codes of the units above that are not canonical. */
const ucum: Rows = [
  ['temperature', ['Cel', '[degF]', 'K']],
  ['pressure', ['mm[Hg]', "[in_i'Hg]", "[in_i'H2O]", '[psi]', 'bar', 'mbar', 'hPa', 'kPa', 'MPa', 'atm']],
  ['speed', ['[mi_i]/h', '[kn_i]', '[ft_i]/s', '[in_i]/s', 'km/h', 'cm/s']],
  ['length', ['[in_i]', '[ft_i]', '[yd_i]', '[mi_i]', '[nmi_i]', 'cm', 'km', 'um']],
  ['area', ['[sin_i]', '[sft_i]', 'har', 'cm2', 'km2', 'mm2']],
  ['volume', ['[gal_us]', '[gal_br]', '[foz_us]', '[cft_i]', 'L', 'mL', 'cm3']],
  ['flow', ['m3/h', 'm3/min', 'm3/s', '[gal_us]/min', '[gal_us]/h', '[gal_us]/d', '[cft_i]/min', 'L/min', 'L/h', 'L/s', 'mL/s']],
  ['energy', ['kW.h', 'MW.h', 'GW.h', 'TW.h', 'mW.h', 'J', 'kJ', 'MJ', 'GJ', 'cal', 'kcal', '[Btu_IT]', '[BTU_IT]']],
  ['power', ['kW', 'MW', '[Btu_IT]/h', '[BTU_IT]/h']],
  ['apparentPower', ['kV.A', 'mV.A']],
  ['voltage', ['uV', 'mV', 'kV', 'MV']],
  ['current', ['uA', 'mA']],
  ['mass', ['g', 'mg', 'ug', 't', '[oz_av]', '[lb_av]', '[stone_av]']],
  ['force', ['kN', '[lbf_av]']],
  ['torque', ['[ft_i].[lbf_av]']],
  ['acceleration', ['[g]', 'm[g]']],
  ['rotation', ['1/min']],
  ['angle', ['rad']],
  ['duration', ['us', 'ms', 'min', 'h', 'd', 'wk', 'mo', 'a']],
  ['data', ['kBy', 'MBy', 'GBy', 'KiBy', 'MiBy', 'GiBy', 'bit']],
  ['dataRate', ['By/s', 'kbit/s', 'Mbit/s', 'Gbit/s']],
  ['gasShare', ['[ppb]', '[pptr]', '[ppth]', '%']],
  ['airPollutantMass', ['mg/m3', 'g/m3', 'ng/m3']],
  ['soluteMass', ['g/L', 'ug/L']],
  ['conductivity', ['mS/cm', 'S/cm', 'S/m', 'dS/m']],
  ['signalStrength', ['dB[mW]']],
  ['soundLevel', ['dB[SPL]']],
  ['rainRate', ['[in_i]/h', '[in_i]/d']],
];

describe.each([
  ['Home Assistant', homeAssistant],
  ['Zigbee2MQTT', zigbee2mqtt],
  ['Matter', matter],
  ['Tasmota and Shelly', tasmotaAndShelly],
  ['Homie and HomeKit', homieAndHomeKit],
  ['UCUM', ucum],
])('the units of %s', (_, rows) => {
  it.each(rows.flatMap(([quantity, units]) => units.map((unit) => [unit, quantity] as const)))(
    '"%s" is a %s, and back',
    (unit, quantity) => {
      const canonical = toCanonical(12.5, unit, quantity);
      expect(canonical).toMatchObject({ quantity, unit: quantities[quantity] });
      expect(fromCanonical(canonical?.value ?? Number.NaN, unit, quantity)).toBeCloseTo(12.5, 9);
    },
  );
});

/** One of the unit, in the canonical unit: exact, by definition. */
const exact: readonly (readonly [unit: string, quantity: Quantity, one: number, by: string])[] = [
  ['[in_i]', 'length', 0.0254, 'international inch, 1959'],
  ['[ft_i]', 'length', 0.3048, '12 inches'],
  ['[yd_i]', 'length', 0.9144, '3 feet'],
  ['[mi_i]', 'length', 1609.344, '5280 feet'],
  ['[nmi_i]', 'length', 1852, 'Monaco, 1929'],
  ['mph', 'speed', 0.447_04, 'a mile in 3600 s'],
  ['in²', 'area', 6.4516e-4, 'square inch'],
  ['ft²', 'area', 0.092_903_04, 'square foot'],
  ['yd²', 'area', 0.836_127_36, 'square yard'],
  ['mi²', 'area', 2_589_988.110_336, 'square mile'],
  ['ac', 'area', 4046.856_422_4, '4840 square yards'],
  ['[cft_i]', 'volume', 0.028_316_846_592, 'cubic foot'],
  ['CCF', 'volume', 2.831_684_659_2, 'hundred cubic feet'],
  ['[gal_us]', 'volume', 0.003_785_411_784, '231 cubic inches'],
  ['[foz_us]', 'volume', 2.957_352_956_25e-5, 'a gallon by 128'],
  ['[gal_br]', 'volume', 0.004_546_09, 'Weights and Measures Act 1985'],
  ['gal/min', 'flow', 0.227_124_707_04, '60 gallons in an hour'],
  ['ft³/min', 'flow', 1.699_010_795_52, '60 cubic feet in an hour'],
  ['[lb_av]', 'mass', 0.453_592_37, 'international pound, 1959'],
  ['[oz_av]', 'mass', 0.028_349_523_125, 'a pound by 16'],
  ['[stone_av]', 'mass', 6.350_293_18, '14 pounds'],
  ['[g]', 'acceleration', 9.806_65, 'CGPM 1901'],
  ['[lbf_av]', 'force', 4.448_221_615_260_5, 'pound times gravity'],
  ['atm', 'pressure', 101_325, 'CGPM 1954'],
  ['mmHg', 'pressure', 133.322_387_415, 'ISO 80000-4: 13.5951 g/cm³ times gravity'],
  ['mm[Hg]', 'pressure', 133.322, 'UCUM m[Hg]'],
  ["[in_i'Hg]", 'pressure', 3386.3788, 'UCUM, 25.4 mm[Hg]'],
  ['inH₂O', 'pressure', 249.088_91, 'conventional water, 1 g/cm³'],
  ['cal', 'energy', 4.184 / 3600, 'thermochemical'],
  ['[Btu_IT]', 'energy', 1055.055_852_62 / 3600, 'international table, 1956'],
  ['10s', 'duration', 10, 'as it says'],
  ['Wmin', 'energy', 1 / 60, 'a sixtieth of an hour'],
  ['pCi/L', 'radioactivity', 37, 'a curie is 37 GBq'],
  ['mired', 'colorTemperature', 1e6, 'CIE'],
  ['mi/kWh', 'energyPerDistance', 1000 / 1609.344, 'a kilowatt hour by a mile'],
  ['a', 'duration', 31_557_600, 'UCUM, the Julian year'],
  ['mo', 'duration', 2_629_800, 'UCUM, a twelfth of it'],
  ['KiB', 'data', 1024, 'IEC 80000-13'],
];

/** NIST SP 811 (2008), appendix B.8, to the seven digits that it prints. */
const nist: readonly (readonly [unit: string, quantity: Quantity, one: number])[] = [
  ['psi', 'pressure', 6.894_757e3],
  ['inHg', 'pressure', 3.386_389e3],
  ['mmHg', 'pressure', 1.333_224e2],
  ['inH₂O', 'pressure', 2.490_889e2],
  ['BTU/h', 'power', 2.930_711e-1],
  ['BTU/(h⋅ft²)', 'irradiance', 3.154_591],
  ['kn', 'speed', 5.144_444e-1],
  ['lbf', 'force', 4.448_222],
  ['[ft_i].[lbf_av]', 'torque', 1.355_818],
  ['fl. oz.', 'volume', 2.957_353e-5],
  ['gal', 'volume', 3.785_412e-3],
  ['ft³', 'volume', 2.831_685e-2],
  ['lb', 'mass', 4.535_924e-1],
  ['ft/s', 'speed', 3.048e-1],
];

describe('a factor', () => {
  it.each(exact)('of %s (%s) is %d: %s', (unit, quantity, one) => {
    expect((toCanonical(1, unit, quantity)?.value ?? Number.NaN) / one).toBeCloseTo(1, 11);
  });

  it.each(nist)('of %s (%s) is %d as NIST prints it', (unit, quantity, one) => {
    expect((toCanonical(1, unit, quantity)?.value ?? Number.NaN) / one).toBeCloseTo(1, 6);
  });
});

describe('a unit that the model has no quantity for', () => {
  const kept = [
    ...['lqi', 'raw unit', 'raw', 'times', 'x', 'portion', 'level', 'adc', 'index', 'UV', 'UV index', 'VOC Index points', 'PM2.5 Index'],
    ...['LEL', 'μR/h', 'bpm', 'breaths/min', 'hPa/h', 'month', 'year', 'seconds or litres', '*', '#', 'H', 'S', 'gg', ''],
  ];

  it.each(kept)('"%s" is not guessed', (unit) => {
    expect(toCanonical(1, unit)).toBeUndefined();
    expect(fromCanonical(1, unit)).toBeUndefined();
    expect(conversionOf(unit)).toBeUndefined();
  });
});

describe('a text that stands for several quantities', () => {
  const several = Map.groupBy(knownUnits(), ([unit]) => unit);
  const ambiguous = [...several].filter(([, meanings]) => meanings.length > 1).map(([unit]) => unit);

  it('has one that it is taken for without a hint, and no other text has, but for those that are nothing without one', () => {
    const taken = Object.entries(usualQuantity).filter(([, quantity]) => quantity !== null);
    expect(taken.map(([unit]) => unit).toSorted()).toEqual(ambiguous.toSorted());
    for (const [unit, quantity] of Object.entries(usualQuantity)) expect(conversionOf(unit)?.quantity, unit).toBe(quantity ?? undefined);
    expect(conversionOf('H', 'duration')).toMatchObject({ factor: 3600 });
  });

  it.each<[unit: string, quantity: Quantity, canonical: number]>([
    ['K', 'temperature', -272.15],
    ['K', 'temperatureDifference', 1],
    ['K', 'colorTemperature', 1],
    ['mm', 'rainDepth', 1],
    ['mm', 'length', 0.001],
    ['mm', 'vibrationPath', 1000],
    ['g', 'mass', 0.001],
    ['g', 'acceleration', 9.806_65],
    ['mg/m³', 'airPollutantMass', 1000],
    ['mg/m³', 'absoluteHumidity', 0.001],
    ['mm/s', 'speed', 0.001],
    ['mm/s', 'vibrationVelocity', 1],
    ['w', 'duration', 604_800],
    ['w', 'power', 1],
    ['mg/L', 'soluteMass', 1],
    ['mg/L', 'salinity', 0.001],
  ])('is what the hint says: 1 %s as %s is %d', (unit, quantity, canonical) => {
    expect(toCanonical(1, unit, quantity)?.value).toBe(canonical);
  });

  it('is nothing for a hint that it does not stand for', () => {
    for (const unit of ambiguous) expect(toCanonical(1, unit, 'energy'), unit).toBeUndefined();
  });
});
