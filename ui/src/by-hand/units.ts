/** Units that products count in, by the canonical one; others can be typed. */
export const usualUnits: Readonly<Record<string, readonly string[]>> = {
  Cel: ['°C', '°F', 'K'],
  W: ['W', 'kW'],
  'W.h': ['Wh', 'kWh', 'MWh', 'J'],
  V: ['V', 'mV'],
  A: ['A', 'mA'],
  Pa: ['hPa', 'mbar', 'bar', 'kPa', 'psi'],
  m: ['m', 'cm', 'mm', 'km', 'ft', 'in'],
  m3: ['m³', 'L', 'gal'],
  'm3/h': ['m³/h', 'L/min', 'L/h'],
  'm/s': ['m/s', 'km/h', 'mph', 'kn'],
  s: ['s', 'min', 'h', 'ms'],
  kg: ['kg', 'g', 'lb'],
  mm: ['mm', 'in'],
  'ug/m3': ['µg/m³', 'mg/m³'],
};
