import { describe, expect, it } from 'vitest';
import type { ClusterView } from './cluster-mapping.ts';
import { clusterMappings } from './index.ts';
import { commandOf, mappingOf, view } from './testing.ts';

/** 2026-06-01T12:00:00Z. */
const noon = 1_780_315_200;
const handle = new Uint8Array([0xab, 0x01]);
const modes = { supportedModes: [{ mode: 4, label: 'A', modeTags: [{ value: 16_385 }] }] };

describe('writing', () => {
  it.each<[string, string, unknown, unknown, ClusterView]>([
    ['rvcRunMode', 'mode.mode', '4', { invoke: 'changeToMode', fields: { newMode: 4 } }, view(modes)],
    ['modeSelect', 'mode.startupMode', null, { write: { startUpMode: null } }, view(modes)],
    ['serviceArea', 'serviceArea.selected', ['3', '4'], { invoke: 'selectAreas', fields: { newAreas: [3, 4] } }, view({})],
    ['hepaFilterMonitoring', 'lifetime.replacedAt', '2026-06-01T12:00:00Z', { write: { lastChangedTime: noon } }, view({})],
    [
      'temperatureControl',
      'temperatureControl.level',
      'Warm',
      { fields: { targetTemperatureLevel: 1 } },
      view({ supportedTemperatureLevels: ['Cold', 'Warm'] }),
    ],
    ['laundryWasherControls', 'laundry.spinSpeed', 800, { write: { spinSpeedCurrent: 1 } }, view({ spinSpeeds: ['Off', '800'] })],
    ['microwaveOvenControl', 'oven.microwavePower', 430, { fields: { powerSetting: 50 } }, view({ powerSetting: 10, wattRating: 900 })],
    ['energyEvse', 'evCharger.userMaxCurrent', 9.5, { write: { userMaximumChargeCurrent: 9500 } }, view({})],
    ['pumpConfigurationAndControl', 'pump.operationMode', 'minimum', { write: { operationMode: 1 } }, view({})],
    ['closureDimension', 'closure.position', 75, { invoke: 'setTarget', fields: { position: 2500 } }, view({}, ['positioning'])],
    ['chime', 'chime.sound', '3', { write: { selectedChime: 3 } }, view({ installedChimeSounds: [{ chimeId: 3, name: 'Ding' }] })],
    ['mediaPlayback', 'mediaPlayer.position', 61.5, { invoke: 'seek', fields: { position: 61_500 } }, view({}, ['advancedSeek'])],
    ['channel', 'mediaSource.channel', '5.1', { fields: { majorNumber: 5, minorNumber: 1 } }, view({})],
    [
      'cameraAvStreamManagement',
      'cameraSettings.flip',
      'vertical',
      { write: { imageFlipHorizontal: false, imageFlipVertical: true } },
      view({ imageFlipHorizontal: true, imageFlipVertical: false }),
    ],
    ['colorControl', 'lightEffect.effect', 'colorLoop', { invoke: 'colorLoopSet', fields: { action: 2 } }, view({})],
    [
      'thermostat',
      'thermostat.preset',
      'ab01',
      { invoke: 'setActivePresetRequest', fields: { presetHandle: handle } },
      view({ presets: [{ presetHandle: handle }] }),
    ],
    ['thermostat', 'thermostat.hold', true, { write: { temperatureSetpointHold: 1 } }, view({})],
    ['thermostat', 'thermostat.holdDuration', 5400, { write: { temperatureSetpointHoldDuration: 90 } }, view({})],
    ['thermostat', 'thermostat.holdDuration', null, { write: { temperatureSetpointHoldDuration: null } }, view({})],
    ['thermostat', 'thermostat.coolingMin', 18.5, { write: { minCoolSetpointLimit: 1850 } }, view({}, ['cooling'])],
    ['thermostat', 'thermostat.unoccupiedHeatingSetpoint', 16, { write: { unoccupiedHeatingSetpoint: 1600 } }, view({})],
    ['thermostatUserInterfaceConfiguration', 'childLock.locked', true, { write: { keypadLockout: 5 } }, view({})],
    ['levelControl', 'level.usualTransition', 1.5, { write: { onOffTransitionTime: 15 } }, view({})],
    ['levelControl', 'level.onTransition', null, { write: { onTransitionTime: null } }, view({})],
    ['levelControl', 'level.rate', 50, { write: { defaultMoveRate: 50 } }, view({})],
  ])('%s: %s = %o becomes %o', (cluster, to, value, expected, at) => {
    expect(mappingOf(cluster, to, at).write?.(value, at, {})).toMatchObject(expected as object);
  });
});

describe('a fan', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['fan.mode', { fanModeSequence: 0 }, ['off', 'low', 'medium', 'high']],
    ['fan.mode', { fanModeSequence: 3 }, ['off', 'low', 'high', 'auto']],
    ['fan.mode', { fanModeSequence: 5 }, ['off', 'high']],
    ['fan.mode', {}, ['off', 'high']],
    ['fan.rock', { rockSupport: { rockLeftRight: true, rockUpDown: false, rockRound: true } }, ['off', 'leftRight', 'round']],
    ['fan.wind', { windSupport: { sleepWind: false, naturalWind: true } }, ['off', 'natural']],
  ])('offers for %s of %o only %j', (to, state, expected) => {
    const at = view(state);
    expect(
      mappingOf('fanControl', to, at)
        .narrow?.(at)
        .options?.map(({ id }) => id),
    ).toEqual(expected);
  });
});

describe('setting several attributes at once', () => {
  const cooking = 'setCookingParameters';
  it.each<[string, string, ClusterView, Record<string, unknown>, unknown[]]>([
    [
      'microwaveOvenControl',
      'keeps the power while the time is set',
      view({ cookTime: 60, powerSetting: 50, wattRating: 900 }),
      { 'oven.cookTime': 120 },
      [{ invoke: cooking, fields: { cookTime: 120, powerSetting: 50 } }],
    ],
    [
      'microwaveOvenControl',
      'keeps the time while the power is set',
      view({ cookTime: 60, selectedWattIndex: 0, supportedWatts: [300, 600] }),
      { 'oven.microwavePower': 600 },
      [{ invoke: cooking, fields: { cookTime: 60, wattSettingIndex: 1 } }],
    ],
    [
      'microwaveOvenControl',
      'keeps the mode, which stands in another cluster',
      { ...view({}), beside: (cluster) => (cluster === 'microwaveOvenMode' ? { currentMode: 2 } : {}) },
      { 'oven.cookTime': 120 },
      [{ invoke: cooking, fields: { cookMode: 2, cookTime: 120 } }],
    ],
    [
      'microwaveOvenControl',
      'sets time and power together',
      view({ cookTime: 60, powerSetting: 50, wattRating: 900 }),
      { 'oven.cookTime': 120, 'oven.microwavePower': 900 },
      [{ invoke: cooking, fields: { cookTime: 120, powerSetting: 100 } }],
    ],
    [
      'cameraAvSettingsUserLevelManagement',
      'is one movement',
      view({}, ['mechanicalPan', 'mechanicalTilt']),
      { 'ptz.pan': 10, 'ptz.tilt': -5 },
      [{ invoke: 'mptzSetPosition', fields: { pan: 10, tilt: -5 } }],
    ],
  ])('%s: %s', (cluster, _what, at, values, expected) => {
    const operations = Object.entries(values).map(([to, value]) => {
      const operation = mappingOf(cluster, to, at).write?.(value, at, {});
      if (!operation) throw new Error(`${to} can only be read`);
      return operation;
    });
    expect(clusterMappings.get(cluster)?.merge?.(operations, at)).toEqual(expected);
  });
});

describe('a command', () => {
  it.each<[string, string, Record<string, unknown>, unknown, ClusterView]>([
    ['rvcRunMode', 'vacuum.start', {}, { invoke: 'changeToMode', fields: { newMode: 4 } }, view(modes)],
    [
      'valveConfigurationAndControl',
      'valve.open',
      { duration: 60.4, level: 50 },
      { fields: { openDuration: 60, targetLevel: 50 } },
      view({}),
    ],
    [
      'microwaveOvenControl',
      'oven.cook',
      { time: 90 },
      { invoke: 'setCookingParameters', fields: { cookTime: 90, startAfterSetting: true } },
      view({}),
    ],
    [
      'energyEvse',
      'evCharger.enable',
      { max: 10 },
      { fields: { chargingEnabledUntil: null, minimumChargeCurrent: 6000, maximumChargeCurrent: 10_000 } },
      view({ minimumChargeCurrent: 6000 }),
    ],
    [
      'deviceEnergyManagement',
      'energyManagement.adjustPower',
      { power: -1500, duration: 600 },
      { fields: { power: -1_500_000, duration: 600, cause: 0 } },
      view({}),
    ],
    [
      'deviceEnergyManagement',
      'energyManagement.shiftStart',
      { at: '2026-06-01T12:00:00Z' },
      { fields: { requestedStartTime: noon } },
      view({}),
    ],
    [
      'deviceEnergyManagement',
      'energyManagement.cancel',
      {},
      { invoke: 'cancelRequest' },
      view({ esaState: 1 }, ['powerAdjustment', 'startTimeAdjustment']),
    ],
    [
      'waterHeaterManagement',
      'waterHeater.boost',
      { setpoint: 60 },
      { fields: { boostInfo: { duration: 3600, temporarySetpoint: 6000 } } },
      view({}),
    ],
    [
      'microwaveOvenControl',
      'oven.cook',
      { time: 90 },
      { fields: { cookTime: 90, powerSetting: 50, startAfterSetting: true } },
      view({ cookTime: 30, powerSetting: 50, wattRating: 900 }),
    ],
    [
      'energyEvse',
      'evCharger.enableDischarge',
      {},
      { fields: { dischargingEnabledUntil: null, maximumDischargeCurrent: 16_000 } },
      view({ maximumDischargeCurrent: 0, circuitCapacity: 16_000 }),
    ],
    ['colorControl', 'color.move', { rate: -36 }, { invoke: 'moveHue', fields: { moveMode: 3, rate: 25 } }, view({}, ['hueSaturation'])],
    [
      'colorControl',
      'color.step',
      { by: 90, transition: 60 },
      { invoke: 'stepHue', fields: { stepMode: 1, stepSize: 64, transitionTime: 254 } },
      view({}, ['hueSaturation']),
    ],
    [
      'colorControl',
      'colorTemperature.step',
      { by: 1000, transition: 2 },
      { invoke: 'stepColorTemperature', fields: { stepMode: 3, stepSize: 83, transitionTime: 20 } },
      view({ colorTemperatureMireds: 333 }, ['colorTemperature']),
    ],
    [
      'colorControl',
      'colorTemperature.move',
      { rate: -5000 },
      { invoke: 'moveColorTemperature', fields: { moveMode: 1, rate: 64_946 } },
      view({ colorTemperatureMireds: 333 }, ['colorTemperature']),
    ],
    [
      'levelControl',
      'speaker.step',
      { direction: 'down' },
      { invoke: 'step', fields: { stepMode: 1, stepSize: 25 } },
      view({}, [], ['Speaker']),
    ],
    ['onOff', 'countdown.start', { duration: 60 }, { invoke: 'onWithTimedOff', fields: { onTime: 600 } }, view({}, ['lighting'])],
    ['thermostat', 'thermostat.resumeSchedule', {}, { write: { temperatureSetpointHold: 0 } }, view({ temperatureSetpointHold: 1 })],
    ['closureControl', 'closure.ventilate', {}, { invoke: 'moveTo', fields: { position: 3 } }, view({}, ['ventilation'])],
    ['closureDimension', 'closure.open', {}, { fields: { position: 0 } }, view({}, ['positioning'])],
    ['keypadInput', 'remoteKeys.send', { key: 'ok' }, { invoke: 'sendKey', fields: { keyCode: 0 } }, view({})],
    [
      'applicationLauncher',
      'mediaSource.launch',
      { app: '7/tv.example' },
      { fields: { application: { catalogVendorId: 7, applicationId: 'tv.example' } } },
      view({}, ['applicationPlatform']),
    ],
    [
      'messages',
      'notifier.show',
      { message: 'Dinner', priority: 'high' },
      { fields: { priority: 2, messageText: 'Dinner', startTime: null, duration: null } },
      view({}),
    ],
    ['messages', 'notifier.cancel', { id: 'ab01' }, { fields: { messageIDs: [handle] } }, view({})],
    [
      'scenesManagement',
      'scene.recall',
      { id: '3/1', transition: 1.5 },
      { fields: { groupId: 3, sceneId: 1, transitionTime: 1500 } },
      view({}),
    ],
    [
      'actions',
      'scene.recall',
      { id: '5', transition: 2 },
      { invoke: 'instantActionWithTransition', fields: { actionId: 5, transitionTime: 20 } },
      view({ actionList: [{ actionId: 5, name: 'x', supportedCommands: { instantAction: true, instantActionWithTransition: true } }] }),
    ],
    ['pushAvStreamTransport', 'recording.stop', {}, { fields: { connectionId: null, transportStatus: 1 } }, view({})],
    ['cameraAvSettingsUserLevelManagement', 'ptz.move', { pan: 10 }, { fields: { panDelta: 10 } }, view({})],
    ['doorLock', 'lockCredentials.clear', { user: '7' }, { invoke: 'clearUser', fields: { userIndex: 7 } }, view({})],
  ])('%s: %s %o becomes %o', (cluster, to, args, expected, at) => {
    expect(commandOf(cluster, to, at).run(args, at)).toMatchObject(expected as object);
  });

  it.each<[string, string, Record<string, unknown>, ClusterView]>([
    ['rvcRunMode', 'vacuum.start', {}, view({ supportedModes: [] })],
    ['keypadInput', 'remoteKeys.send', { key: 'constructor' }, view({})],
    ['messages', 'notifier.show', { message: 'Come?', replies: ['yes'] }, view({})],
    ['messages', 'notifier.cancel', { id: 'x' }, view({})],
    ['scenesManagement', 'scene.recall', { id: 'movie' }, view({})],
    ['actions', 'scene.recall', { id: '9' }, view({})],
    ['contentLauncher', 'mediaPlayer.playMedia', { uri: 'https://a.example', announce: true }, view({})],
    ['applicationLauncher', 'mediaSource.launch', { app: 'tv' }, view({}, ['applicationPlatform'])],
    ['onOff', 'countdown.start', { duration: 60, endState: 'on' }, view({}, ['lighting'])],
    ['colorControl', 'colorTemperature.step', { by: 100 }, view({ colorTemperatureMireds: null }, ['colorTemperature'])],
    ['doorLock', 'lockCredentials.clear', { user: '0' }, view({})],
    ['doorLock', 'lockCredentials.clear', { user: '65534' }, view({})],
    ['doorLock', 'lockCredentials.clear', { user: '65534' }, view({ numberOfTotalUsersSupported: 65_535 })],
    ['doorLock', 'lockCredentials.clear', { user: '11' }, view({ numberOfTotalUsersSupported: 10 })],
    ['webRtcTransportProvider', 'intercom.hangUp', {}, view({ currentSessions: [] }, [], ['Intercom'])],
    ['microwaveOvenControl', 'oven.cook', { time: 90, power: 500 }, view({})],
  ])('is refused: %s: %s %o', (cluster, to, args, at) => {
    expect(() => commandOf(cluster, to, at).run(args, at)).toThrow(expect.objectContaining({ code: 'command-rejected' }));
  });
});
