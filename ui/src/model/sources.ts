import type { Source } from '../api/types.ts';

interface Words {
  readonly text: string;
  readonly tone: 'good' | 'warn';
}

const availabilities: Readonly<Record<Source['availability'], Words>> = {
  online: { text: 'Online', tone: 'good' },
  offline: { text: 'Offline', tone: 'warn' },
  unavailable: { text: 'Unavailable', tone: 'warn' },
};

/** How a plugin reaches the product. */
export function availabilityWords({ availability, withdrawn }: Pick<Source, 'availability' | 'withdrawn'>): Words {
  return withdrawn ? { text: 'Says that it is gone', tone: 'warn' } : availabilities[availability];
}

/** Whether a source is believed where several tell the same. The first leads; while it is away, the next that is there stands in. */
export function roleOf(sources: readonly Source[], source: Source): string | undefined {
  const [first] = sources;
  if (sources.length < 2) return undefined;
  if (source === first) return source.preferred ? 'Leads, as you chose' : 'Leads';
  const standIn = first?.availability === 'online' ? undefined : sources.find(({ availability }) => availability === 'online');
  return source === standIn ? 'Stands in' : undefined;
}
