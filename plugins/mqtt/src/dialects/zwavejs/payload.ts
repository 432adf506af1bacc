import { isObject, notJson, type Message } from '../../topics/message.ts';
import { isShallow } from '../../templates/template.ts';
import { readMetadata, type ValueMetadata } from './metadata.ts';
import { sanitizedLevel, type ValueId } from './value-id.ts';

/** What a message says of a value. */
export interface Payload {
  /** Null: the gateway has none. */
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly at: number | undefined;
  /** Where the whole value is published: what it is. */
  readonly described: { readonly id: ValueId; readonly metadata: ValueMetadata; readonly nodeId: number | undefined } | undefined;
}

const maxDepth = 8;

/** Reads the three kinds of payloads (zwave-js-ui, "Gateway", "Payload type"): time and value, the whole value, or just the value. */
export function readPayload(message: Message): Payload | undefined {
  if (message.payload.length === 0) return { value: null, at: undefined, described: undefined };
  const { json } = message;
  if (json === notJson) return { value: message.text, at: undefined, described: undefined };
  if (!isShallow(json, maxDepth)) return undefined;
  if (!isObject(json) || isBareDuration(json)) return { value: json, at: undefined, described: undefined };
  const described = readDescribed(json);
  if (!described && !Object.hasOwn(json, 'time') && !Object.hasOwn(json, 'value')) return { value: json, at: undefined, described };
  const time = described ? json['lastUpdate'] : json['time'];
  return { value: json['value'] ?? null, at: typeof time === 'number' ? time : undefined, described };
}

/** A duration has a member `value`, too. */
function isBareDuration(json: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(json, 'unit') && Object.keys(json).every((name) => name === 'unit' || name === 'value');
}

function readDescribed(json: Readonly<Record<string, unknown>>): Payload['described'] {
  const { commandClass, endpoint = 0, property, propertyKey, nodeId } = json;
  if (typeof commandClass !== 'number' || typeof endpoint !== 'number' || !isName(property)) return undefined;
  return {
    id: {
      commandClass,
      endpoint,
      property: sanitizedLevel(property),
      propertyKey: isName(propertyKey) ? sanitizedLevel(propertyKey) : '',
    },
    metadata: readMetadata(json),
    nodeId: typeof nodeId === 'number' ? nodeId : undefined,
  };
}

function isName(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
