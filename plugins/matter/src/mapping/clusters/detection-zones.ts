import { because, type ClusterMapping, type ClusterView, type EventMapping } from '../cluster-mapping.ts';
import { isRecord, numberArgument, numberOf, recordsIn, tidy } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A zone by its corners; 0, 0 is the upper left corner and 1, 1 the lower right. */
function zoneOf(zone: Fields, { state }: ClusterView) {
  const shape = isRecord(zone['twoDCartesianZone']) ? zone['twoDCartesianZone'] : {};
  const full = isRecord(state['twoDCartesianMax']) ? state['twoDCartesianMax'] : {};
  const [width, height] = [numberOf(full['x']), numberOf(full['y'])];
  const name = shape['name'];
  const share = (value: unknown, whole: number) => Math.min(1, Math.max(0, tidy((numberOf(value) ?? 0) / whole)));
  return {
    id: String(zone['zoneId']),
    ...(typeof name === 'string' && { name }),
    ...(width && height && { points: recordsIn(shape['vertices']).map(({ x, y }) => ({ x: share(x, width), y: share(y, height) })) }),
  };
}

function crossed(from: string, event: string): EventMapping {
  return { from, capability: 'detectionZones', events: [event], read: ({ zone }) => ({ event, payload: { zone: String(zone) } }) };
}

/** Zone Management (Matter application clusters, section 2.14). */
export const zoneManagement: ClusterMapping = {
  cluster: 'zoneManagement',
  attributes: [
    {
      to: 'detectionZones.zones',
      from: ['zones', 'twoDCartesianMax'],
      read: (view) => recordsIn(view.state['zones']).map((zone) => zoneOf(zone, view)),
    },
    // Movement is all that Matter lets a zone notice.
    { to: 'detectionZones.triggers', from: ['triggers'], read: ({ state }) => (recordsIn(state['triggers']).length > 0 ? ['motion'] : []) },
    {
      to: 'detectionZones.sensitivity',
      from: ['sensitivity'],
      read: ({ state }) => {
        const value = numberOf(state['sensitivity']);
        return typeof value === 'number' ? String(value) : value;
      },
      narrow: ({ state }) => {
        const steps = numberOf(state['sensitivityMax']) ?? 1;
        return { options: Array.from({ length: Math.max(1, steps) }, (_unused, index) => ({ id: String(index + 1) })) };
      },
      write: (value) => ({ write: { sensitivity: Math.round(numberArgument(Number(value), 'the sensitivity')) } }),
    },
  ],
  events: [crossed('zoneTriggered', 'entered'), crossed('zoneStopped', 'left')],
  internal: because('a limit of the zones', 'maxUserDefinedZones', 'maxZones', 'sensitivityMax'),
  unused: {
    ...because('a zone is drawn over the picture, by a viewer', 'createTwoDCartesianZone', 'updateTwoDCartesianZone', 'removeZone'),
    ...because('a zone is drawn over the picture, by a viewer', 'createOrUpdateTrigger', 'removeTrigger'),
  },
};
