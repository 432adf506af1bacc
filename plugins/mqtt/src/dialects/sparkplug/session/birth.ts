import { flatten, type FlatMetric } from '../metrics/flat-metric.ts';
import { knownMetric, type KnownMetric } from '../metrics/known-metric.ts';
import { Template, type Payload } from '../payload/payload.ts';

/** What a birth is about: everything that a node or a device will say until the next. */
export interface Birth {
  readonly metrics: ReadonlyMap<string, KnownMetric>;
  readonly values: readonly FlatMetric[];
  /** Names that are no values, and why. */
  readonly notes: ReadonlyMap<string, string>;
}

/** Metrics that are the protocol's own. */
const internal: Readonly<Record<string, string>> = {
  bdSeq: 'tells the sessions of the edge node apart',
  'Node Control/Rebirth': 'asks for the birth again, which the hub does by itself',
};

/** Names beyond this are refused: a device has no more parts. */
const maxMetrics = 900;

/** Reads a birth. `refused` gets the names of what can't be used. */
export function readBirth(payload: Payload, refused: (name: string) => void): Birth {
  const metrics = new Map<string, KnownMetric>();
  const values: FlatMetric[] = [];
  const notes = new Map<string, string>();
  for (const metric of payload.metrics) {
    const { name = '', value } = metric;
    if (Object.hasOwn(internal, name)) notes.set(name, internal[name] ?? '');
    else if (value instanceof Template && value.isDefinition) notes.set(name, 'defines what others are made of');
    else {
      // A birth says the name beside each alias.
      const flat = flatten(metric, () => undefined);
      if (!flat) refused(name || `alias ${metric.alias}`);
      for (const one of flat ?? []) take(one);
    }
  }
  return { metrics, values, notes };

  function take(one: FlatMetric): void {
    const known = knownMetric(one);
    if (!known || (metrics.size >= maxMetrics && !metrics.has(one.name))) return refused(one.name);
    if (metrics.has(one.name)) return;
    metrics.set(one.name, known);
    values.push(one);
  }
}

/** The number of a session: its death must have the one of its birth (section 6.4.1, "bdSeq"). */
export function sessionOf({ metrics }: Payload): bigint | undefined {
  const value = metrics.find(({ name }) => name === 'bdSeq')?.value;
  return typeof value === 'bigint' ? value : typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}
