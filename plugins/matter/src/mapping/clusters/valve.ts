import { attribute, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { bitsOf, epochMicroseconds, named, numberArgument, same } from '../convert.ts';

const states = named({ 0: 'closed', 1: 'open' });

/** A valve that moves is on its way to its target (application clusters, section 4.6.7.5). */
function stateOf({ state }: ClusterView): unknown {
  if (state['currentState'] !== 2) return states.read(state['currentState']);
  return state['targetState'] === 1 ? 'opening' : state['targetState'] === 0 ? 'closing' : null;
}

/** Valve Configuration and Control (Matter application clusters, section 4.6). */
export const valve: ClusterMapping = {
  cluster: 'valveConfigurationAndControl',
  attributes: [
    { to: 'valve.state', from: ['currentState', 'targetState'], read: stateOf },
    attribute('currentLevel', 'valve.position', same),
    attribute('remainingDuration', 'valve.remaining', same),
    attribute('autoCloseTime', 'valve.autoCloseAt', epochMicroseconds),
    { to: 'valve.fault', from: ['valveFault'], read: ({ state }) => bitsOf(state['valveFault']).length > 0 },
  ],
  commands: [
    {
      to: 'valve.open',
      needs: 'open',
      run: ({ duration, level }) => ({
        invoke: 'open',
        fields: {
          ...(duration !== undefined && { openDuration: Math.round(numberArgument(duration, 'duration')) }),
          ...(level !== undefined && { targetLevel: Math.round(numberArgument(level, 'level')) }),
        },
      }),
    },
    { to: 'valve.close', needs: 'close', run: () => ({ invoke: 'close' }) },
  ],
  events: [
    {
      from: 'valveStateChanged',
      capability: 'valve',
      events: ['opened', 'closed'],
      read: ({ valveState }) => (valveState === 0 ? { event: 'closed' } : valveState === 1 ? { event: 'opened' } : undefined),
    },
    {
      from: 'valveFault',
      capability: 'valve',
      events: ['fault'],
      read: ({ valveFault }) => {
        const faults = bitsOf(valveFault);
        return faults.length > 0 ? { event: 'fault', payload: { reason: faults.join(', ') } } : undefined;
      },
    },
  ],
  internal: {
    targetLevel: 'the goal of a movement; the position follows',
    openDuration: 'bookkeeping of a command',
    levelStep: 'the steps of the position',
  },
};
