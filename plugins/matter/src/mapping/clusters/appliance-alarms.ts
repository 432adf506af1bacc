import { because, type AttributeMapping, type ClusterMapping, type CommandMapping, type EventMapping } from '../cluster-mapping.ts';
import { bitsOf, isRecord } from '../convert.ts';

/** One alarm of several as a yes or no. */
function alarm(name: string, to: string): AttributeMapping {
  return { to, from: ['state'], read: ({ state }) => bitsOf(state['state']).includes(name) };
}

/** Each bit of a notification raises or clears one fault (Matter application clusters, section 1.15). */
const healthEvents = (['active', 'inactive'] as const).map((change): EventMapping => {
  const event = change === 'active' ? 'raised' : 'cleared';
  return {
    from: 'notify',
    capability: 'health',
    events: [event],
    read: (payload) => bitsOf(payload[change]).map((code) => ({ event, payload: { code } })),
  };
});

const health: readonly AttributeMapping[] = [
  { to: 'health.problem', from: ['state'], read: ({ state }) => bitsOf(state['state']).length > 0 },
  { to: 'health.active', from: ['state'], read: ({ state }) => bitsOf(state['state']).map((code) => ({ code })) },
];

const reset: CommandMapping = {
  to: 'health.reset',
  needs: 'reset',
  run: (_args, { state }) => ({ invoke: 'reset', fields: { alarms: isRecord(state['state']) ? { ...state['state'] } : {} } }),
};

const armed = because('which alarms are armed, which the maker decides', 'mask', 'latch', 'supported');

/** Dishwasher Alarm (section 8.4) and Refrigerator Alarm (section 8.8). */
export const applianceAlarms: readonly ClusterMapping[] = [
  {
    cluster: 'dishwasherAlarm',
    attributes: [alarm('inflowError', 'dishwasher.inflowFault'), alarm('drainError', 'dishwasher.drainFault'), ...health],
    commands: [reset],
    events: healthEvents,
    internal: armed,
    unused: { modifyEnabledAlarms: 'an alarm that is put off by a rule warns nobody' },
  },
  {
    cluster: 'refrigeratorAlarm',
    attributes: [alarm('doorOpen', 'refrigerator.doorOpen'), ...health],
    commands: [reset],
    events: [
      {
        from: 'notify',
        capability: 'refrigerator',
        events: ['doorLeftOpen'],
        read: ({ active }) => (bitsOf(active).includes('doorOpen') ? { event: 'doorLeftOpen' } : undefined),
      },
      ...healthEvents,
    ],
    internal: armed,
  },
];
