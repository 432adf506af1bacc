import type { Device, Endpoint, ValueRecord } from '../api/types.ts';
import type { CommandState } from '../state/commands.ts';
import type { IconName } from '../icons.ts';
import { formatAge, formatValue } from '../format.ts';

/** What keeps a person from believing, or commanding, what they see. */
export interface Condition {
  readonly text: string;
  readonly tone: 'plain' | 'warn' | 'bad' | 'accent';
  readonly icon: IconName;
}

/** Availability of the device in words; undefined where all is well. */
export function availabilityCondition(device: Device, now: number): Condition | undefined {
  if (device.availability === 'unavailable' && device.sources.some(({ withdrawn }) => withdrawn))
    return { text: 'Its plugin says that it is gone. Delete it if it left your home', tone: 'warn', icon: 'alert' };
  if (device.availability === 'unavailable') return { text: 'Unavailable: its plugin is not running', tone: 'warn', icon: 'alert' };
  if (device.availability === 'online') return undefined;
  const since = device.lastSeen === null ? '' : `, last seen ${formatAge(device.lastSeen, now)}`;
  return { text: `Offline${since}`, tone: 'warn', icon: 'offline' };
}

type Wish = NonNullable<ValueRecord['desired']>;

/** `asked`: with how often it was asked, where that was more than once. */
const wishes: Readonly<Record<Wish['state'], (value: string, asked: string) => Condition>> = {
  sent: (value, asked) => ({ text: `${asked} for ${value}, not confirmed yet`, tone: 'accent', icon: 'clock' }),
  accepted: (value, asked) => ({ text: `${asked} for ${value}, not confirmed yet`, tone: 'accent', icon: 'clock' }),
  assumed: (value) => ({ text: `${value} is assumed: the device does not confirm`, tone: 'plain', icon: 'info' }),
  rejected: (value) => ({ text: `The device refused ${value}`, tone: 'bad', icon: 'alert' }),
  timedOut: (value, asked) => ({ text: `${asked} for ${value}, and the device did not confirm it`, tone: 'bad', icon: 'alert' }),
  expired: (value, asked) => ({ text: `${asked} for ${value}, never confirmed`, tone: 'bad', icon: 'alert' }),
  offline: (value) => ({ text: `${value} was not sent: the device was offline`, tone: 'bad', icon: 'alert' }),
};

function askedWords({ attempts = 1 }: Wish): string {
  return attempts === 1 ? 'Asked' : attempts === 2 ? 'Asked twice' : `Asked ${attempts} times`;
}

/** How far a wish got, in words. */
export function wishCondition(record: ValueRecord, attribute: string): Condition | undefined {
  const { desired } = record;
  if (!desired || isFulfilled(record)) return undefined;
  return wishes[desired.state](formatValue(desired.value, record.unit, attribute), askedWords(desired));
}

/** A wish for what is so already has nothing to wait for. */
function isFulfilled({ desired, value, quality }: ValueRecord): boolean {
  return quality === 'good' && JSON.stringify(desired?.value) === JSON.stringify(value);
}

const givenUp: ReadonlySet<Wish['state']> = new Set(['rejected', 'timedOut', 'expired', 'offline']);

/** Whether something was wished of a value that nobody is waiting for any more, and that is not so. */
export function isGivenUp(record: ValueRecord): boolean {
  return record.desired !== undefined && givenUp.has(record.desired.state) && !isFulfilled(record);
}

/** Why a value is not to be believed as it stands. */
export function qualityWords({ quality, at }: ValueRecord, now: number): string | undefined {
  switch (quality) {
    case 'stale':
      return `Old: ${formatAge(at, now)}`;
    case 'bad':
      return 'The device sent something that can’t be used';
    case 'uncertain':
      return 'Uncertain';
    default:
      return undefined;
  }
}

/** The one thing a card has room for: the most pressing. */
export function cardCondition(device: Device, endpoint: Endpoint, commands: readonly CommandState[], now: number): Condition | undefined {
  const failed = commands.find(({ state }) => state === 'failed');
  if (failed) return { text: failed.message ?? 'The command failed', tone: 'bad', icon: 'alert' };
  if (commands.some(({ state }) => state === 'pending')) return { text: 'Asked, not confirmed yet', tone: 'accent', icon: 'clock' };
  const availability = availabilityCondition(device, now);
  if (availability) return availability;
  const records = Object.values(endpoint.capabilities).flatMap((values) => Object.entries(values));
  for (const [attribute, record] of records) {
    const wish = wishCondition(record, attribute);
    if (wish && wish.tone !== 'plain') return wish;
  }
  const stale = records.filter(([, { quality }]) => quality === 'stale').map(([, { at }]) => at);
  const known = records.filter(([, { quality }]) => quality === 'good' || quality === 'uncertain');
  if (stale.length > 0 && known.length === 0)
    return { text: `Last heard ${formatAge(stale.toSorted().at(-1) ?? '', now)}`, tone: 'warn', icon: 'clock' };
  return undefined;
}

/** Whether what is shown of an endpoint may no longer be so. */
export function isDimmed(device: Device, endpoint: Endpoint): boolean {
  if (device.availability !== 'online') return true;
  const records = Object.values(endpoint.capabilities).flatMap((values) => Object.values(values));
  return records.length > 0 && records.every(({ quality }) => quality === 'stale' || quality === 'bad' || quality === 'unknown');
}
