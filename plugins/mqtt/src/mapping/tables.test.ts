import { capabilities } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { targets } from '../dialects/zigbee2mqtt/table/index.ts';
import { binaryTarget } from './binary-classes.ts';
import { parseTarget, sensorTarget } from './sensor-classes.ts';

describe('the mapping tables', () => {
  it.each([...new Set(targets())])('%s exists', (target) => {
    const [capability = '', command = ''] = target.slice(0, -2).split('.');
    if (target.endsWith('()')) expect(capabilities.get(capability)?.commands[command]).toBeDefined();
    else expect(parseTarget(target)).toBeDefined();
  });

  const sensorClasses =
    'absolute_humidity apparent_power aqi atmospheric_pressure battery carbon_dioxide carbon_monoxide conductivity current energy energy_distance energy_storage frequency gas humidity illuminance irradiance moisture nitrogen_dioxide nitrogen_monoxide nitrous_oxide ozone ph pm1 pm25 pm4 pm10 power power_factor precipitation precipitation_intensity pressure radon reactive_energy reactive_power signal_strength sound_pressure sulphur_dioxide temperature temperature_delta volatile_organic_compounds volatile_organic_compounds_parts voltage volume_flow_rate volume_storage water wind_direction wind_speed';
  it.each(sensorClasses.split(' '))('the sensor class %s has a target', (name) => expect(sensorTarget(name, undefined)).toBeDefined());

  const binaryClasses =
    'battery battery_charging carbon_monoxide cold connectivity door garage_door gas heat light lock moisture motion moving occupancy opening plug power presence problem running safety smoke sound tamper update vibration window';
  it.each(binaryClasses.split(' '))('the binary class %s has a target whose values fit', (name) => {
    const target = binaryTarget(name);
    const schema: { enum?: unknown[]; type?: unknown } =
      capabilities.get(target?.capability ?? '')?.attributes[target?.attribute ?? '']?.schema ?? {};
    for (const value of [target?.on, target?.off]) expect(schema.enum?.includes(value) ?? typeof value === schema.type).toBe(true);
  });

  it('the unit decides between a share of the air and a mass in it', () => {
    expect(sensorTarget('ozone', 'ppb')?.attribute).toBe('o3Ratio');
    expect(sensorTarget('ozone', 'µg/m³')?.attribute).toBe('o3Mass');
  });

  it('the manifest names only capabilities that exist', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../concord.json', import.meta.url), 'utf8')) as { capabilities: string[] };
    expect(manifest.capabilities.filter((id) => !capabilities.has(id))).toEqual([]);
  });
});
