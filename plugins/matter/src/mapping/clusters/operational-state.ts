import {
  deviceType,
  verb,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
  type CommandMapping,
  type EventMapping,
} from '../cluster-mapping.ts';
import { isRecord, named, numberOf, same, text, type Conversion } from '../convert.ts';

/** States that every appliance shares; from 64 on a derived cluster has its own, from 128 on a maker (application clusters, section 1.14). */
const general = { 0: 'stopped', 1: 'running', 2: 'paused', 3: 'error' } as const;
const states = named(general);

/** A robot that goes to its dock or charges runs no cleaning, and nothing is wrong with it (section 7.4). */
const robotStates = named({
  ...general,
  64: 'running',
  65: 'stopped',
  66: 'stopped',
  67: 'running',
  68: 'running',
  69: 'running',
  70: 'running',
});

const activities = named({
  0: 'idle',
  1: 'cleaning',
  2: 'paused',
  3: 'error',
  64: 'returning',
  65: 'charging',
  66: 'docked',
  67: 'emptying',
  68: 'washing',
  70: 'mapping',
});

const errors: Readonly<Record<number, string>> = { 1: 'unableToStartOrResume', 2: 'unableToCompleteOperation', 3: 'commandInvalidInState' };

/** Errors of a robot, beside those that all share (section 7.4.4.2). */
const robotErrors: Readonly<Record<number, string>> = {
  ...errors,
  64: 'failedToFindChargingDock',
  65: 'stuck',
  66: 'dustBinMissing',
  67: 'dustBinFull',
  68: 'waterTankEmpty',
  69: 'waterTankMissing',
  70: 'waterTankLidOpen',
  71: 'mopCleaningPadMissing',
  72: 'lowBattery',
  73: 'cannotReachTargetArea',
  74: 'dirtyWaterTankFull',
  75: 'dirtyWaterTankMissing',
  76: 'wheelsJammed',
  77: 'brushJammed',
  78: 'navigationSensorObscured',
};

/** Errors that leave a robot where it stands. */
const stuck: ReadonlySet<string> = new Set(['stuck', 'wheelsJammed', 'brushJammed', 'cannotReachTargetArea', 'failedToFindChargingDock']);

/** The error with the code's name, or its number where it is the maker's; null for none. */
function errorOf(error: unknown, names: Readonly<Record<number, string>>): { code: string; text?: string } | null {
  const id = isRecord(error) ? numberOf(error['errorStateId']) : undefined;
  if (!isRecord(error) || typeof id !== 'number' || id === 0) return null;
  const words = [error['errorStateDetails'], error['errorStateLabel']].find((one) => typeof one === 'string' && one !== '');
  return { code: names[id] ?? String(id), ...(typeof words === 'string' && { text: words }) };
}

function attributesOf(conversion: Conversion, names: Readonly<Record<number, string>>): AttributeMapping[] {
  return [
    { to: 'operationalState.state', from: ['operationalState'], read: ({ state }) => conversion.read(state['operationalState']) },
    { to: 'operationalState.remaining', from: ['countdownTime'], read: ({ state }) => same.read(state['countdownTime']) },
    { to: 'operationalState.phase', from: ['currentPhase', 'phaseList'], read: phaseOf },
    {
      to: 'operationalState.phases',
      from: ['phaseList'],
      read: ({ state }) => (Array.isArray(state['phaseList']) ? state['phaseList'] : []),
    },
    { to: 'operationalState.error', from: ['operationalError'], read: ({ state }) => errorOf(state['operationalError'], names) },
  ];
}

function phaseOf({ state }: ClusterView): unknown {
  const phase = numberOf(state['currentPhase']);
  const phases = state['phaseList'];
  return typeof phase === 'number' && Array.isArray(phases) ? (text.read(phases[phase]) ?? null) : null;
}

function eventsOf(names: Readonly<Record<number, string>>): EventMapping[] {
  return [
    {
      from: 'operationalError',
      capability: 'operationalState',
      events: ['error'],
      read: ({ errorState }) => {
        const error = errorOf(errorState, names);
        return error ? { event: 'error', payload: error } : undefined;
      },
    },
    {
      from: 'operationCompletion',
      capability: 'operationalState',
      events: ['completed'],
      read: ({ completionErrorCode }) => {
        const code = numberOf(completionErrorCode) ?? 0;
        return { event: 'completed', payload: { result: code === 0 ? 'done' : (names[code] ?? String(code)) } };
      },
    },
  ];
}

/** What an appliance does has a name of its own where the appliance waters a garden. */
const waters = deviceType('IrrigationSystem');

const internal = { operationalStateList: 'the options of the state' };
const verbs = (...names: readonly string[]): CommandMapping[] => names.map((name) => verb(`operationalState.${name}`, name));

/** Operational State and what derives from it: the cavity of an oven, a robot that cleans floors. */
export const operationalStates: readonly ClusterMapping[] = [
  {
    cluster: 'operationalState',
    attributes: [
      ...attributesOf(states, errors),
      {
        to: 'irrigation.running',
        from: ['operationalState'],
        when: waters,
        read: ({ state }) => states.read(state['operationalState']) === 'running',
      },
    ],
    commands: [...verbs('start', 'pause', 'resume', 'stop'), verb('irrigation.stop', 'stop', { when: waters })],
    events: eventsOf(errors),
    internal,
  },
  {
    cluster: 'ovenCavityOperationalState',
    attributes: attributesOf(states, errors),
    commands: verbs('start', 'stop'),
    events: eventsOf(errors),
    internal,
  },
  {
    cluster: 'rvcOperationalState',
    attributes: [
      ...attributesOf(robotStates, robotErrors),
      { to: 'vacuum.activity', from: ['operationalState'], read: ({ state }) => activities.read(state['operationalState']) },
      {
        to: 'vacuum.binFull',
        from: ['operationalError'],
        read: ({ state }) => errorOf(state['operationalError'], robotErrors)?.code === 'dustBinFull',
      },
    ],
    commands: [...verbs('pause', 'resume'), verb('vacuum.pause', 'pause'), verb('vacuum.dock', 'goHome')],
    events: [
      ...eventsOf(robotErrors),
      {
        from: 'operationalError',
        capability: 'vacuum',
        events: ['stuck'],
        read: ({ errorState }) => {
          const error = errorOf(errorState, robotErrors);
          return error && stuck.has(error.code) ? { event: 'stuck', payload: { reason: error.code } } : undefined;
        },
      },
      {
        from: 'operationCompletion',
        capability: 'vacuum',
        events: ['finished'],
        read: ({ totalOperationalTime }) => {
          const duration = numberOf(totalOperationalTime);
          return { event: 'finished', payload: typeof duration === 'number' ? { duration } : {} };
        },
      },
    ],
    internal,
  },
];
