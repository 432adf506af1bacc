import { describe, expect, it } from 'vitest';
import { capabilities } from './index.ts';
import { isKind, kindCapabilities, kindOf, type Kind } from './kinds.ts';

describe('the kind of an endpoint', () => {
  it.each<[capabilityIds: string[], kind: Kind]>([
    [['switch', 'powerOnBehavior'], 'switch'],
    [['switch', 'powerMeter', 'energyMeter'], 'outlet'],
    [['switch', 'level', 'powerMeter'], 'light'],
    [['switch', 'level', 'color', 'colorTemperature', 'lightEffect'], 'light'],
    [['lock', 'battery', 'contactSensor'], 'lock'],
    [['temperatureSensor', 'humiditySensor', 'battery'], 'sensor'],
    [['contactSensor', 'tamper', 'battery'], 'sensor'],
    [['smokeAlarm', 'temperatureSensor', 'battery'], 'alarm'],
    [['thermostat', 'temperatureSensor', 'humiditySensor'], 'thermostat'],
    [['switch', 'thermostat', 'fan', 'airflow'], 'airConditioner'],
    [['radiatorValve', 'thermostat', 'valve'], 'thermostat'],
    [['cover', 'coverSettings'], 'cover'],
    [['closure', 'switch'], 'door'],
    [['valve', 'flowSensor'], 'valve'],
    [['fan', 'switch'], 'fan'],
    [['fan', 'switch', 'lifetime', 'airQuality'], 'purifier'],
    [['button', 'battery', 'temperatureSensor'], 'remote'],
    [['button', 'accelerationSensor'], 'remote'],
    [['motionSensor', 'button', 'illuminanceSensor'], 'sensor'],
    [['powerMeter', 'energyMeter'], 'meter'],
    [['mediaPlayer', 'speaker'], 'mediaPlayer'],
    [['switch', 'mediaPlayer', 'mediaSource', 'remoteKeys', 'speaker'], 'tv'],
    [['vacuum', 'mode', 'operationalState', 'battery'], 'vacuum'],
    [['camera', 'doorbell', 'motionSensor'], 'doorbell'],
    [['camera', 'motionSensor'], 'camera'],
    [['operationalState', 'mode', 'laundry'], 'washer'],
    [['pump', 'switch', 'level', 'flowSensor'], 'pump'],
    [['mode'], 'helper'],
    [['deviceInfo', 'linkQuality', 'update'], 'node'],
    [['zigbee2mqtt:smart_sleep'], 'unknown'],
    [[], 'unknown'],
  ])('of %j is %s', (capabilityIds, kind) => {
    expect(kindOf(capabilityIds)).toBe(kind);
  });

  it('is what the plugin says where that is a kind', () => {
    expect(kindOf(['switch', 'powerMeter'], 'relay')).toBe('relay');
    expect(kindOf(['switch'], 'flying saucer')).toBe('switch');
    expect(kindOf(['switch'], 'constructor')).toBe('switch');
  });

  it('is derived from capabilities that exist', () => {
    expect([...kindCapabilities].filter((id) => !capabilities.has(id))).toEqual([]);
  });

  it('is never a text that is no kind', () => {
    expect(isKind('toString')).toBe(false);
  });
});
