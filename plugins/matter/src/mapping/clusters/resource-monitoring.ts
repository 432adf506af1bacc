import { attribute, onPart, verb, writable, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { epochSeconds, flag, named, numberOf, recordsIn } from '../convert.ts';

/** How much is left, in percent: some count down to the end of life and some up to it (application clusters, section 2.8.6.2). */
const remaining: AttributeMapping['read'] = ({ state }) => {
  const condition = numberOf(state['condition']);
  return typeof condition === 'number' && state['degradationDirection'] === 0 ? 100 - condition : condition;
};

/** What to buy: the first product of the list, with the kind of its number. */
const identifiers: readonly string[] = ['UPC', 'GTIN-8', 'EAN', 'GTIN-14', 'part'];

const part: AttributeMapping['read'] = ({ state }) => {
  const [first] = recordsIn(state['replacementProductList']);
  if (!first) return null;
  return `${identifiers[numberOf(first['productIdentifierType']) ?? -1] ?? 'part'} ${String(first['productIdentifierValue'])}`;
};

const filter = {
  attributes: [
    { to: 'lifetime.remaining', from: ['condition', 'degradationDirection'], read: remaining },
    attribute('changeIndication', 'lifetime.state', named({ 0: 'ok', 1: 'warning', 2: 'expired' })),
    attribute('inPlaceIndicator', 'lifetime.inPlace', flag),
    writable('lastChangedTime', 'lifetime.replacedAt', epochSeconds),
    { to: 'lifetime.part', from: ['replacementProductList'], read: part },
  ],
  commands: [verb('lifetime.replaced', 'resetCondition')],
} satisfies Partial<ClusterMapping>;

/** The clusters that derive from Resource Monitoring (section 2.8). Each is a part of its own, since an appliance may have several. */
export const resourceMonitoring: readonly ClusterMapping[] = [
  onPart(
    { id: 'hepaFilter', name: 'Particle filter', kind: 'part', tags: ['part=filter'] },
    { cluster: 'hepaFilterMonitoring', ...filter },
  ),
  onPart(
    { id: 'carbonFilter', name: 'Carbon filter', kind: 'part', tags: ['part=filter'] },
    { cluster: 'activatedCarbonFilterMonitoring', ...filter },
  ),
  onPart(
    { id: 'waterTank', name: 'Water tank', kind: 'part', tags: ['part=tank', 'medium=water'] },
    {
      cluster: 'waterTankLevelMonitoring',
      attributes: [
        { to: 'levelSensor.level', from: ['condition', 'degradationDirection'], read: remaining },
        attribute('changeIndication', 'levelSensor.state', named({ 0: 'ok', 1: 'low', 2: 'empty' })),
      ],
      unused: { resetCondition: 'the level is measured, so there is nothing to reset' },
    },
  ),
];
