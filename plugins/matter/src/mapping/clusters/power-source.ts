import {
  attribute,
  because,
  deviceType,
  feature,
  type AttributeMapping,
  type ClusterMapping,
  type EventMapping,
  type Part,
} from '../cluster-mapping.ts';
import { flag, named, numberOf, per, same, text, unless } from '../convert.ts';

const battery = feature('battery');

/** The battery that feeds a home is the product itself. */
const storage = deviceType('BatteryStorage');

/** Lists of faults with their names (section 11.7.6). */
const faults: readonly { readonly list: string; readonly event: string; readonly names: readonly string[] }[] = [
  { list: 'activeWiredFaults', event: 'wiredFaultChange', names: ['wired', 'overVoltage', 'underVoltage'] },
  { list: 'activeBatFaults', event: 'batFaultChange', names: ['battery', 'overTemp', 'underTemp'] },
  {
    list: 'activeBatChargeFaults',
    event: 'batChargeFaultChange',
    names: [
      'charging',
      'ambientTooHot',
      'ambientTooCold',
      'batteryTooHot',
      'batteryTooCold',
      'batteryAbsent',
      'batteryOverVoltage',
      'batteryUnderVoltage',
      'chargerOverVoltage',
      'chargerUnderVoltage',
      'safetyTimeout',
    ],
  },
];

function codes(list: unknown, names: readonly string[]): { code: string }[] {
  return Array.isArray(list) ? list.map((fault) => ({ code: names[numberOf(fault) ?? -1] ?? String(fault) })) : [];
}

/** Beside the faults of what it feeds, which may stand on the same endpoint. */
const power: Part = { id: 'power', name: 'Power source', kind: 'part' };

/** All faults stand together, at the first of the lists that the source has. */
const active: readonly AttributeMapping[] = faults.map(({ list }, index) => ({
  to: 'health.active',
  from: [list, ...faults.map((other) => other.list).filter((other) => other !== list)],
  when: ({ state }) => faults.slice(0, index).every((earlier) => state[earlier.list] === undefined),
  read: ({ state }) => faults.flatMap((kind) => codes(state[kind.list], kind.names)),
  part: power,
}));

const changes: readonly EventMapping[] = faults.map(({ event, names }) => {
  const ofBattery = event !== 'wiredFaultChange';
  return {
    from: event,
    capability: ofBattery ? 'battery' : 'health',
    events: [ofBattery ? 'fault' : 'raised'],
    ...(!ofBattery && { part: power }),
    read: ({ current, previous }) => {
      const old = new Set(codes(previous, names).map(({ code }) => code));
      const raised = codes(current, names).filter(({ code }) => !old.has(code));
      return raised.map(({ code }) => (ofBattery ? { event: 'fault', payload: { reason: code } } : { event: 'raised', payload: { code } }));
    },
  };
});

/** Power Source (Matter core specification, section 11.7). */
export const powerSource: ClusterMapping = {
  cluster: 'powerSource',
  attributes: [
    {
      to: 'powerSource.source',
      from: ['status'],
      read: ({ features }) => (features['battery'] === true ? 'battery' : features['wired'] === true ? 'mains' : null),
    },
    attribute('status', 'powerSource.status', named({ 0: null, 1: 'active', 2: 'standby', 3: 'unavailable' })),
    attribute('wiredPresent', 'powerSource.mainsPresent', flag),
    attribute('wiredAssessedInputVoltage', 'powerSource.inputVoltage', per(1000)),
    attribute('batPercentRemaining', 'battery.level', per(2), { when: battery }),
    attribute('batChargeLevel', 'battery.low', unless(0), { when: battery }),
    attribute('batChargeState', 'battery.charging', named({ 0: null, 1: 'charging', 2: 'full', 3: 'notCharging' }), { when: battery }),
    attribute('batPercentRemaining', 'batteryStorage.soc', per(2), { when: storage }),
    // What is not charging may be idle or feed the home.
    attribute('batChargeState', 'batteryStorage.state', named({ 0: null, 1: 'charging', 2: 'full', 3: null }), { when: storage }),
    attribute('batVoltage', 'battery.voltage', per(1000), { when: battery }),
    attribute('batReplacementNeeded', 'battery.replace', flag, { when: battery }),
    attribute('batReplacementDescription', 'battery.type', text, { when: battery }),
    attribute('batQuantity', 'battery.quantity', same, { when: battery }),
    attribute('batTimeRemaining', 'battery.timeRemaining', same, { when: battery }),
    attribute('batTimeToFullCharge', 'battery.timeToFull', same, { when: battery }),
    ...active,
  ],
  events: changes,
  internal: {
    order: 'bookkeeping of several sources',
    endpointList: 'which endpoints it feeds',
    description: 'a name for the source',
    ...because('a description of the hardware', 'wiredCurrentType', 'wiredNominalVoltage', 'wiredMaximumCurrent', 'batReplaceability'),
    ...because('a description of the hardware', 'batPresent', 'batFunctionalWhileCharging', 'batCommonDesignation', 'batAnsiDesignation'),
    ...because('a description of the hardware', 'batIecDesignation', 'batApprovedChemistry', 'batCapacity'),
  },
};
