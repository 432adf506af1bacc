import { attribute, because, writable, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { bit, isRecord, per, rangeOf, same } from '../convert.ts';

/** Features of the cluster in the order in which one is taken for the technology. */
const technologies: readonly (readonly [feature: string, technology: string])[] = [
  ['radar', 'radar'],
  ['passiveInfrared', 'pir'],
  ['ultrasonic', 'ultrasonic'],
  ['physicalContact', 'contact'],
  ['vision', 'vision'],
  ['rfSensing', 'rf'],
  ['activeInfrared', 'other'],
  ['other', 'other'],
];

function technologyOf({ features }: ClusterView): string | null {
  return technologies.find(([feature]) => features[feature] === true)?.[1] ?? null;
}

function thresholds(technology: string): string[] {
  return [`${technology}UnoccupiedToOccupiedDelay`, `${technology}UnoccupiedToOccupiedThreshold`];
}

/** How long a sensor holds on, between the limits that it tells. */
export const holdTime: AttributeMapping = writable('holdTime', 'sensorSettings.holdTime', per(1), {
  narrow: ({ state }) => (isRecord(state['holdTimeLimits']) ? rangeOf(state['holdTimeLimits'], 'holdTimeMin', 'holdTimeMax', same) : {}),
});

/** Occupancy Sensing (Matter application clusters, section 2.7). */
export const occupancySensing: ClusterMapping = {
  cluster: 'occupancySensing',
  attributes: [
    attribute('occupancy', 'occupancySensor.occupied', bit('occupied')),
    { to: 'occupancySensor.technology', from: ['occupancySensorTypeBitmap'], read: technologyOf },
    holdTime,
  ],
  events: [
    {
      from: 'occupancyChanged',
      capability: 'occupancySensor',
      events: ['occupied', 'vacated'],
      read: ({ occupancy }) => ({ event: bit('occupied').read(occupancy) === true ? 'occupied' : 'vacated' }),
    },
  ],
  internal: {
    occupancySensorType: 'deprecated, the features say the same',
    holdTimeLimits: 'the range of holdTime',
    pirOccupiedToUnoccupiedDelay: 'deprecated, the same as holdTime',
    ultrasonicOccupiedToUnoccupiedDelay: 'deprecated, the same as holdTime',
    physicalContactOccupiedToUnoccupiedDelay: 'deprecated, the same as holdTime',
    ...because('deprecated, a detail of one technology', ...['pir', 'ultrasonic', 'physicalContact'].flatMap(thresholds)),
  },
};
