import { attribute, because, writable, type AttributeMapping, type ClusterMapping, type EventMapping } from '../cluster-mapping.ts';
import { epochSeconds, hex, named, numberArgument, numberOf, per, same } from '../convert.ts';

const perThousand = per(1000);
const states = named({ 0: 'notPluggedIn', 1: 'noDemand', 2: 'demand', 3: 'charging', 4: 'discharging', 5: 'ending', 6: 'fault' });
const supplies = named({ 0: 'disabled', 1: 'charging', 2: 'discharging', 3: 'error', 5: 'enabled' });

/** Faults of the charger (Matter application clusters, section 9.3). */
const faults: readonly (string | undefined)[] = [
  undefined,
  'meterFailure',
  'overVoltage',
  'underVoltage',
  'overCurrent',
  'contactWetFailure',
  'contactDryFailure',
  'groundFault',
  'powerLoss',
  'powerQuality',
  'pilotShortCircuit',
  'emergencyStop',
  'evDisconnected',
  'wrongPowerSupply',
  'liveNeutralSwap',
  'overTemperature',
];

function faultOf(raw: unknown): string | undefined {
  const number = numberOf(raw);
  return typeof number === 'number' && number !== 0 ? (faults[number] ?? 'other') : undefined;
}

type Payload = Readonly<Record<string, unknown>>;

/** The session and the energy of an event, which a charger tells by one of two names. */
function session(payload: Payload): Record<string, unknown> {
  const id = numberOf(payload['sessionId']);
  const energy = perThousand.read(payload['energyTransferred'] ?? payload['sessionEnergyCharged']);
  return { ...(typeof id === 'number' && { sessionId: String(id) }), ...(typeof energy === 'number' && energy >= 0 && { energy }) };
}

const sessionEvents: readonly EventMapping[] = [
  ['evConnected', 'evConnected'],
  ['evNotDetected', 'evLeft'],
  ['energyTransferStarted', 'started'],
  ['energyTransferStopped', 'stopped'],
].map(([from = '', event = '']): EventMapping => ({
  from,
  capability: 'evCharger',
  events: [event],
  read: (payload) => ({ event, payload: session(payload) }),
}));

const sessionId: AttributeMapping = {
  to: 'evCharger.sessionId',
  from: ['sessionId'],
  read: ({ state }) => {
    const id = numberOf(state['sessionId']);
    return typeof id === 'number' ? String(id) : id;
  },
};

/** Null switches it on until it is switched off. */
function until(value: unknown): unknown {
  return value === undefined ? null : epochSeconds.write(value);
}

function milliamperes(value: unknown, otherwise: unknown, name: string): unknown {
  return value === undefined ? (otherwise ?? 0) : perThousand.write(numberArgument(value, name));
}

/** Energy EVSE (Matter application clusters, section 9.3): currents in milliampere, energy in milliwatt-hours. */
export const energyEvse: ClusterMapping = {
  cluster: 'energyEvse',
  attributes: [
    attribute('state', 'evCharger.state', states),
    attribute('supplyState', 'evCharger.supply', supplies),
    { to: 'health.problem', from: ['faultState'], read: ({ state }) => faultOf(state['faultState']) !== undefined },
    {
      to: 'health.active',
      from: ['faultState'],
      read: ({ state }) => [faultOf(state['faultState'])].flatMap((code) => (code === undefined ? [] : [{ code }])),
    },
    writable('userMaximumChargeCurrent', 'evCharger.userMaxCurrent', perThousand, {
      narrow: ({ state }) => {
        const maximum = perThousand.read(state['circuitCapacity']);
        return { minimum: 0, ...(typeof maximum === 'number' && { maximum }) };
      },
    }),
    attribute('minimumChargeCurrent', 'evCharger.minCurrent', perThousand),
    attribute('maximumChargeCurrent', 'evCharger.maxCurrent', perThousand),
    attribute('circuitCapacity', 'evCharger.circuitCapacity', perThousand),
    sessionId,
    attribute('sessionEnergyCharged', 'evCharger.sessionEnergy', perThousand),
    attribute('sessionDuration', 'evCharger.sessionDuration', same),
    attribute('stateOfCharge', 'evCharger.soc', same),
  ],
  commands: [
    { to: 'evCharger.disable', needs: 'disable', run: () => ({ invoke: 'disable' }) },
    {
      to: 'evCharger.enable',
      needs: 'enableCharging',
      run: (args, { state }) => ({
        invoke: 'enableCharging',
        fields: {
          chargingEnabledUntil: until(args['until']),
          minimumChargeCurrent: milliamperes(args['min'], state['minimumChargeCurrent'], 'the least current'),
          maximumChargeCurrent: milliamperes(args['max'], state['maximumChargeCurrent'] || state['circuitCapacity'], 'the most current'),
        },
      }),
    },
    {
      to: 'evCharger.enableDischarge',
      needs: 'enableDischarging',
      run: (args, { state }) => ({
        invoke: 'enableDischarging',
        fields: {
          dischargingEnabledUntil: until(args['until']),
          maximumDischargeCurrent: milliamperes(
            args['max'],
            state['maximumDischargeCurrent'] || state['circuitCapacity'],
            'the most current',
          ),
        },
      }),
    },
  ],
  events: [
    ...sessionEvents,
    {
      from: 'fault',
      capability: 'evCharger',
      events: ['fault'],
      read: ({ faultStateCurrentState }) => {
        const code = faultOf(faultStateCurrentState);
        return code === undefined ? undefined : { event: 'fault', payload: { code } };
      },
    },
    {
      from: 'rfid',
      capability: 'evCharger',
      events: ['rfid'],
      read: ({ uid }) => {
        const tag = hex(uid);
        return tag ? { event: 'rfid', payload: { tag } } : undefined;
      },
    },
    {
      from: 'rfid',
      capability: 'tagReader',
      events: ['scanned'],
      read: ({ uid }) => {
        const tag = hex(uid);
        return tag ? { event: 'scanned', payload: { tag }, values: { lastTag: tag } } : undefined;
      },
    },
  ],
  unused: {
    startDiagnostics: 'a test that cuts the power to the car',
    ...because(
      'the targets come as an answer and not as a value, so nobody could see what was changed',
      'setTargets',
      'getTargets',
      'clearTargets',
    ),
  },
};
