import {
  because,
  feature,
  verb,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
  type CommandMapping,
  type Operation,
} from '../cluster-mapping.ts';
import { flag, isRecord, named, numberOf } from '../convert.ts';
import { percentOpen } from './window-covering.ts';

type Fields = Readonly<Record<string, unknown>>;

function part(state: Fields, name: string): Fields {
  const value = state[name];
  return isRecord(value) ? value : {};
}

const rest = named({ 0: 'closed', 1: 'open', 2: 'partial', 3: 'pedestrian', 4: 'ventilating', 5: 'partial' });
const moving = 1;

/** Whether it is on its way to be closed, or from wherever it stands to something more open (application clusters, section 5.4). */
function stateOf({ state }: ClusterView): unknown {
  const position = numberOf(part(state, 'overallCurrentState')['position']);
  if (state['mainState'] !== moving) return state['overallCurrentState'] === null ? null : rest.read(position);
  const target = numberOf(part(state, 'overallTargetState')['position']);
  return target === 0 || (position === 1 && target !== 1) ? 'closing' : 'opening';
}

const errors: Readonly<Record<number, string>> = {
  0: 'physicallyBlocked',
  1: 'blockedBySensor',
  2: 'temperatureLimited',
  3: 'maintenanceRequired',
  4: 'internalInterference',
};

function errorsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((error) => errors[numberOf(error) ?? -1] ?? String(error)) : [];
}

function obstructed(list: unknown): boolean {
  return errorsOf(list).some((error) => error === 'physicallyBlocked' || error === 'blockedBySensor');
}

/** A latch that only a hand can turn is not offered (section 5.4.6.7). */
function latchable({ state }: ClusterView): { writable: boolean } {
  const modes = part(state, 'latchControlModes');
  return { writable: modes['remoteLatching'] === true && modes['remoteUnlatching'] === true };
}

function latch(from: string, invoke: string): AttributeMapping {
  return {
    to: 'closure.latched',
    from: [from, 'latchControlModes'],
    when: feature('motionLatching'),
    read: ({ state }) => flag.read(part(state, from)['latch']) ?? null,
    narrow: latchable,
    write: (value) => ({ invoke, fields: { latch: flag.write(value) } }),
  };
}

function moveTo(position: number): () => Operation {
  return () => ({ invoke: 'moveTo', fields: { position } });
}

const positioning = feature('positioning');
const move = (to: string, position: number, when: CommandMapping['when']): CommandMapping => ({
  to,
  needs: 'moveTo',
  run: moveTo(position),
  ...(when && { when }),
});

/** Closure Control (Matter application clusters, section 5.4): a gate, a garage door, a window with a motor. */
const closureControl: ClusterMapping = {
  cluster: 'closureControl',
  attributes: [
    { to: 'closure.state', from: ['overallCurrentState', 'mainState', 'overallTargetState'], when: positioning, read: stateOf },
    latch('overallCurrentState', 'moveTo'),
    {
      to: 'closure.secure',
      from: ['overallCurrentState'],
      read: ({ state }) => flag.read(part(state, 'overallCurrentState')['secureState']) ?? null,
    },
    { to: 'closure.obstructed', from: ['currentErrorList'], read: ({ state }) => obstructed(state['currentErrorList']) },
    {
      to: 'coverSettings.calibrated',
      from: ['mainState'],
      when: feature('calibration'),
      read: ({ state }) => state['mainState'] !== 4 && state['mainState'] !== 7,
    },
  ],
  commands: [
    move('closure.open', 1, positioning),
    move('closure.close', 0, positioning),
    move('closure.pedestrian', 2, feature('pedestrian')),
    move('closure.ventilate', 3, feature('ventilation')),
    verb('closure.stop', 'stop'),
    verb('coverSettings.calibrate', 'calibrate', { when: feature('calibration') }),
  ],
  events: [
    { from: 'movementCompleted', capability: 'closure', events: ['completed'], read: () => ({ event: 'completed' }) },
    {
      from: 'secureStateChanged',
      capability: 'closure',
      events: ['secured'],
      read: ({ secureValue }) => (secureValue === true ? { event: 'secured' } : undefined),
    },
    {
      from: 'operationalError',
      capability: 'closure',
      events: ['error'],
      read: ({ errorState }) => {
        const reason = errorsOf(errorState).join(', ');
        return reason === '' ? undefined : { event: 'error', payload: { reason } };
      },
    },
  ],
  unused: { engageStateChanged: 'the state tells the same' },
};

/** As a blind, it counts hundredths of a percent closed (section 5.5.5.1). */
const position: AttributeMapping = {
  to: 'closure.position',
  from: ['currentState'],
  when: positioning,
  read: ({ state }) => (state['currentState'] === null ? null : percentOpen.read(part(state, 'currentState')['position'])),
  narrow: ({ state }) => {
    const limits = part(state, 'limitRange');
    const resolution = numberOf(state['resolution']);
    const [open, closed] = [percentOpen.read(limits['min']), percentOpen.read(limits['max'])];
    return {
      minimum: typeof closed === 'number' ? closed : 0,
      maximum: typeof open === 'number' ? open : 100,
      ...(typeof resolution === 'number' && resolution > 0 && { step: resolution / 100 }),
    };
  },
  write: (value) => ({ invoke: 'setTarget', fields: { position: percentOpen.write(value) } }),
};

/** Turned slats and shifted stripes are closed at both ends, so that "open" means nothing for them (section 5.5.5.1). */
const hasEnds = (view: ClusterView) => positioning(view) && view.state['modulationType'] !== 0 && view.state['modulationType'] !== 2;

const setTarget = (to: string, percent: number): CommandMapping => ({
  to,
  needs: 'setTarget',
  when: hasEnds,
  run: () => ({ invoke: 'setTarget', fields: { position: percentOpen.write(percent) } }),
});

/** Closure Dimension (section 5.5): one panel of a closure, or one way in which it moves. */
const closureDimension: ClusterMapping = {
  cluster: 'closureDimension',
  attributes: [position, latch('currentState', 'setTarget')],
  commands: [setTarget('closure.open', 100), setTarget('closure.close', 0)],
  internal: {
    targetState: 'the goal of a movement; the position follows',
    ...because('the steps and the range of the position', 'resolution', 'stepValue', 'limitRange'),
    ...because('how the panel is built', 'translationDirection', 'rotationAxis', 'overflow', 'modulationType'),
  },
  unused: { step: 'setting the position does the same' },
};

export const closures: readonly ClusterMapping[] = [closureControl, closureDimension];
