import { because, type AttributeMapping, type ClusterMapping, type CommandMapping, type EventMapping } from '../cluster-mapping.ts';
import { bitsOf, isRecord } from '../convert.ts';

/** One alarm of an appliance: a yes or no that it raises and clears. */
interface Alarm {
  readonly bit: string;
  readonly to?: string;
}

const dishwasherAlarms: readonly Alarm[] = [
  { bit: 'inflowError', to: 'dishwasher.inflowFault' },
  { bit: 'drainError', to: 'dishwasher.drainFault' },
  { bit: 'doorError' },
  { bit: 'tempTooLow' },
  { bit: 'tempTooHigh' },
  { bit: 'waterLevelError' },
];

/** Each bit of a notification raises or clears one fault (Matter application clusters, section 1.15). */
function healthEvents(alarmsOf: readonly Alarm[]): EventMapping[] {
  return alarmsOf.flatMap(({ bit }) =>
    (['active', 'inactive'] as const).map((change): EventMapping => {
      const event = change === 'active' ? 'raised' : 'cleared';
      return {
        from: 'notify',
        capability: 'health',
        events: [event],
        read: (payload) => (bitsOf(payload[change]).includes(bit) ? { event, payload: { code: bit } } : undefined),
      };
    }),
  );
}

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
    attributes: [
      ...dishwasherAlarms.flatMap(({ bit, to }): AttributeMapping[] =>
        to === undefined ? [] : [{ to, from: ['state'], read: ({ state }) => bitsOf(state['state']).includes(bit) }],
      ),
      ...health,
    ],
    commands: [reset],
    events: healthEvents(dishwasherAlarms),
    internal: armed,
    unused: { modifyEnabledAlarms: 'an alarm that is put off by a rule warns nobody' },
  },
  {
    cluster: 'refrigeratorAlarm',
    attributes: [
      { to: 'refrigerator.doorOpen', from: ['state'], read: ({ state }) => bitsOf(state['state']).includes('doorOpen') },
      ...health,
    ],
    commands: [reset],
    events: [
      {
        from: 'notify',
        capability: 'refrigerator',
        events: ['doorLeftOpen'],
        read: ({ active }) => (bitsOf(active).includes('doorOpen') ? { event: 'doorLeftOpen' } : undefined),
      },
      ...healthEvents([{ bit: 'doorOpen' }]),
    ],
    internal: armed,
  },
];
