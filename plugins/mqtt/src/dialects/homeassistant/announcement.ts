import { isObject } from '../../topics/message.ts';
import { expand, type Config } from './expand.ts';

/** One entity as an announcement describes it, with full names. */
export interface Announced {
  /** Where it was announced. */
  readonly topic: string;
  /** Unique on this broker: the topic, and the name of the component in a bundle. */
  readonly id: string;
  readonly component: string;
  /** The entity's name on its device in the maker's own word. */
  readonly objectId: string;
  readonly config: Config;
}

interface AnnouncementTopic {
  readonly component: string;
  readonly nodeId: string | undefined;
  readonly objectId: string;
}

/** Reads `<prefix>/<component>/[<node_id>/]<object_id>/config`; undefined for any other topic. */
export function parseAnnouncementTopic(prefix: string, topic: string): AnnouncementTopic | undefined {
  if (!topic.startsWith(`${prefix}/`)) return undefined;
  const levels = topic.slice(prefix.length + 1).split('/');
  if (levels.pop() !== 'config') return undefined;
  const [component = '', ...ids] = levels;
  const objectId = ids.pop();
  if (!component || !objectId || ids.length > 1) return undefined;
  return { component, nodeId: ids[0], objectId };
}

/** True for what a product says before it announces the same again in another form: its device is to stay as it is until then. */
export function isMigration(json: unknown): boolean {
  return isObject(json) && expand(json)['migrate_discovery'] === true;
}

/** Why an announcement is not used. */
export class AnnouncementError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AnnouncementError';
  }
}

/** The entities of an announcement: one, or those of a device bundle (component `device`). Throws `AnnouncementError`. */
export function readAnnouncement(topic: string, { component, objectId }: AnnouncementTopic, json: unknown): Announced[] {
  if (!isObject(json)) throw new AnnouncementError('the announcement is not a JSON object');
  const config = expand(json);
  if (component !== 'device') return [{ topic, id: topic, component, objectId, config }];
  const shared = Object.fromEntries(Object.entries(config).filter(([name]) => sharedNames.has(name)));
  const { components } = config;
  if (!isObject(shared['device'])) throw new AnnouncementError('a bundle without a device');
  if (!isObject(components)) throw new AnnouncementError('a bundle without components');
  const base = '~' in json ? { '~': json['~'] } : {};
  return Object.entries(components).map(([name, part]) => bundled(topic, name, shared, isObject(part) ? { ...base, ...part } : part));
}

/** What a bundle may say once for all its components. */
const sharedNames = new Set([
  'device',
  'origin',
  'availability',
  'availability_mode',
  'availability_template',
  'availability_topic',
  'payload_available',
  'payload_not_available',
  'command_topic',
  'state_topic',
  'qos',
  'encoding',
]);

function bundled(topic: string, name: string, shared: Config, part: unknown): Announced {
  if (!isObject(part)) throw new AnnouncementError(`component "${name}" is not a JSON object`);
  const { platform, ...own } = expand(part);
  if (typeof platform !== 'string') throw new AnnouncementError(`component "${name}" has no platform`);
  // What only names its platform has been taken out of the bundle.
  if (Object.keys(own).length === 0) return { topic, id: `${topic}#${name}`, component: 'removed', objectId: name, config: {} };
  return { topic, id: `${topic}#${name}`, component: platform, objectId: name, config: { ...shared, ...own, device: shared['device'] } };
}
