import { CommandRejectedError } from '@concord/sdk';
import { attribute, commanded, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { isRecord, named, numberArgument, numberOf, per, rangeOf, flag, same, text } from '../convert.ts';

/** The modes that the device lists itself, as ids with the labels that it gives them (Matter application clusters, section 1.10). */
function modesOf({ state }: ClusterView): { id: string; label: string; tags: string[] }[] {
  const modes = state['supportedModes'];
  if (!Array.isArray(modes)) return [];
  return modes.filter(isRecord).map((mode) => ({ id: String(mode['mode']), label: String(mode['label'] ?? mode['mode']), tags: [] }));
}

const mode: AttributeMapping = {
  to: 'mode.mode',
  from: ['currentMode'],
  read: ({ state }) => {
    const current = numberOf(state['currentMode']);
    return typeof current === 'number' ? String(current) : current;
  },
  narrow: (view) => ({ options: modesOf(view).map(({ id, label }) => ({ id, label })) }),
  write: (value, view) => {
    if (!modesOf(view).some(({ id }) => id === value)) throw new CommandRejectedError(`${String(value)} is none of the modes`);
    return { invoke: 'changeToMode', fields: { newMode: Number(value) } };
  },
};

const modeClusters = [
  'modeSelect',
  'laundryWasherMode',
  'dishwasherMode',
  'ovenMode',
  'microwaveOvenMode',
  'refrigeratorAndTemperatureControlledCabinetMode',
  'rvcRunMode',
  'rvcCleanMode',
];

const lifetimeClusters = ['hepaFilterMonitoring', 'activatedCarbonFilterMonitoring'];
const states = named({ 0: 'stopped', 1: 'running', 2: 'paused', 3: 'error' });

/** Clusters of appliances and valves that need no more than a few rows each. */
export const appliances: readonly ClusterMapping[] = [
  ...modeClusters.map((cluster) => ({
    cluster,
    attributes: [mode, { to: 'mode.modes', from: ['supportedModes'], read: modesOf }],
    internal: { standardNamespace: 'a detail of the encoding', description: 'a name for the list of modes' },
  })),
  ...lifetimeClusters.map((cluster) => ({
    cluster,
    attributes: [
      attribute('condition', 'lifetime.remaining', same),
      attribute('changeIndication', 'lifetime.state', named({ 0: 'ok', 1: 'warning', 2: 'expired' })),
      attribute('inPlaceIndicator', 'lifetime.inPlace', flag),
    ],
    commands: [{ to: 'lifetime.replaced', needs: 'resetCondition', run: () => ({ invoke: 'resetCondition' }) }],
  })),
  {
    cluster: 'operationalState',
    attributes: [
      {
        to: 'operationalState.state',
        from: ['operationalState'],
        read: ({ state }) => states.read(state['operationalState']),
      },
      attribute('countdownTime', 'operationalState.remaining', same),
      {
        to: 'operationalState.phase',
        from: ['currentPhase', 'phaseList'],
        read: ({ state }) => {
          const phase = numberOf(state['currentPhase']);
          const phases = state['phaseList'];
          return typeof phase === 'number' && Array.isArray(phases) ? (text.read(phases[phase]) ?? null) : null;
        },
      },
      {
        to: 'operationalState.phases',
        from: ['phaseList'],
        read: ({ state }) => (Array.isArray(state['phaseList']) ? state['phaseList'] : []),
      },
    ],
    commands: ['start', 'pause', 'resume', 'stop'].map((command) => ({
      to: `operationalState.${command}`,
      needs: command,
      run: () => ({ invoke: command }),
    })),
    internal: { operationalStateList: 'the options of the state', operationalError: 'told by the state' },
  },
  {
    cluster: 'valveConfigurationAndControl',
    attributes: [
      attribute('currentState', 'valve.state', named({ 0: 'closed', 1: 'open', 2: null })),
      attribute('currentLevel', 'valve.position', same),
      attribute('remainingDuration', 'valve.remaining', same),
    ],
    commands: [
      {
        to: 'valve.open',
        run: ({ duration, level }) => ({
          invoke: 'open',
          fields: {
            ...(duration !== undefined && { openDuration: Math.round(numberArgument(duration, 'duration')) }),
            ...(level !== undefined && { targetLevel: Math.round(numberArgument(level, 'level')) }),
          },
        }),
      },
      { to: 'valve.close', run: () => ({ invoke: 'close' }) },
    ],
    internal: { targetState: 'the goal of a movement', targetLevel: 'the goal of a movement', openDuration: 'bookkeeping of a command' },
  },
  {
    cluster: 'temperatureControl',
    attributes: [
      commanded(
        'temperatureSetpoint',
        'temperatureControl.setpoint',
        per(100),
        (targetTemperature) => ({ invoke: 'setTemperature', fields: { targetTemperature } }),
        { narrow: ({ state }) => rangeOf(state, 'minTemperature', 'maxTemperature', per(100)) },
      ),
      attribute('minTemperature', 'temperatureControl.min', per(100)),
      attribute('maxTemperature', 'temperatureControl.max', per(100)),
      attribute('step', 'temperatureControl.step', per(100)),
    ],
  },
];
