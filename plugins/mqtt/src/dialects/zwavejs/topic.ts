import { classNumber, isClass } from './command-classes.ts';
import type { ValueId } from './value-id.ts';

/** A topic below the prefix that is about one value of a node. */
export interface ValueTopic {
  /** What stands before the value: the node's name or number, and its location where it has one. */
  readonly node: string;
  readonly id: ValueId;
}

/** More endpoints than Z-Wave has. */
const maxEndpoint = 127;

/**
 * Reads the topics of the gateway's two automatic kinds (zwave-js-ui, "Gateway", "Type"):
 * named `[<location>/]<name>/<class name>/endpoint_<n>/<property>[/<key>]` and
 * value ids `[<location>/]<node>/<class>/<endpoint>/<property>[/<key>]`.
 * A name or a location may have slashes. `isNode` knows the nodes: where numbers can be read in two ways, they decide.
 */
export function readValueTopic(path: string, isNode: (node: string) => boolean): ValueTopic | undefined {
  const levels = path.split('/');
  return named(levels) ?? numbered(levels, isNode);
}

function named(levels: readonly string[]): ValueTopic | undefined {
  for (let at = levels.length - 3; at >= 1; at--) {
    const endpoint = /^endpoint_(?<endpoint>\d{1,3})$/.exec(levels[at + 1] ?? '')?.groups?.['endpoint'];
    const commandClass = endpoint === undefined ? undefined : classNumber(levels[at] ?? '');
    const found = commandClass === undefined ? undefined : topicAt(levels, at, commandClass, Number(endpoint));
    if (found) return found;
  }
  return undefined;
}

function numbered(levels: readonly string[], isNode: (node: string) => boolean): ValueTopic | undefined {
  const found: ValueTopic[] = [];
  for (let at = 1; at <= levels.length - 3; at++) {
    const [commandClass, endpoint] = [levels[at] ?? '', levels[at + 1] ?? ''];
    if (!/^\d{1,5}$/.test(commandClass) || !/^\d{1,3}$/.test(endpoint) || !isClass(Number(commandClass))) continue;
    const one = topicAt(levels, at, Number(commandClass), Number(endpoint));
    if (one) found.push(one);
  }
  return found.find(({ node }) => isNode(node)) ?? found[0];
}

function topicAt(levels: readonly string[], at: number, commandClass: number, endpoint: number): ValueTopic | undefined {
  const [property, propertyKey = '', ...others] = levels.slice(at + 2);
  const node = levels.slice(0, at).join('/');
  if (!property || others.length > 0 || node === '' || endpoint > maxEndpoint) return undefined;
  return { node, id: { commandClass, endpoint, property, propertyKey } };
}
