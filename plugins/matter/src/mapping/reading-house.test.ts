import { describe, expect, it } from 'vitest';
import { mappingOf, view } from './testing.ts';

/** 2026-06-01T12:00:00Z. */
const noon = 1_780_315_200;
const handle = new Uint8Array([0xab, 0x01]);

/** cluster, attribute of ours, Matter's state, our value, features, device types */
type Reading = [string, string, Record<string, unknown>, unknown, string[]?, string[]?];

const house: Reading[] = [
  [
    'closureControl',
    'closure.state',
    { mainState: 1, overallCurrentState: { position: 1 }, overallTargetState: { position: 0 } },
    'closing',
    ['positioning'],
  ],
  [
    'closureControl',
    'closure.state',
    { mainState: 1, overallCurrentState: { position: 0 }, overallTargetState: { position: 3 } },
    'opening',
    ['positioning'],
  ],
  ['closureControl', 'closure.state', { mainState: 0, overallCurrentState: { position: 4 } }, 'ventilating', ['positioning']],
  ['closureControl', 'closure.state', { mainState: 0, overallCurrentState: null }, null, ['positioning']],
  ['closureControl', 'closure.obstructed', { currentErrorList: [1] }, true],
  ['closureDimension', 'closure.position', { currentState: { position: 2500 } }, 75, ['positioning']],
  ['closureDimension', 'closure.position', { currentState: null }, null, ['positioning']],
  ['closureDimension', 'closure.latched', { currentState: { latch: true } }, true, ['motionLatching']],
  ['booleanStateConfiguration', 'sensorSettings.sensitivity', { currentSensitivityLevel: 0 }, '0'],
  [
    'ambientContextSensing',
    'ambientSensing.sounds',
    {
      ambientContextType: [
        {
          ambientContextSensed: [
            { namespaceId: 74, tag: 4 },
            { namespaceId: 74, tag: 99 },
          ],
        },
      ],
    },
    ['barking'],
  ],
  ['chime', 'chime.sounds', { installedChimeSounds: [{ chimeId: 3, name: 'Ding' }] }, ['3']],
  ['mediaPlayback', 'mediaPlayer.position', { sampledPosition: { position: 61_500n } }, 61.5],
  ['mediaPlayback', 'mediaPlayer.state', { currentState: 2 }, 'idle'],
  ['mediaInput', 'mediaSource.sources', { inputList: [{ index: 2, name: 'HDMI 2' }] }, [{ id: '2', label: 'HDMI 2' }]],
  ['channel', 'mediaSource.channel', { currentChannel: { majorNumber: 5, minorNumber: 1 } }, '5.1'],
  [
    'applicationLauncher',
    'mediaSource.app',
    { currentApp: { application: { catalogVendorId: 7, applicationId: 'tv.example' } } },
    '7/tv.example',
  ],
  ['keypadInput', 'remoteKeys.keys', {}, expect.arrayContaining(['up', 'ok']), ['navigationKeyCodes']],
  [
    'messages',
    'notifier.active',
    { messages: [{ messageId: handle, messageText: 'Dinner', priority: 2 }] },
    [{ id: 'ab01', message: 'Dinner', priority: 'high' }],
  ],
  ['cameraAvStreamManagement', 'cameraSettings.nightVision', { nightVision: 2 }, 'auto'],
  ['cameraAvStreamManagement', 'cameraSettings.flip', { imageFlipHorizontal: true, imageFlipVertical: true }, 'both'],
  ['cameraAvStreamManagement', 'speaker.volume', { speakerVolumeLevel: 20, speakerMinLevel: 10, speakerMaxLevel: 30 }, 50],
  [
    'cameraAvStreamManagement',
    'camera.streams',
    { allocatedVideoStreams: [{ videoStreamId: 1, streamUsage: 3, videoCodec: 0, maxResolution: { width: 1920, height: 1080 } }] },
    [{ id: 'video-1', kind: 'video, liveView', codec: 'H.264', width: 1920, height: 1080 }],
  ],
  ['cameraAvSettingsUserLevelManagement', 'ptz.pan', { mptzPosition: { pan: -30 } }, -30, ['mechanicalPan']],
  [
    'zoneManagement',
    'detectionZones.zones',
    { zones: [{ zoneId: 1, twoDCartesianZone: { name: 'Gate', vertices: [{ x: 960, y: 0 }] } }], twoDCartesianMax: { x: 1920, y: 1080 } },
    [{ id: '1', name: 'Gate', points: [{ x: 0.5, y: 0 }] }],
  ],
  ['webRtcTransportProvider', 'intercom.call', { currentSessions: [{ id: 1 }] }, 'talking', [], ['Intercom']],
  [
    'pushAvStreamTransport',
    'recording.destinations',
    { currentConnections: [{ connectionId: 4, transportOptions: { url: 'https://user:secret@store.example/key' } }] },
    [{ id: '4', label: 'store.example' }],
  ],
  ['scenesManagement', 'scene.active', { fabricSceneInfo: [{ sceneValid: true, currentGroup: 3, currentScene: 1 }] }, '3/1'],
  ['scenesManagement', 'scene.active', { fabricSceneInfo: [{ sceneValid: false, currentGroup: 0, currentScene: 1 }] }, null],
  [
    'actions',
    'scene.scenes',
    {
      actionList: [
        { actionId: 5, name: 'Sunset', supportedCommands: { instantAction: true } },
        { actionId: 6, name: 'x', supportedCommands: {} },
      ],
    },
    [{ id: '5', label: 'Sunset' }],
  ],
  ['timeSynchronization', 'localSettings.time', { utcTime: BigInt(noon) * 1_000_000n }, '2026-06-01T12:00:00.000Z'],
  ['timeFormatLocalization', 'localSettings.clock', { hourFormat: 255 }, null],
  [
    'networkCommissioning',
    'network.ssid',
    { networks: [{ networkId: new TextEncoder().encode('Home'), connected: true }] },
    'Home',
    ['wiFiNetworkInterface'],
  ],
  [
    'threadNetworkDiagnostics',
    'linkQuality.rssi',
    {
      neighborTable: [
        { isChild: true, averageRssi: -20, lqi: 3 },
        { isChild: false, averageRssi: -60, lqi: 3 },
      ],
    },
    -60,
  ],
  ['ethernetNetworkDiagnostics', 'network.rxRate', { phyRate: 3 }, 2.5e9],
  [
    'generalDiagnostics',
    'health.active',
    { activeHardwareFaults: [3], activeNetworkFaults: [2] },
    [{ code: 'resettableOverTemp' }, { code: 'networkJammed' }],
  ],
  [
    'binding',
    'binding.targets',
    { binding: [{ node: 12n, endpoint: 1, cluster: 6 }, { group: 4 }] },
    [{ device: '12', endpoint: '1', capability: 'switch' }, { group: '4' }],
  ],
  ['thermostat', 'thermostat.coolingMax', { maxCoolSetpointLimit: 3000 }, 30, ['cooling']],
  ['thermostat', 'thermostat.heatingFloor', { absMinHeatSetpointLimit: 500 }, 5, ['heating']],
  ['thermostat', 'thermostat.unoccupiedCoolingSetpoint', { unoccupiedCoolingSetpoint: 2800 }, 28],
  ['thermostat', 'thermostat.holdDuration', { temperatureSetpointHoldDuration: 90 }, 5400],
  ['thermostat', 'thermostat.setpointSource', { setpointChangeSource: 1 }, 'schedule'],
  ['thermostat', 'thermostat.runningMode', { thermostatRunningMode: 3 }, 'cool'],
  ['smokeCoAlarm', 'smokeAlarm.contamination', { contaminationState: 2 }, 'medium', ['smokeAlarm']],
  ['levelControl', 'level.usualTransition', { onOffTransitionTime: 15 }, 1.5],
  ['levelControl', 'level.offTransition', { offTransitionTime: null }, null],
  ['thermostat', 'thermostat.preset', { activePresetHandle: handle }, 'ab01'],
  ['thermostat', 'thermostat.presetSetpoints', { presets: [{ presetHandle: handle, heatingSetpoint: 2150 }] }, { ab01: 21.5 }],
  [
    'thermostat',
    'thermostatSchedule.schedules',
    {
      schedules: [
        {
          scheduleHandle: handle,
          name: 'Week',
          transitions: [{ dayOfWeek: { monday: true, sunday: true }, transitionTime: 390, systemMode: 4, heatingSetpoint: 2000 }],
        },
      ],
    },
    [{ id: 'ab01', label: 'Week', days: ['mon', 'sun'], transitions: [{ at: '06:30', mode: 'heat', heatingSetpoint: 20 }] }],
  ],
  ['thermostat', 'temperatureSensor.temperature', { outdoorTemperature: -320 }, -3.2],
  [
    'doorLock',
    'lockCredentials.capacity',
    { numberOfTotalUsersSupported: 10, numberOfPinUsersSupported: 20, numberOfRfidUsersSupported: 5 },
    { users: 10, credentials: 25 },
  ],
  ['powerSource', 'health.active', { activeBatFaults: [1] }, [{ code: 'overTemp' }], ['battery']],
];

describe('reading of a house', () => {
  it.each(house)('%s → %s of %o is %o', (cluster, to, state, expected, features = [], deviceTypes = []) => {
    const at = view(state, features, deviceTypes);
    expect(mappingOf(cluster, to, at).read(at)).toEqual(expected);
  });
});
