/** What comes from an edge node and its devices (Sparkplug 3.0, section 4.2). */
const verbs = ['NBIRTH', 'NDEATH', 'NDATA', 'DBIRTH', 'DDEATH', 'DDATA'] as const;
export type Verb = (typeof verbs)[number];

export const namespace = 'spBv1.0';

export interface SparkplugTopic {
  readonly verb: Verb;
  readonly group: string;
  readonly node: string;
  /** Of the verbs that begin with D. */
  readonly device: string | undefined;
}

const maxId = 100;
const prefix = 'sparkplug:';
/** A device's key is no longer than this; two longer ones that are cut could be the same. */
const maxPath = 255 - prefix.length;

/** The filters for all that the edge nodes of a group say; none covers a topic of another. */
export function filters(group: string): string[] {
  return verbs.map((verb) => `${namespace}/${group}/${verb}/+${verb.startsWith('D') ? '/+' : ''}`);
}

/** Undefined for a topic that is none of theirs, or whose names are longer than a key may be. */
export function readTopic(topic: string): SparkplugTopic | undefined {
  const [first, group = '', verb = '', node = '', device, ...more] = topic.split('/');
  const known = verbs.find((one) => one === verb);
  const names = [group, node, ...(device === undefined ? [] : [device])];
  const isWhole =
    first === namespace &&
    more.length === 0 &&
    names.join('/').length <= maxPath &&
    names.every((name) => name !== '' && name.length <= maxId && !name.includes('\0'));
  if (!known || !isWhole || (device !== undefined) !== known.startsWith('D')) return undefined;
  return { verb: known, group, node, device };
}

/** The key of what is by this path: `<group>/<node>`, or `<group>/<node>/<device>`. */
export function keyOf(path: string): string {
  return prefix + path;
}
