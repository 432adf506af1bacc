import { Matter } from '@matter/main/model';
import { attribute, because, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { isRecord, numberOf, recordsIn, same } from '../convert.ts';
import { holdTime } from './occupancy-sensing.ts';

type Sense = 'activities' | 'objects' | 'sounds';

/** The standard's namespaces of what can be recognised, each with the list of ours that it fills (application clusters, section 2.16). */
const senses: ReadonlyMap<string, { readonly sense: Sense; readonly kind: 'activity' | 'object' | 'sound' }> = new Map([
  ['IdentifiedHumanActivity', { sense: 'activities', kind: 'activity' }],
  ['IdentifiedObject', { sense: 'objects', kind: 'object' }],
  ['IdentifiedSound', { sense: 'sounds', kind: 'sound' }],
]);

const namespaces = new Map(
  [...Matter.semanticNamespaces].flatMap((namespace) => {
    const sense = senses.get(namespace.name);
    if (!sense || namespace.id === undefined) return [];
    const names = new Map([...namespace.tags].map(({ id, name }) => [id, name.slice(0, 1).toLowerCase() + name.slice(1)] as const));
    return [[namespace.id, { ...sense, names }] as const];
  }),
);

/** What one tag stands for; a maker's own is known by its label alone. */
function recognised(tag: Readonly<Record<string, unknown>>) {
  const namespace = namespaces.get(numberOf(tag['namespaceId']) ?? -1);
  const label = tag['label'];
  const name = typeof label === 'string' && label !== '' ? label : namespace?.names.get(numberOf(tag['tag']) ?? -1);
  return namespace && name !== undefined ? { ...namespace, name } : undefined;
}

function tagsOf(context: unknown) {
  return recordsIn(isRecord(context) ? context['ambientContextSensed'] : undefined).flatMap((tag) => recognised(tag) ?? []);
}

function sensed(sense: Sense): AttributeMapping {
  return {
    to: `ambientSensing.${sense}`,
    from: ['ambientContextType'],
    read: ({ state }: ClusterView) => [
      ...new Set(
        recordsIn(state['ambientContextType'])
          .flatMap(tagsOf)
          .filter((tag) => tag.sense === sense)
          .map(({ name }) => name),
      ),
    ],
  };
}

const told = 'the lists of what is there tell the same';

/** Ambient Context Sensing (Matter application clusters, section 2.16). */
export const ambientContextSensing: ClusterMapping = {
  cluster: 'ambientContextSensing',
  attributes: [sensed('activities'), sensed('objects'), sensed('sounds'), attribute('objectCount', 'ambientSensing.count', same), holdTime],
  events: [
    {
      from: 'ambientContextDetectStarted',
      capability: 'ambientSensing',
      events: ['detected'],
      read: ({ ambientContextDetected, objectCount }) => {
        const [first] = tagsOf(ambientContextDetected);
        const count = numberOf(objectCount);
        return first && { event: 'detected', payload: { kind: first.kind, name: first.name, ...(typeof count === 'number' && { count }) } };
      },
    },
  ],
  internal: {
    ...because(told, 'humanActivityDetected', 'objectIdentified', 'audioContextDetected', 'objectCountReached'),
    ambientContextTypeSupported: 'what it could recognise',
    holdTimeLimits: 'the range of holdTime',
  },
  unused: { ambientContextDetectEnded: 'it does not say what ended; the lists do' },
};
