import { describe, expect, it } from 'vitest';
import { Unnamed } from './convert.ts';
import { mappingOf, view } from './testing.ts';

/** 2026-06-01T12:00:00Z. */
const noon = 1_780_315_200;
const euro = { currency: 978, decimalPoints: 4 };
const handle = new Uint8Array([0xab, 0x01]);

/** cluster, attribute of ours, Matter's state, our value, features, device types */
type Reading = [string, string, Record<string, unknown>, unknown, string[]?, string[]?];

const appliances: Reading[] = [
  ['dishwasherMode', 'mode.mode', { currentMode: 2 }, '2'],
  [
    'rvcCleanMode',
    'mode.modes',
    { supportedModes: [{ mode: 1, label: 'Wet', modeTags: [{ value: 16_386 }, { mfgCode: 5, value: 2 }] }] },
    [{ id: '1', label: 'Wet', tags: ['mop'] }],
  ],
  [
    'ovenMode',
    'mode.modes',
    { supportedModes: [{ mode: 1, label: '', modeTags: [{ value: 4 }] }] },
    [{ id: '1', label: '1', tags: ['eco'] }],
  ],
  ['operationalState', 'operationalState.state', { operationalState: 3 }, 'error'],
  [
    'operationalState',
    'operationalState.error',
    { operationalError: { errorStateId: 2, errorStateDetails: 'door' } },
    { code: 'unableToCompleteOperation', text: 'door' },
  ],
  ['operationalState', 'operationalState.error', { operationalError: { errorStateId: 0 } }, null],
  ['operationalState', 'operationalState.phase', { currentPhase: 1, phaseList: ['wash', 'spin'] }, 'spin'],
  ['ovenCavityOperationalState', 'operationalState.remaining', { countdownTime: 90 }, 90],
  ['rvcOperationalState', 'vacuum.activity', { operationalState: 64 }, 'returning'],
  ['rvcOperationalState', 'vacuum.activity', { operationalState: 69 }, new Unnamed(69)],
  ['rvcOperationalState', 'vacuum.binFull', { operationalError: { errorStateId: 67 } }, true],
  ['serviceArea', 'serviceArea.current', { currentArea: null }, null],
  ['hepaFilterMonitoring', 'lifetime.remaining', { condition: 80, degradationDirection: 0 }, 20],
  ['hepaFilterMonitoring', 'lifetime.remaining', { condition: 80, degradationDirection: 1 }, 80],
  [
    'hepaFilterMonitoring',
    'lifetime.part',
    { replacementProductList: [{ productIdentifierType: 2, productIdentifierValue: '4006381333931' }] },
    'EAN 4006381333931',
  ],
  ['waterTankLevelMonitoring', 'levelSensor.state', { changeIndication: 2 }, 'empty'],
  ['valveConfigurationAndControl', 'valve.state', { currentState: 2, targetState: 0 }, 'closing'],
  ['valveConfigurationAndControl', 'valve.state', { currentState: null }, null],
  ['valveConfigurationAndControl', 'valve.autoCloseAt', { autoCloseTime: BigInt(noon) * 1_000_000n }, '2026-06-01T12:00:00.000Z'],
  ['valveConfigurationAndControl', 'valve.fault', { valveFault: { blocked: true, leaking: false } }, true],
  ['temperatureControl', 'temperatureControl.level', { selectedTemperatureLevel: 1, supportedTemperatureLevels: ['Cold', 'Warm'] }, 'Warm'],
  ['temperatureAlarm', 'limitAlarm.state', { state: { minorOverTemperatureAlarm: true, criticalUnderTemperatureAlarm: true } }, 'lowLow'],
  ['temperatureAlarm', 'limitAlarm.state', { state: { minorOverTemperatureAlarm: false } }, 'normal'],
  ['temperatureAlarm', 'limitAlarm.high', { majorOverTemperatureThreshold: 750 }, 7.5],
  ['dishwasherAlarm', 'dishwasher.inflowFault', { state: { inflowError: true } }, true],
  ['dishwasherAlarm', 'health.active', { state: { doorError: true, drainError: false } }, [{ code: 'doorError' }]],
  ['refrigeratorAlarm', 'refrigerator.doorOpen', { state: { doorOpen: false } }, false],
  ['laundryWasherControls', 'laundry.spinSpeed', { spinSpeedCurrent: 1, spinSpeeds: ['Off', '1200 rpm'] }, 1200],
  ['laundryWasherControls', 'laundry.spinSpeed', { spinSpeedCurrent: null, spinSpeeds: ['800'] }, null],
  ['laundryDryerControls', 'laundry.dryness', { selectedDrynessLevel: 0 }, 'damp'],
  ['microwaveOvenControl', 'oven.microwavePower', { powerSetting: 50, wattRating: 900 }, 450],
  ['microwaveOvenControl', 'oven.microwavePower', { selectedWattIndex: 1, supportedWatts: [300, 600] }, 600],
];

const energy: Reading[] = [
  ['energyEvse', 'evCharger.state', { state: 3 }, 'charging'],
  ['energyEvse', 'evCharger.supply', { supplyState: 4 }, new Unnamed(4)],
  ['energyEvse', 'evCharger.userMaxCurrent', { userMaximumChargeCurrent: 13_000n }, 13],
  ['energyEvse', 'evCharger.sessionEnergy', { sessionEnergyCharged: null }, null],
  ['energyEvse', 'health.active', { faultState: 7 }, [{ code: 'groundFault' }]],
  ['deviceEnergyManagement', 'energyManagement.minPower', { absMinPower: -3_000_000 }, -3000],
  ['deviceEnergyManagement', 'energyManagement.type', { esaType: 5 }, 'batteryStorage'],
  [
    'deviceEnergyManagement',
    'energyManagement.forecast',
    { forecast: { startTime: noon, slots: [{ defaultDuration: 600, nominalPower: 1_000_000 }, { defaultDuration: 60 }] } },
    [
      { from: '2026-06-01T12:00:00.000Z', duration: 600, power: 1000 },
      { from: '2026-06-01T12:10:00.000Z', duration: 60 },
    ],
  ],
  ['waterHeaterManagement', 'waterHeater.tankVolume', { tankVolume: 250 }, 0.25],
  ['commodityPrice', 'tariff.price', { currentPrice: { price: 2899n }, currency: euro, tariffUnit: 0 }, 0.2899],
  ['commodityPrice', 'tariff.currency', { currency: euro }, 'EUR'],
  ['commodityPrice', 'tariff.currency', { currency: { currency: 1, decimalPoints: 2 } }, null],
  [
    'commodityPrice',
    'tariff.forecast',
    { tariffUnit: 0, currency: euro, priceForecast: [{ periodStart: noon, periodEnd: noon + 3600, price: 1000, priceLevel: 2 }] },
    [{ from: '2026-06-01T12:00:00.000Z', to: '2026-06-01T13:00:00.000Z', price: 0.1, tier: '2' }],
  ],
  [
    'commodityTariff',
    'tariff.price',
    {
      tariffUnit: 0,
      tariffInfo: { currency: euro },
      currentTariffComponents: [
        { threshold: 9, price: { price: 5000 } },
        { threshold: 0, price: { price: 3000 } },
      ],
    },
    0.3,
  ],
  ['electricalGridConditions', 'tariff.carbonIntensity', { currentConditions: { gridCarbonIntensity: 123 } }, 123],
  ['commodityMetering', 'energyMeter.imported', { tariffUnit: 0, meteredQuantity: [{ quantity: 10n }, { quantity: 5n }] }, 15_000],
  ['commodityMetering', 'energyMeter.imported', { tariffUnit: 0, meteredQuantity: null }, null],
  ['meterIdentification', 'energyMeter.meterId', { meterSerialNumber: 'A1' }, 'A1'],
  ['meterIdentification', 'loadProtection.maxPower', { powerThreshold: { powerThreshold: 5_000_000 } }, 5000],
  [
    'electricalEnergyMeasurement',
    'energyMeter.resetAt',
    { cumulativeEnergyReset: { importedResetTimestamp: noon } },
    '2026-06-01T12:00:00.000Z',
  ],
  ['electricalPowerMeasurement', 'solar.state', { activePower: -1_500_000 }, 'producing', [], ['SolarPower']],
  ['powerSource', 'batteryStorage.soc', { batPercentRemaining: 101 }, 50.5, ['battery'], ['BatteryStorage']],
  ['pumpConfigurationAndControl', 'pump.capacity', { capacity: 20_000 }, 100],
  ['pumpConfigurationAndControl', 'pump.controlMode', { controlMode: 5 }, 'temperature'],
  ['pumpConfigurationAndControl', 'usageMeter.runTime', { lifetimeRunningHours: 2 }, 7200],
];

const rest: Reading[] = [
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
  ['contentControl', 'childLock.locked', { enabled: true }, true],
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

describe('reading', () => {
  it.each([...appliances, ...energy, ...rest])('%s → %s of %o is %o', (cluster, to, state, expected, features = [], deviceTypes = []) => {
    const at = view(state, features, deviceTypes);
    expect(mappingOf(cluster, to, at).read(at)).toEqual(expected);
  });
});
