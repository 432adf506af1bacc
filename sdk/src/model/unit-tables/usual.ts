import type { Quantity } from '../quantities.ts';

/**
 * What a text that stands for several quantities is taken for where nobody says which: what the sources mean by it most often. Null: it is
 * nothing unless somebody says which.
 */
export const usualQuantity: Readonly<Record<string, Quantity | null>> = {
  // A henry and a siemens, but for products that write hours and seconds so.
  H: null,
  S: null,
  // A share of the lower explosive limit is one where that is asked for.
  LEL: null,
  m: 'length',
  ppm: 'gasShare',
  '‰': 'share',
  ºC: 'temperature',
  '%': 'share',
  // A source that means kelvin as a temperature says so by its device class; without one it is a lamp.
  K: 'colorTemperature',
  C: 'temperature',
  Cel: 'temperature',
  '°C': 'temperature',
  '℃': 'temperature',
  F: 'temperature',
  '°F': 'temperature',
  '℉': 'temperature',
  '[degF]': 'temperature',
  // Weather stations are what tells millimetres and inches without a name that fits.
  mm: 'rainDepth',
  cm: 'rainDepth',
  in: 'rainDepth',
  '[in_i]': 'rainDepth',
  'mm/h': 'rainRate',
  'mm/d': 'rainRate',
  'in/h': 'rainRate',
  'in/d': 'rainRate',
  'm/s': 'speed',
  'mm/s': 'speed',
  'in/s': 'speed',
  um: 'vibrationPath',
  µm: 'vibrationPath',
  μm: 'vibrationPath',
  g: 'mass',
  mg: 'mass',
  w: 'duration',
  'mg/m3': 'airPollutantMass',
  'mg/m³': 'airPollutantMass',
  'g/m3': 'absoluteHumidity',
  'g/m³': 'absoluteHumidity',
  'mg/L': 'soluteMass',
  'g/L': 'soluteMass',
  'g/l': 'soluteMass',
};
