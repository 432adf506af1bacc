import { covers, matches } from '../topics/topic-filter.ts';

/** What a broker user may do, as topic filters. A level `%u` stands for the user's name, `%c` for the client's id. */
export interface TopicRights {
  /** To publish and to subscribe. */
  readonly topics: readonly string[];
  /** To subscribe alone. */
  readonly readTopics?: readonly string[];
  /** To publish alone. */
  readonly writeTopics?: readonly string[];
}

/** Who wants to do something. */
export interface RightsHolder {
  readonly user: string;
  readonly client: string;
}

export function mayPublish({ topics, writeTopics = [] }: TopicRights, holder: RightsHolder, topic: string): boolean {
  const allows = (filter: string) => isGranted(filter, holder, (granted) => matches(granted, topic));
  return topics.some(allows) || writeTopics.some(allows);
}

export function maySubscribe({ topics, readTopics = [] }: TopicRights, holder: RightsHolder, filter: string): boolean {
  const allows = (granted: string) => isGranted(granted, holder, (granted) => covers(granted, filter));
  return topics.some(allows) || readTopics.some(allows);
}

function isGranted(filter: string, { user, client }: RightsHolder, fits: (granted: string) => boolean): boolean {
  if (!filter.includes('%')) return fits(filter);
  const names: Readonly<Record<string, string>> = { '%u': user, '%c': client };
  const levels = filter.split('/').map((level) => (Object.hasOwn(names, level) ? { name: names[level] ?? '' } : { text: level }));
  // A client chooses its id: one that is more than a level, or a wildcard, must not widen what was granted.
  if (levels.some(({ name }) => name !== undefined && /^$|[+#/\0]/.test(name))) return false;
  return fits(levels.map(({ name, text }) => name ?? text).join('/'));
}
