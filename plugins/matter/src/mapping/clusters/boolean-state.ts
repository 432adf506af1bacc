import { deviceType, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { flag } from '../convert.ts';

/** What the one boolean of the cluster means depends on the device type of its endpoint (device library, chapter 7). */
const meanings: readonly { readonly type: string; readonly to: string; readonly true: unknown; readonly false: unknown }[] = [
  { type: 'ContactSensor', to: 'contactSensor.contact', true: 'closed', false: 'open' },
  { type: 'WaterLeakDetector', to: 'waterLeak.wet', true: true, false: false },
  { type: 'RainSensor', to: 'rainSensor.raining', true: true, false: false },
  { type: 'WaterFreezeDetector', to: 'limitAlarm.state', true: 'low', false: 'normal' },
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
  tags: ({ deviceTypes }) => (deviceTypes.has('WaterFreezeDetector') ? ['function=freeze'] : []),
};
