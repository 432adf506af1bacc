import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantities, type Quantity } from './quantities.ts';
import { kelvinToMired, miredToKelvin } from './color.ts';
import { conversionOf, fromCanonical, knownUnits, toCanonical } from './units.ts';

describe('a unit as products write it', () => {
  it.each<[value: number, unit: string, quantity: Quantity, canonical: number]>([
    [68, '°F', 'temperature', 20],
    [-40, '°F', 'temperature', -40],
    [293.15, 'K', 'temperature', 20],
    [4000, 'K', 'colorTemperature', 4000],
    [0.5, 'K', 'temperatureDifference', 0.5],
    [9, '°F', 'temperatureDifference', 5],
    [1.5, 'kWh', 'energy', 1500],
    [3.6, 'MJ', 'energy', 1000],
    [1, 'kcal', 'energy', 1.162_222_222_22],
    [2.4, 'kW', 'power', 2400],
    [1013.25, 'hPa', 'pressure', 101_325],
    [1013.25, 'mbar', 'pressure', 101_325],
    [1, 'inHg', 'pressure', 3386.388_640_34],
    [14.7, 'psi', 'pressure', 101_352.932_210],
    [1.2, 'bar', 'pressure', 120_000],
    [60, 'mph', 'speed', 26.8224],
    [36, 'km/h', 'speed', 10],
    [10, 'kn', 'speed', 5.144_444_444_44],
    [1, 'gal', 'volume', 0.003_785_411_784],
    [250, 'mL', 'volume', 0.000_25],
    [1, 'CCF', 'volume', 2.831_684_659_2],
    [12, 'L/min', 'flow', 0.72],
    [1, 'gal/min', 'flow', 0.227_124_707_04],
    [400, 'ppb', 'gasShare', 0.4],
    [0.05, 'mg/m³', 'airPollutantMass', 50],
    [4, 'pCi/L', 'radioactivity', 148],
    [230_000, 'mV', 'voltage', 230],
    [450, 'mA', 'current', 0.45],
    [50_000, 'mHz', 'frequency', 50],
    [1, 'in', 'rainDepth', 25.4],
    [3, 'ft', 'length', 0.9144],
    [2, 'lb', 'mass', 0.907_184_74],
    [10, 'Minutes', 'duration', 600],
    [1, 'd', 'duration', 86_400],
    [Math.PI, 'rad', 'angle', 180],
    [1, 'g', 'acceleration', 9.806_65],
    [1.4, 'mS/cm', 'conductivity', 1400],
    [18, 'kWh/100km', 'energyPerDistance', 0.18],
    [3.5, 'g/L', 'salinity', 3.5],
    [0.2, 'kg/kWh', 'carbonIntensity', 200],
    [16, 'Mbit/s', 'dataRate', 16e6],
  ])('makes of %d %s a %s of %d', (value, unit, quantity, canonical) => {
    expect(toCanonical(value, unit, quantity)).toEqual({ value: canonical, quantity, unit: quantities[quantity] });
  });

  it.each<[unit: string, quantity: Quantity]>([
    ['K', 'colorTemperature'],
    ['°C', 'temperature'],
    ['g', 'mass'],
    ['in', 'rainDepth'],
  ])('stands for its usual quantity without a hint: %s is %s', (unit, quantity) => {
    expect(conversionOf(unit)?.quantity).toBe(quantity);
  });

  it.each(['sec.', 'seconds', ' s ', 'Sec', 'sec', 'Seconds'])('may be written as "%s"', (unit) => {
    expect(toCanonical(5, unit)).toMatchObject({ value: 5, quantity: 'duration' });
  });

  it.each(['furlong', '', 'constructor', 'kwh'])('is not guessed: "%s"', (unit) => {
    expect(toCanonical(1, unit)).toBeUndefined();
    expect(fromCanonical(1, unit)).toBeUndefined();
  });

  it('may count the other way round', () => {
    expect(toCanonical(370, 'mired', 'colorTemperature')).toEqual({ value: 2702.702_702_7, quantity: 'colorTemperature', unit: 'K' });
    expect(fromCanonical(2500, 'mired')).toBe(400);
    expect(toCanonical(5, 'km/kWh')).toEqual({ value: 0.2, quantity: 'energyPerDistance', unit: 'W.h/m' });
    for (const mired of [153, 250, 500]) {
      expect(toCanonical(mired, 'mired')?.value).toBeCloseTo(miredToKelvin(mired), 6);
      expect(fromCanonical(miredToKelvin(mired), 'mired')).toBeCloseTo(kelvinToMired(miredToKelvin(mired)), 6);
    }
    // No factor says so, and who asks for one must not get a wrong one.
    expect(conversionOf('mired')).toBeUndefined();
  });

  it.each([
    [0, 'mired'],
    [Number.NaN, '°C'],
    [Infinity, 'W'],
  ])('has no counterpart for %d %s', (value, unit) => {
    expect(toCanonical(value, unit)).toBeUndefined();
    expect(fromCanonical(value, unit)).toBeUndefined();
  });

  it('never crosses from one quantity into another', () => {
    expect(toCanonical(400, 'ppm', 'airPollutantMass')).toBeUndefined();
    expect(toCanonical(20, '°C', 'energy')).toBeUndefined();
  });
});

describe('the table of units', () => {
  it('has the canonical unit of every quantity, as itself', () => {
    for (const [quantity, unit] of Object.entries(quantities)) {
      expect(conversionOf(unit, quantity as Quantity), quantity).toEqual({ quantity, factor: 1, offset: 0 });
    }
  });

  it.each(knownUnits().map(([unit, { quantity, rule }]) => [unit, quantity, rule] as const))(
    'gives back what it took in %s (%s)',
    (unit, quantity, rule) => {
      // Near 0 an offset takes up the digits that are kept.
      const least = typeof rule === 'object' && 'offset' in rule ? 1 : 0;
      fc.assert(
        fc.property(
          fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((value) => Math.abs(value) > 1e-12),
          (value) => {
            const told = fromCanonical(value, unit, quantity);
            const canonical = told === undefined ? undefined : toCanonical(told, unit, quantity);
            expect(Math.abs((canonical?.value ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(value), least));
          },
        ),
        { numRuns: 20 },
      );
    },
  );
});
