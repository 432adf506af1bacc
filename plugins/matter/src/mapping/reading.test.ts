import { describe, expect, it } from 'vitest';
import { Unnamed } from './convert.ts';
import { mappingOf, view } from './testing.ts';

/** 2026-06-01T12:00:00Z. */
const noon = 1_780_315_200;
const euro = { currency: 978, decimalPoints: 4 };

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
    'laundryWasherMode',
    'mode.modes',
    { supportedModes: [{ mode: 1, label: 'Quick wash', modeTags: [{ value: 1 }] }] },
    [{ id: '1', label: 'Quick wash', tags: ['quick'] }],
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
  ['operationalState', 'irrigation.running', { operationalState: 1 }, true, [], ['IrrigationSystem']],
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
  [
    'electricalEnergyMeasurement',
    'energyMeter.resetAt',
    { cumulativeEnergyReset: { importedResetTimestamp: noon } },
    '2026-06-01T12:00:00.000Z',
  ],
  ['electricalPowerMeasurement', 'solar.state', { activePower: -1_500_000 }, 'producing', [], ['SolarPower']],
  ['powerSource', 'batteryStorage.state', { batChargeState: 3 }, null, ['battery'], ['BatteryStorage']],
  ['powerSource', 'batteryStorage.soc', { batPercentRemaining: 101 }, 50.5, ['battery'], ['BatteryStorage']],
  ['pumpConfigurationAndControl', 'pump.capacity', { capacity: 20_000 }, 100],
  ['pumpConfigurationAndControl', 'pump.controlMode', { controlMode: 5 }, 'temperature'],
  ['pumpConfigurationAndControl', 'usageMeter.runTime', { lifetimeRunningHours: 2 }, 7200],
];

describe('reading', () => {
  it.each([...appliances, ...energy])('%s → %s of %o is %o', (cluster, to, state, expected, features = [], deviceTypes = []) => {
    const at = view(state, features, deviceTypes);
    expect(mappingOf(cluster, to, at).read(at)).toEqual(expected);
  });
});
