import { isObject } from '../../topics/message.ts';
import { deviceAbbreviations, entityAbbreviations, originAbbreviations } from './abbreviations.ts';

export type Config = Readonly<Record<string, unknown>>;

/** Writes a configuration out: full names everywhere, and `~` in topics replaced by the base topic. */
export function expand(config: Config): Config {
  const full = rename(config, entityAbbreviations);
  // Pieces name what they don't have by an empty text, so nothing may have that name.
  const { device, origin, availability, '~': base, '': _nameless, ...rest } = full;
  const written: Record<string, unknown> = { ...rest };
  if (isObject(device)) written['device'] = rename(device, deviceAbbreviations);
  if (isObject(origin)) written['origin'] = rename(origin, originAbbreviations);
  if (Array.isArray(availability))
    written['availability'] = availability.map((one) => (isObject(one) ? rename(one, entityAbbreviations) : one));
  else if (isObject(availability)) written['availability'] = [rename(availability, entityAbbreviations)];
  return typeof base === 'string' ? withBase(written, base) : written;
}

function rename(from: Config, names: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [names.get(name) ?? name, value]));
}

function withBase(config: Record<string, unknown>, base: string): Record<string, unknown> {
  const entries = Object.entries(config).map(([name, value]) => {
    if (name === 'availability' && Array.isArray(value))
      return [name, value.map((one) => (isObject(one) ? withBase({ ...one }, base) : one))];
    return [name, name === 'topic' || name.endsWith('_topic') ? based(value, base) : value];
  });
  return Object.fromEntries(entries);
}

function based(topic: unknown, base: string): unknown {
  if (typeof topic !== 'string') return topic;
  if (topic.startsWith('~')) return base + topic.slice(1);
  return topic.endsWith('~') ? topic.slice(0, -1) + base : topic;
}
