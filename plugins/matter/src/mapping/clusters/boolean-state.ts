import { deviceType, type AttributeMapping, type ClusterMapping, type EventMapping } from '../cluster-mapping.ts';
import { flag } from '../convert.ts';

/** What the one boolean of the cluster means depends on the device type of its endpoint (device library, chapter 7). */
interface Meaning {
  readonly type: string;
  readonly to: string;
  readonly true: unknown;
  readonly false: unknown;
  readonly events: { readonly capability: string; readonly true: string; readonly false: string };
}

const meanings: readonly Meaning[] = [
  {
    type: 'ContactSensor',
    to: 'contactSensor.contact',
    true: 'closed',
    false: 'open',
    events: { capability: 'contactSensor', true: 'closed', false: 'opened' },
  },
  {
    type: 'WaterLeakDetector',
    to: 'waterLeak.wet',
    true: true,
    false: false,
    events: { capability: 'waterLeak', true: 'leak', false: 'dry' },
  },
  {
    type: 'RainSensor',
    to: 'rainSensor.raining',
    true: true,
    false: false,
    events: { capability: 'rainSensor', true: 'rainStarted', false: 'rainStopped' },
  },
  {
    type: 'WaterFreezeDetector',
    to: 'limitAlarm.state',
    true: 'low',
    false: 'normal',
    events: { capability: 'limitAlarm', true: 'exceeded', false: 'returned' },
  },
];

const known = deviceType(...meanings.map(({ type }) => type));

/** Boolean State (Matter application clusters, section 1.7). */
export const booleanState: ClusterMapping = {
  cluster: 'booleanState',
  attributes: [
    ...meanings.map((meaning): AttributeMapping => ({
      to: meaning.to,
      from: ['stateValue'],
      when: deviceType(meaning.type),
      read: ({ state }) => {
        const value = flag.read(state['stateValue']);
        return typeof value === 'boolean' ? meaning[value ? 'true' : 'false'] : value;
      },
    })),
    // A sensor of a type that is newer than this table still has a yes or no to show.
    { to: 'genericBoolean.value', from: ['stateValue'], when: (view) => !known(view), read: ({ state }) => flag.read(state['stateValue']) },
  ],
  events: meanings.map(({ type, events }): EventMapping => ({
    from: 'stateChange',
    capability: events.capability,
    events: [events.true, events.false],
    when: deviceType(type),
    read: ({ stateValue }) => ({ event: events[stateValue === true ? 'true' : 'false'] }),
  })),
  tags: ({ deviceTypes }) => (deviceTypes.has('WaterFreezeDetector') ? ['function=freeze'] : []),
};
