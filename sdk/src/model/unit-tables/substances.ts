import type { UnitTable } from './rule.ts';

export const substances = {
  airPollutantMass: {
    'ug/m3': 1,
    'ug/m³': 1,
    'µg/m³': 1,
    'μg/m³': 1,
    'mg/m3': 1e3,
    'mg/m³': 1e3,
    'g/m3': 1e6,
    'g/m³': 1e6,
    'ng/m3': 1e-3,
    'ng/m³': 1e-3,
  },
  absoluteHumidity: { 'g/m3': 1, 'g/m³': 1, 'mg/m3': 1e-3, 'mg/m³': 1e-3 },
  // Of volume. `[pptr]` is UCUM's part per trillion, `[ppth]` its part per thousand.
  gasShare: { '[ppm]': 1, ppm: 1, '[ppb]': 1e-3, ppb: 1e-3, '[pptr]': 1e-6, '[ppth]': 1e3, '%': 1e4 },
  radioactivity: { 'Bq/m3': 1, 'Bq/m³': 1, 'pCi/L': 37, 'pCi/l': 37 },
  // Of water, a millionth is a milligram in a litre.
  soluteMass: { ppm: 1, 'mg/L': 1, 'mg/l': 1, 'g/L': 1e3, 'g/l': 1e3, 'ug/L': 1e-3, 'µg/L': 1e-3, 'μg/L': 1e-3 },
  salinity: { 'g/L': 1, 'g/l': 1, 'mg/L': 1e-3, ppt: 1, '‰': 1 },
  turbidity: { NTU: 1, FNU: 1 },
  particleCount: { '/cm3': 1, '/cm³': 1, '#/cm³': 1, '1/cm³': 1, '/L': 1e-3, '/m³': 1e-6, '/m3': 1e-6 },
  // Glucose is 180.156 g/mol by the atomic weights of IUPAC.
  bloodGlucose: { 'mmol/L': 1, 'mg/dL': 10 / 180.156 },
  conductivity: { 'uS/cm': 1, 'µS/cm': 1, 'μS/cm': 1, 'mS/cm': 1e3, 'S/cm': 1e6, 'S/m': 1e4, 'dS/m': 1e3 },
  acidity: { '[pH]': 1, pH: 1, ph: 1 },
  smokeOpacity: { 'dB/m': 1 },
} as const satisfies UnitTable;
