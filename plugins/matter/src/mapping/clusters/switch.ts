import { attribute, deviceType, feature, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { numberOf, same, unless } from '../convert.ts';

const latching = feature('latchingSwitch');
const momentary = feature('momentarySwitch');
const multiPress = feature('momentarySwitchMultiPress');
const longPress = feature('momentarySwitchLongPress');
const release = feature('momentarySwitchRelease');

const isDoorbell = deviceType('Doorbell', 'AudioDoorbell');

/** Gesture → when a switch with these features makes it. */
const gestures: readonly (readonly [gesture: string, when: (view: ClusterView) => boolean])[] = [
  ['pressed', momentary],
  ['held', longPress],
  ['released', (view) => longPress(view) || release(view)],
  ['latched', latching],
];

/**
 * Switch (Matter application clusters, section 1.13): the inputs of remotes and wall buttons. Which of the events ends a press depends
 * on the features: one that counts presses says so once at the end, one that tells the release of a short press from a long one says it
 * then, and the simplest only has the initial press.
 */
export const switchCluster: ClusterMapping = {
  cluster: 'switch',
  attributes: [
    attribute('currentPosition', 'button.position', same),
    { to: 'button.pressed', from: ['currentPosition'], when: momentary, read: ({ state }) => unless(0).read(state['currentPosition']) },
    { to: 'button.gestures', from: ['numberOfPositions'], read: (view) => gestures.filter(([, when]) => when(view)).map(([name]) => name) },
  ],
  events: [
    {
      from: 'switchLatched',
      capability: 'button',
      events: ['latched'],
      when: latching,
      read: ({ newPosition }) => ({ event: 'latched', payload: { position: numberOf(newPosition) ?? 0 } }),
    },
    {
      from: 'initialPress',
      capability: 'button',
      events: ['pressed'],
      when: (view) => momentary(view) && !multiPress(view) && !release(view),
      read: () => ({ event: 'pressed', payload: { count: 1 } }),
    },
    {
      from: 'shortRelease',
      capability: 'button',
      events: ['pressed'],
      when: (view) => release(view) && !multiPress(view),
      read: () => ({ event: 'pressed', payload: { count: 1 } }),
    },
    {
      from: 'multiPressComplete',
      capability: 'button',
      events: ['pressed'],
      when: multiPress,
      // A count of 0 is a press that was given up (section 1.13.7.7).
      read: ({ totalNumberOfPressesCounted }) => {
        const count = numberOf(totalNumberOfPressesCounted) ?? 0;
        return count > 0 ? { event: 'pressed', payload: { count } } : undefined;
      },
    },
    {
      from: 'initialPress',
      capability: 'doorbell',
      events: ['rung'],
      when: (view) => momentary(view) && isDoorbell(view),
      read: () => ({ event: 'rung' }),
    },
    { from: 'longPress', capability: 'button', events: ['held'], when: longPress, read: () => ({ event: 'held' }) },
    { from: 'longRelease', capability: 'button', events: ['released'], when: longPress, read: () => ({ event: 'released' }) },
  ],
  internal: { multiPressMax: 'how many presses it can count' },
  unused: { multiPressOngoing: 'a press that goes on; its end tells how many it were' },
};
