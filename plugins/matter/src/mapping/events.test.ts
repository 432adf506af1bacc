import { capabilities, compile } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { occurrencesOf, type ClusterView } from './cluster-mapping.ts';
import { clusterMappings } from './index.ts';

const at = '2026-11-24T12:00:00.000Z';

function occurrences(cluster: string, event: string, payload: Record<string, unknown>, features: string[] = []) {
  const view: ClusterView = { state: {}, features: Object.fromEntries(features.map((name) => [name, true])), deviceTypes: new Set() };
  return (clusterMappings.get(cluster)?.events ?? [])
    .filter(({ from, when }) => from === event && (when?.(view) ?? true))
    .flatMap((mapping) => occurrencesOf(mapping, payload, view, at).map((one) => ({ capability: mapping.capability, ...one })));
}

const plain = ['momentarySwitch'];
const releasing = [...plain, 'momentarySwitchRelease'];
const counting = [...releasing, 'momentarySwitchLongPress', 'momentarySwitchMultiPress'];

describe('a Matter event', () => {
  it.each<[string, string, Record<string, unknown>, string[], unknown[]]>([
    ['switch', 'initialPress', { newPosition: 1 }, plain, [{ event: 'pressed', payload: { count: 1 } }]],
    ['switch', 'initialPress', { newPosition: 1 }, releasing, []],
    ['switch', 'shortRelease', { previousPosition: 1 }, releasing, [{ event: 'pressed', payload: { count: 1 } }]],
    ['switch', 'shortRelease', { previousPosition: 1 }, counting, []],
    ['switch', 'multiPressComplete', { totalNumberOfPressesCounted: 2 }, counting, [{ event: 'pressed', payload: { count: 2 } }]],
    ['switch', 'multiPressComplete', { totalNumberOfPressesCounted: 0 }, counting, []],
    ['switch', 'longPress', { newPosition: 1 }, counting, [{ event: 'held' }]],
    ['switch', 'switchLatched', { newPosition: 3 }, ['latchingSwitch'], [{ event: 'latched', payload: { position: 3 } }]],
    [
      'doorLock',
      'lockOperation',
      { lockOperationType: 1, operationSource: 3, userIndex: 7 },
      [],
      [{ event: 'unlocked', payload: { source: 'keypad', user: '7' }, values: { lastOperation: { source: 'keypad', user: '7', at } } }],
    ],
    [
      'doorLock',
      'lockOperation',
      { lockOperationType: 0, operationSource: 1, userIndex: null },
      [],
      [{ event: 'locked', payload: { source: 'manual' } }],
    ],
    ['doorLock', 'lockOperation', { lockOperationType: 2, operationSource: 0, userIndex: null }, [], []],
    ['doorLock', 'lockOperation', {}, [], []],
    ['doorLock', 'doorLockAlarm', { alarmCode: 4 }, [], [{ event: 'alarm', payload: { reason: 'wrongCodeEntryLimit' } }]],
    ['smokeCoAlarm', 'coAlarm', { alarmSeverityLevel: 1 }, ['coAlarm'], [{ event: 'alarm', payload: { severity: 'warning' } }]],
    [
      'dishwasherAlarm',
      'notify',
      { active: { drainError: true }, inactive: { doorError: true } },
      [],
      [
        { capability: 'health', event: 'raised', payload: { code: 'drainError' } },
        { capability: 'health', event: 'cleared', payload: { code: 'doorError' } },
      ],
    ],
    [
      'temperatureAlarm',
      'notify',
      { active: { majorOverTemperatureAlarm: true } },
      [],
      [{ event: 'exceeded', payload: { limit: 'high' } }],
    ],
    ['temperatureAlarm', 'notify', { active: {}, state: {} }, [], [{ event: 'returned' }]],
    ['temperatureAlarm', 'notify', { active: {}, state: { minorUnderTemperatureAlarm: true } }, [], []],
    [
      'energyEvse',
      'rfid',
      { uid: new Uint8Array([4, 171]) },
      [],
      [
        { capability: 'evCharger', event: 'rfid', payload: { tag: '04ab' } },
        { capability: 'tagReader', event: 'scanned', payload: { tag: '04ab' }, values: { lastTag: '04ab' } },
      ],
    ],
    ['energyEvse', 'fault', { faultStateCurrentState: 0 }, [], []],
    [
      'energyEvse',
      'energyTransferStopped',
      { sessionId: 7, energyTransferred: 1_500_000n },
      [],
      [{ event: 'stopped', payload: { sessionId: '7', energy: 1500 } }],
    ],
    [
      'electricalEnergyMeasurement',
      'periodicEnergyMeasured',
      { energyImported: { energy: 250_000, startTimestamp: 1_780_315_200, endTimestamp: 1_780_318_800 } },
      [],
      [{ event: 'periodClosed', payload: { from: '2026-06-01T12:00:00.000Z', to: '2026-06-01T13:00:00.000Z', imported: 250 } }],
    ],
    [
      'closureControl',
      'operationalError',
      { errorState: [0, 3] },
      [],
      [{ event: 'error', payload: { reason: 'physicallyBlocked, maintenanceRequired' } }],
    ],
    ['closureControl', 'secureStateChanged', { secureValue: false }, [], []],
    [
      'rvcOperationalState',
      'operationalError',
      { errorState: { errorStateId: 76 } },
      [],
      [
        { event: 'error', payload: { code: 'wheelsJammed' } },
        { event: 'stuck', payload: { reason: 'wheelsJammed' } },
      ],
    ],
    ['zoneManagement', 'zoneTriggered', { zone: 3, reason: 0 }, [], [{ event: 'entered', payload: { zone: '3' } }]],
    [
      'pumpConfigurationAndControl',
      'motorTemperatureHigh',
      {},
      [],
      [{ capability: 'pump', event: 'overheated', payload: { code: 'motorTemperatureHigh' } }],
    ],
    [
      'pumpConfigurationAndControl',
      'sensorFailure',
      {},
      [],
      [{ capability: 'health', event: 'raised', payload: { code: 'sensorFailure' } }],
    ],
    ['actions', 'stateChanged', { actionId: 5, newState: 1 }, [], [{ event: 'recalled', payload: { id: '5' } }]],
    [
      'generalDiagnostics',
      'hardwareFaultChange',
      { current: [2, 1, 5], previous: [5, 6, 7] },
      [],
      [
        { event: 'raised', payload: { code: 'sensor' } },
        { event: 'raised', payload: { code: 'radio' } },
        { event: 'cleared', payload: { code: 'visualDisplayFault' } },
        { event: 'cleared', payload: { code: 'audioOutputFault' } },
      ],
    ],
    [
      'powerSource',
      'wiredFaultChange',
      { current: [1, 2], previous: [] },
      [],
      [
        { capability: 'health', event: 'raised', payload: { code: 'overVoltage' } },
        { capability: 'health', event: 'raised', payload: { code: 'underVoltage' } },
      ],
    ],
    [
      'powerSource',
      'batChargeFaultChange',
      { current: [1, 2, 3], previous: [1] },
      [],
      [
        { capability: 'battery', event: 'fault', payload: { reason: 'ambientTooCold' } },
        { capability: 'battery', event: 'fault', payload: { reason: 'batteryTooHot' } },
      ],
    ],
    ['smokeCoAlarm', 'smokeAlarm', { alarmSeverityLevel: 2 }, ['smokeAlarm'], [{ capability: 'smokeAlarm', event: 'alarm' }]],
  ])('%s.%s %o with %o becomes %o', (cluster, event, payload, features, expected) => {
    const found = occurrences(cluster, event, payload, features);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
    for (const { capability, event: name, payload: body = {} } of found) {
      const schema = capabilities.get(capability)?.events[name]?.payload;
      if (schema) expect(compile(schema).accepts(body)).toBe(true);
    }
  });
});
