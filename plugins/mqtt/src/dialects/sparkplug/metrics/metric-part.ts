import { fragment } from '../../../devices/fragment.ts';
import type { Part, PartListener } from '../../../devices/part.ts';
import { genericPart, namedPart, type FeaturePart, type FeatureTools } from '../../../mapping/feature-part.ts';
import type { KnownMetric } from './known-metric.ts';
import { featureOfMetric } from './metric-feature.ts';
import { MetricMessage } from './metric-message.ts';
import { placeOf } from './place.ts';

/** What the metrics of one device need. */
export interface MetricTools {
  /** The tags of its endpoints. */
  readonly tags: readonly string[];
  /** Whether the owner lets the metric be written. */
  isWritable(metric: KnownMetric): boolean;
  /** Writes a metric. Throws `CommandRejectedError`. */
  readonly plan: (name: string, value: unknown) => ReturnType<FeatureTools['plan']>;
  readonly bad: (name: string, value: unknown) => void;
}

/** More endpoints than a device may have; what is in further folders stands on the device itself. */
const maxEndpoints = 400;

/** The parts of a device, one a metric. */
export function metricParts(metrics: Iterable<KnownMetric>, tools: MetricTools): Part[] {
  const endpoints = new Set<string>();
  return [...metrics].map((metric) => {
    const { endpoint } = placeOf(metric.name);
    if (endpoint !== undefined && endpoints.size < maxEndpoints) endpoints.add(endpoint);
    return metricPart(metric, tools, endpoint !== undefined && endpoints.has(endpoint));
  });
}

const restart = /^(?:Node|Device) Control\/Reboot$/i;

function metricPart(metric: KnownMetric, tools: MetricTools, hasEndpoint: boolean): Part {
  const place = placeOf(metric.name);
  const isWritable = tools.isWritable(metric);
  const name = hasEndpoint || place.endpoint === undefined ? place.name : metric.name;
  const feature = { ...featureOfMetric(metric, name, isWritable), ...(place.isAdministrative && { category: 'diagnostic' as const }) };
  const spot = { endpoint: hasEndpoint ? place.endpoint : undefined };
  const values: FeatureTools = {
    namespace: 'sparkplug',
    listen: (_feature, take) => [
      {
        topic: metric.name,
        read: (message, reporter) => {
          if (!(message instanceof MetricMessage)) return;
          const { value } = message.sample;
          // What a number can't hold exactly is no value of one.
          if (value === undefined || (feature.type === 'numeric' && typeof value === 'string')) tools.bad(metric.name, value);
          else take(value, reporter, message);
        },
      },
    ],
    plan: (_feature, value) => tools.plan(metric.name, value),
    bad: (_what, value) => tools.bad(metric.name, value),
  };
  const made =
    restart.test(metric.name) && isWritable
      ? {
          fragments: [fragment({ capability: 'diagnostics', attributes: {}, commands: { restart: () => tools.plan(metric.name, true) } })],
          listeners: [],
        }
      : (namedPart(feature, place.rows, values, spot) ?? genericPart(feature, values, spot));
  return {
    id: metric.name,
    dialect: 'sparkplug',
    name: metric.name,
    order: place.isAdministrative ? 3 : 1,
    hasAvailability: true,
    endpointHint: name,
    endpointName: spot.endpoint?.replaceAll('/', ' '),
    tags: tools.tags,
    fragments: made.fragments,
    listeners: stamped(made),
    ...(metric.others.length > 0 && {
      note: { outcome: 'internal', reason: `says also ${metric.others.join(', ')}`.slice(0, 512) } as const,
    }),
  };
}

/** Each value with the time and the quality that its message says. */
function stamped({ fragments, listeners }: FeaturePart): PartListener[] {
  return listeners.map((listener) => ({
    ...listener,
    read: (message, reporter) => {
      listener.read(message, reporter);
      if (message instanceof MetricMessage) for (const target of fragments) reporter.stamp(target, message.sample);
    },
  }));
}

/** An item of a birth that is no value. */
export function notedPart(name: string, reason: string): Part {
  const note = { outcome: 'internal', reason } as const;
  return { id: name, dialect: 'sparkplug', order: 3, hasAvailability: true, fragments: [], listeners: [], note };
}
