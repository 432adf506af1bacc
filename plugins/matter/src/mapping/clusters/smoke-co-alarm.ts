import {
  attribute,
  because,
  feature,
  writable,
  type AttributeMapping,
  type ClusterMapping,
  type EventMapping,
} from '../cluster-mapping.ts';
import { epochSeconds, flag, named, unless } from '../convert.ts';

const levels = named({ 0: 'normal', 1: 'warning', 2: 'critical' });
const contamination = named({ 0: 'normal', 1: 'light', 2: 'medium', 3: 'critical' });
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

/** How grave it is, where the alarm says more than that there is one. */
const severityOf: EventMapping['read'] = ({ alarmSeverityLevel }) => {
  const severity = levels.read(alarmSeverityLevel);
  return { event: 'alarm', payload: severity === 'warning' || severity === 'critical' ? { severity } : {} };
};

function eventsOf({ capability, event, when }: (typeof alarms)[number]): EventMapping[] {
  return [
    { from: event, capability, events: ['alarm'], when, read: severityOf },
    { from: 'allClear', capability, events: ['allClear'], when, read: () => ({ event: 'allClear' }) },
  ];
}

/** Smoke CO Alarm (Matter application clusters, section 2.11). */
export const smokeCoAlarm: ClusterMapping = {
  cluster: 'smokeCoAlarm',
  attributes: [
    ...alarms.flatMap(attributesOf),
    attribute('expiryDate', 'smokeAlarm.expiresAt', epochSeconds, { when: feature('smokeAlarm') }),
    attribute('contaminationState', 'smokeAlarm.contamination', contamination, { when: feature('smokeAlarm') }),
    attribute('interconnectSmokeAlarm', 'smokeAlarm.interconnected', unless(0), { when: feature('smokeAlarm') }),
    attribute('interconnectCoAlarm', 'coAlarm.interconnected', unless(0), { when: feature('coAlarm') }),
    writable('smokeSensitivityLevel', 'sensorSettings.sensitivity', named({ 0: 'high', 1: 'standard', 2: 'low' })),
    attribute('unmounted', 'tamper.tampered', flag),
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
    { from: 'lowBattery', capability: 'battery', events: ['low'], read: () => ({ event: 'low' }) },
    {
      from: 'hardwareFault',
      capability: 'health',
      events: ['raised'],
      read: () => ({ event: 'raised', payload: { code: 'hardwareFault' } }),
    },
    {
      from: 'endOfService',
      capability: 'health',
      events: ['raised'],
      read: () => ({ event: 'raised', payload: { code: 'endOfService' } }),
    },
  ],
  unused: because('the attributes tell the same', 'alarmMuted', 'muteEnded', 'interconnectSmokeAlarm', 'interconnectCoAlarm'),
  internal: { expressedState: 'the most urgent of the other states' },
};
