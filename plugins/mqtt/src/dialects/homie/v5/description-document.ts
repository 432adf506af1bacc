import { isObject } from '../../../topics/message.ts';
import { isDatatype, isId, limits, type HomieDescription, type HomieNode, type HomieProperty } from '../description.ts';

/** Something of the document that can't be used, and where it stands in it. */
type Bad = (place: string, what: unknown) => void;

/**
 * Reads the description of a Homie 5 device. Undefined where it is none. A node or property with something illegal is left out, and what is
 * not known is ignored ("Forward compatibility").
 */
export function readDescription(id: string, document: unknown, bad: Bad): HomieDescription | undefined {
  if (!isObject(document)) return undefined;
  const { homie, name, nodes = {}, root, parent } = document;
  if (typeof homie !== 'string' || !/^5(\.|$)/.test(homie) || !isObject(nodes)) return undefined;
  const entries = Object.entries(nodes);
  if (entries.length > limits.nodes) bad('nodes', `${entries.length} nodes; the first ${limits.nodes} are used`);
  let room: number = limits.properties;
  return {
    name: textOf(name) ?? id,
    nodes: entries.slice(0, limits.nodes).flatMap(([nodeId, node]) => {
      const read = readNode(nodeId, node, room, bad);
      room -= read?.properties.length ?? 0;
      return read ?? [];
    }),
    root: idOf(root),
    parent: idOf(parent) ?? idOf(root),
  };
}

function readNode(id: string, node: unknown, room: number, bad: Bad): HomieNode | undefined {
  const { name, type, properties = {} } = isObject(node) ? node : {};
  if (!isId(id) || !isObject(node) || !isObject(properties)) {
    bad(id, node);
    return undefined;
  }
  const entries = Object.entries(properties);
  if (entries.length > room) bad(id, `more than ${limits.properties} properties`);
  return {
    id,
    name: textOf(name) ?? id,
    type: textOf(type) ?? '',
    properties: entries.slice(0, Math.max(0, room)).flatMap(([propertyId, property]) => readProperty(id, propertyId, property, bad) ?? []),
  };
}

function readProperty(node: string, id: string, property: unknown, bad: Bad): HomieProperty | undefined {
  const { name, datatype, format = '', unit, settable = false, retained = true } = isObject(property) ? property : {};
  const isTyped = typeof format === 'string' && typeof settable === 'boolean' && typeof retained === 'boolean';
  // Those of which the convention wants a format mean nothing without one.
  const isComplete = format !== '' || (datatype !== 'enum' && datatype !== 'color');
  if (!isId(id) || !isTyped || !isComplete || !isDatatype(datatype)) {
    bad(`${node}/${id}`, property);
    return undefined;
  }
  return { id, name: textOf(name) ?? id, datatype, format, unit: textOf(unit), isSettable: settable, isRetained: retained };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && isId(value) ? value : undefined;
}
