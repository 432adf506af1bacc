import type { UnitTable } from './rule.ts';

const fahrenheit = { factor: 5 / 9, offset: -160 / 9 };
// CIE 1931: a mired is the millionth part of a reciprocal kelvin.
const mired = { per: 1e6 };
// International table, 1055.05585262 J (UCUM `[Btu_IT]`), in an hour.
const btuPerHour = 1055.055_852_62 / 3600;

export const heatAndLight = {
  temperature: {
    Cel: 1,
    '°C': 1,
    'º C': 1,
    ºC: 1,
    '℃': 1,
    C: 1,
    celsius: 1,
    '°F': fahrenheit,
    '℉': fahrenheit,
    F: fahrenheit,
    fahrenheit,
    '[degF]': fahrenheit,
    K: { factor: 1, offset: -273.15 },
  },
  temperatureDifference: { K: 1, Cel: 1, '°C': 1, ºC: 1, '℃': 1, C: 1, '°F': 5 / 9, '℉': 5 / 9, F: 5 / 9, '[degF]': 5 / 9 },
  colorTemperature: { K: 1, Kelvin: 1, mired, mireds: mired, 'MK⁻¹': mired, 'MK-1': mired },
  illuminance: { lx: 1, lux: 1, Lux: 1, Lx: 1, klx: 1e3 },
  irradiance: { 'W/m2': 1, 'W/m²': 1, 'kW/m²': 1e3, 'BTU/(h⋅ft²)': btuPerHour / 0.092_903_04 },
} as const satisfies UnitTable;
