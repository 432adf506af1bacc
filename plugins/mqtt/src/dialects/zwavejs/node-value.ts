import type { ValueMetadata } from './metadata.ts';
import { className } from './command-classes.ts';
import { nameOf, type ValueId } from './value-id.ts';

/** A value of a node that the gateway publishes. */
export interface NodeValue {
  readonly id: ValueId;
  readonly topic: string;
  /** What the gateway says of it, where it does. */
  readonly metadata: ValueMetadata | undefined;
  /** What was said first; only its type tells anything. */
  readonly sample: unknown;
}

/** What the mapping report calls it, as it stands in named topics. */
export function itemOf({ id }: Pick<NodeValue, 'id'>): string {
  return `${className(id.commandClass)}/endpoint_${id.endpoint}/${nameOf(id)}`.slice(0, 512);
}

/** The root is the device itself; every other endpoint is a child. */
export function endpointOf({ id }: Pick<NodeValue, 'id'>): string | undefined {
  return id.endpoint === 0 ? undefined : String(id.endpoint);
}

/** What is written instead of what is read (zwave-js-ui, "Set values"). */
const targets: Readonly<Record<string, string>> = {
  currentValue: 'targetValue',
  currentMode: 'targetMode',
  currentState: 'targetState',
  currentColor: 'targetColor',
};

/** Whether a property is only the writable half of another. */
export function isTarget(property: string): boolean {
  return Object.values(targets).includes(property);
}

/** The topic of another value beside one. Undefined where a topic was made by hand, and tells no property. */
export function siblingTopic({ topic, id }: Pick<NodeValue, 'topic' | 'id'>, property: string, key = id.propertyKey): string | undefined {
  const end = `/${nameOf(id)}`;
  return topic.endsWith(end) ? `${topic.slice(0, -end.length)}/${property}${key && `/${key}`}` : undefined;
}

/** Where a value is written. The gateway passes what is written to the current value on to the target. */
export function setTopic(value: Pick<NodeValue, 'topic' | 'id'>): string {
  const target = Object.hasOwn(targets, value.id.property) ? targets[value.id.property] : undefined;
  return `${(target !== undefined && siblingTopic(value, target)) || value.topic}/set`;
}
