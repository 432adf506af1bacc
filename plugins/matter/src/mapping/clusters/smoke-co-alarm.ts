import { attribute, feature, type AttributeMapping, type ClusterMapping, type EventMapping } from '../cluster-mapping.ts';
import { epochSeconds, flag, named, unless } from '../convert.ts';

const levels = named({ 0: 'normal', 1: 'warning', 2: 'critical' });
const alarms = [
  { capability: 'smokeAlarm', value: 'smoke', state: 'smokeState', event: 'smokeAlarm', when: feature('smokeAlarm') },
  { capability: 'coAlarm', value: 'co', state: 'coState', event: 'coAlarm', when: feature('coAlarm') },
] as const;

function attributesOf({ capability, value, state, when }: (typeof alarms)[number]): AttributeMapping[] {
  return [
    attribute(state, `${capability}.${value}`, levels, { when }),
    attribute('testInProgress', `${capability}.testing`, flag, { when }),
    attribute('deviceMuted', `${capability}.muted`, unless(0), { when }),
    attribute('endOfServiceAlert', `${capability}.endOfLife`, unless(0), { when }),
  ];
}

function eventsOf({ capability, event, when }: (typeof alarms)[number]): EventMapping[] {
  return [
    { from: event, capability, events: ['alarm'], when, read: () => ({ event: 'alarm' }) },
    { from: 'allClear', capability, events: ['allClear'], when, read: () => ({ event: 'allClear' }) },
  ];
}

/** Smoke CO Alarm (Matter application clusters, section 2.11). */
export const smokeCoAlarm: ClusterMapping = {
  cluster: 'smokeCoAlarm',
  attributes: [
    ...alarms.flatMap(attributesOf),
    attribute('expiryDate', 'smokeAlarm.expiresAt', epochSeconds, { when: feature('smokeAlarm') }),
    attribute('interconnectSmokeAlarm', 'smokeAlarm.interconnected', unless(0), { when: feature('smokeAlarm') }),
    attribute('batteryAlert', 'battery.low', unless(0)),
    attribute('hardwareFaultAlert', 'health.problem', flag),
  ],
  commands: alarms.map(({ capability, when }) => ({
    to: `${capability}.test`,
    when,
    needs: 'selfTestRequest',
    run: () => ({ invoke: 'selfTestRequest' }),
  })),
  events: [
    ...alarms.flatMap(eventsOf),
    {
      from: 'selfTestComplete',
      capability: 'smokeAlarm',
      events: ['testDone'],
      when: feature('smokeAlarm'),
      read: () => ({ event: 'testDone' }),
    },
  ],
  internal: { expressedState: 'the most urgent of the other states' },
};
