import { capabilities } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import type { ClusterView } from './cluster-mapping.ts';
import { Unnamed } from './convert.ts';
import manifest from '../../concord.json' with { type: 'json' };
import { clusterMappings } from './index.ts';
import { mappingOf, view } from './testing.ts';

const targets = [...clusterMappings.values()].flatMap(({ cluster, attributes, commands = [], events = [] }) => [
  ...attributes.map(({ to }) => [cluster, to, 'attributes'] as const),
  ...commands.map(({ to }) => [cluster, to, 'commands'] as const),
  ...events.flatMap((event) => event.events.map((name) => [cluster, `${event.capability}.${name}`, 'events'] as const)),
]);

describe('the mapping tables', () => {
  it.each(targets)('%s: %s is one of the %s of the model', (_cluster, target, list) => {
    const [capability = '', name = ''] = target.split('.');
    expect(Object.keys(capabilities.get(capability)?.[list] ?? {})).toContain(name);
  });
});

it('the manifest names the capabilities of the tables', () => {
  expect(new Set(manifest.capabilities)).toEqual(new Set(targets.map(([, target]) => target.split('.')[0])));
});

/** cluster, attribute of ours, Matter's state, our value, features, device types */
type Reading = [string, string, Record<string, unknown>, unknown, string[]?, string[]?];

const readings: Reading[] = [
  ['onOff', 'switch.on', { onOff: true }, true],
  ['onOff', 'speaker.muted', { onOff: true }, false, [], ['Speaker']],
  ['onOff', 'powerOnBehavior.state', { startUpOnOff: null }, 'previous'],
  ['onOff', 'powerOnBehavior.state', { startUpOnOff: 2 }, 'toggle'],
  ['onOff', 'countdown.remaining', { onTime: 15 }, 1.5],
  ['levelControl', 'level.level', { currentLevel: 254 }, 100],
  ['levelControl', 'level.level', { currentLevel: 1 }, 0.4],
  ['levelControl', 'level.level', { currentLevel: null }, null],
  ['colorControl', 'colorTemperature.temperature', { colorTemperatureMireds: 370 }, 2703, ['colorTemperature']],
  ['colorControl', 'colorTemperature.temperature', { colorTemperatureMireds: 0 }, null, ['colorTemperature']],
  ['colorControl', 'colorTemperature.max', { colorTempPhysicalMinMireds: 154 }, 6494, ['colorTemperature']],
  ['colorControl', 'color.hue', { currentHue: 254 }, 360, ['hueSaturation']],
  ['colorControl', 'color.xy', { currentX: 0x8000, currentY: 0x4000 }, { x: 0.5, y: 0.25 }, ['xy']],
  ['colorControl', 'color.mode', { colorMode: 9 }, new Unnamed(9), ['xy']],
  ['temperatureMeasurement', 'temperatureSensor.temperature', { measuredValue: -1050 }, -10.5],
  ['temperatureMeasurement', 'temperatureSensor.temperature', { measuredValue: null }, null],
  ['temperatureMeasurement', 'temperatureSensor.temperature', { measuredValue: Number.NaN }, undefined],
  ['temperatureMeasurement', 'temperatureSensor.temperature', { measuredValue: 'warm' }, undefined],
  ['relativeHumidityMeasurement', 'humiditySensor.humidity', { measuredValue: 5550 }, 55.5],
  ['pressureMeasurement', 'pressureSensor.pressure', { measuredValue: 1013 }, 101_300],
  ['flowMeasurement', 'flowSensor.flow', { measuredValue: 7 }, 0.7],
  ['illuminanceMeasurement', 'illuminanceSensor.illuminance', { measuredValue: 0 }, 0],
  ['illuminanceMeasurement', 'illuminanceSensor.illuminance', { measuredValue: 1 }, 1],
  ['illuminanceMeasurement', 'illuminanceSensor.illuminance', { measuredValue: 20_001 }, 100],
  ['occupancySensing', 'occupancySensor.occupied', { occupancy: { occupied: true } }, true],
  ['occupancySensing', 'occupancySensor.technology', {}, 'radar', ['radar', 'passiveInfrared']],
  ['booleanState', 'contactSensor.contact', { stateValue: true }, 'closed', [], ['ContactSensor']],
  ['booleanState', 'contactSensor.contact', { stateValue: false }, 'open', [], ['ContactSensor']],
  ['booleanState', 'waterLeak.wet', { stateValue: true }, true, [], ['WaterLeakDetector']],
  ['booleanState', 'rainSensor.raining', { stateValue: true }, true, [], ['RainSensor']],
  ['booleanState', 'limitAlarm.state', { stateValue: true }, 'low', [], ['WaterFreezeDetector']],
  ['booleanState', 'genericBoolean.value', { stateValue: true }, true, [], ['SomethingNew']],
  ['thermostat', 'thermostat.localTemperature', { localTemperature: 1950 }, 19.5],
  ['thermostat', 'thermostat.mode', { systemMode: 7 }, 'fanOnly'],
  ['thermostat', 'thermostat.mode', { systemMode: 2 }, new Unnamed(2)],
  ['thermostat', 'thermostat.action', { thermostatRunningState: { heat: true }, systemMode: 4 }, 'heating'],
  ['thermostat', 'thermostat.action', { thermostatRunningState: { cool: false }, systemMode: 4 }, 'idle'],
  ['thermostat', 'thermostat.action', { thermostatRunningState: {}, systemMode: 0 }, 'off'],
  ['thermostat', 'thermostat.action', { thermostatRunningMode: 3, systemMode: 1 }, 'cooling'],
  ['thermostat', 'sensorSettings.temperatureOffset', { localTemperatureCalibration: -15 }, -1.5],
  ['doorLock', 'lock.state', { lockState: 3 }, 'unlatched'],
  ['doorLock', 'lock.state', { lockState: null }, null],
  ['doorLock', 'lock.door', { doorState: 4 }, null],
  ['windowCovering', 'cover.position', { currentPositionLiftPercent100ths: 0 }, 100, ['positionAwareLift']],
  ['windowCovering', 'cover.position', { currentPositionLiftPercent100ths: 10_000 }, 0, ['positionAwareLift']],
  ['windowCovering', 'cover.position', { currentPositionLiftPercent100ths: 2550 }, 74.5, ['positionAwareLift']],
  ['windowCovering', 'cover.moving', { operationalStatus: { global: 2 } }, 'closing'],
  ['fanControl', 'fan.rock', { rockSetting: { rockUpDown: true } }, 'upDown'],
  ['powerSource', 'battery.level', { batPercentRemaining: 175 }, 87.5, ['battery']],
  ['powerSource', 'battery.low', { batChargeLevel: 1 }, true, ['battery']],
  ['powerSource', 'battery.voltage', { batVoltage: 2987 }, 2.987, ['battery']],
  ['powerSource', 'powerSource.source', { status: 1 }, 'mains', ['wired']],
  ['smokeCoAlarm', 'smokeAlarm.expiresAt', { expiryDate: 946_771_200 }, '2000-01-02T00:00:00.000Z', ['smokeAlarm']],
  ['electricalPowerMeasurement', 'powerMeter.activePower', { activePower: 1_234_500n }, 1234.5],
  ['electricalPowerMeasurement', 'powerMeter.powerFactor', { powerFactor: -9500 }, -0.95],
  ['electricalPowerMeasurement', 'powerMeter.frequency', { frequency: 50_010 }, 50.01],
  ['electricalEnergyMeasurement', 'energyMeter.imported', { cumulativeEnergyImported: { energy: 12_345_678 } }, 12_345.678],
  ['electricalEnergyMeasurement', 'energyMeter.imported', { cumulativeEnergyImported: null }, null],
  ['carbonDioxideConcentrationMeasurement', 'co2Sensor.co2', { measuredValue: 400, measurementUnit: 0 }, 400],
  ['pm25ConcentrationMeasurement', 'particulateSensor.pm25', { measuredValue: 0.0125, measurementUnit: 3 }, 12.5],
  ['radonConcentrationMeasurement', 'pollutantSensor.radon', { measuredValue: 55, measurementUnit: 7 }, 55],
  ['airQuality', 'airQuality.grade', { airQuality: 0 }, null],
];

describe('reading', () => {
  it.each(readings)('%s → %s of %o is %o', (cluster, to, state, expected, features = [], deviceTypes = []) => {
    const at = view(state, features, deviceTypes);
    expect(mappingOf(cluster, to, at).read(at)).toEqual(expected);
  });
});

describe('writing', () => {
  it.each<[string, string, unknown, unknown, ClusterView]>([
    ['onOff', 'switch.on', true, { invoke: 'on' }, view({})],
    ['onOff', 'powerOnBehavior.state', 'previous', { write: { startUpOnOff: null } }, view({})],
    ['levelControl', 'level.level', 50, { invoke: 'moveToLevelWithOnOff', fields: { level: 127 } }, view({ minLevel: 1 })],
    ['levelControl', 'level.level', 0, { invoke: 'moveToLevel', fields: { level: 3 } }, view({ minLevel: 3 })],
    ['colorControl', 'colorTemperature.temperature', 2700, { fields: { colorTemperatureMireds: 370 } }, view({}, ['colorTemperature'])],
    ['colorControl', 'color.xy', { x: 0.5, y: 0.25 }, { fields: { colorX: 0x8000, colorY: 0x4000 } }, view({}, ['xy'])],
    ['colorControl', 'color.hue', 360, { fields: { hue: 254 } }, view({}, ['hueSaturation'])],
    ['thermostat', 'thermostat.heatingSetpoint', 21.5, { write: { occupiedHeatingSetpoint: 2150 } }, view({})],
    ['thermostat', 'thermostat.mode', 'heat', { write: { systemMode: 4 } }, view({})],
    ['windowCovering', 'cover.position', 100, { fields: { liftPercent100thsValue: 0 } }, view({}, ['positionAwareLift'])],
    [
      'windowCovering',
      'coverSettings.direction',
      'reversed',
      { write: { mode: { motorDirectionReversed: true, ledFeedback: true } } },
      view({ mode: { ledFeedback: true } }),
    ],
    ['fanControl', 'fan.speed', 55, { write: { percentSetting: 55 } }, view({})],
    ['fanControl', 'fan.wind', 'natural', { write: { windSetting: { sleepWind: false, naturalWind: true } } }, view({})],
  ])('%s: %s = %o becomes %o', (cluster, to, value, expected, at) => {
    expect(mappingOf(cluster, to, at).write?.(value, at, {})).toMatchObject(expected as object);
  });

  it('passes a transition on in tenths of a second', () => {
    const at = view({ minLevel: 1 });
    expect(mappingOf('levelControl', 'level.level', at).write?.(100, at, { transition: 2.5 })).toMatchObject({
      fields: { transitionTime: 25 },
    });
  });

  it.each<[string, string, unknown, ClusterView]>([
    ['thermostat', 'thermostat.heatingSetpoint', 31, view({})],
    ['thermostat', 'thermostat.heatingSetpoint', 6.9, view({ absMinHeatSetpointLimit: 500, minHeatSetpointLimit: 700 })],
    ['thermostat', 'thermostat.heatingSetpoint', Number.NaN, view({})],
    ['thermostat', 'thermostat.mode', 'volcano', view({})],
    ['onOff', 'switch.on', 'yes', view({})],
    ['levelControl', 'level.level', null, view({})],
    ['colorControl', 'color.xy', { x: 2, y: 0 }, view({}, ['xy'])],
    ['colorControl', 'colorTemperature.temperature', 0, view({}, ['colorTemperature'])],
  ])('refuses %s: %s = %o', (cluster, to, value, at) => {
    expect(() => mappingOf(cluster, to, at).write?.(value, at, {})).toThrow(expect.objectContaining({ code: 'command-rejected' }));
  });
});
