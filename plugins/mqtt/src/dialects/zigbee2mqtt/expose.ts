import type { Feature } from '../../mapping/feature.ts';
import { isObject } from '../../topics/message.ts';

/** One thing a Zigbee device can do, as `bridge/devices` lists it (Zigbee2MQTT's documentation, "Exposes"). */
export type Expose = Feature;

/** A schedule is a list of transitions with a time of day. */
const maxDepth = 6;
/** Names of endpoints are short; a child's is added to it. */
const maxEndpoint = 40;
/** Bits of `access`: part of the state message, can be written, can be asked for. */
const reported = 1;
const writable = 2;
const readable = 4;

/** Reads a list of exposes; what does not fit is left out and counted by `bad`. */
export function readExposes(list: unknown, bad: (what: unknown) => void, depth = 0): Expose[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const expose = readExpose(item, bad, depth);
    if (!expose) bad(item);
    return expose ? [expose] : [];
  });
}

function readExpose(item: unknown, bad: (what: unknown) => void, depth: number): Expose | undefined {
  if (!isObject(item) || typeof item['type'] !== 'string' || depth > maxDepth) return undefined;
  const { type, name, property, endpoint, label, category, unit, access, values, features } = item;
  const isComposed = Array.isArray(features);
  if (!isComposed && typeof property !== 'string') return undefined;
  return {
    type,
    name: text(name) ?? text(property) ?? type,
    property: text(property) ?? '',
    endpoint: text(endpoint)?.slice(0, maxEndpoint),
    label: text(label),
    description: text(item['description']),
    category: category === 'config' || category === 'diagnostic' ? category : 'primary',
    unit: text(unit),
    quantity: undefined,
    isReported: typeof access !== 'number' || (access & reported) !== 0,
    isWritable: typeof access === 'number' && (access & writable) !== 0,
    minimum: number(item['value_min']),
    maximum: number(item['value_max']),
    step: number(item['value_step']),
    values: Array.isArray(values) ? values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String) : [],
    on: item['value_on'] ?? true,
    off: item['value_off'] ?? false,
    features: isComposed ? readExposes(features, bad, depth + 1) : [],
    items: isObject(item['item_type']) ? readExpose({ property: '', ...item['item_type'] }, bad, depth + 1) : undefined,
  };
}

/** The members of the state that a device can be asked for, what it is for before its settings, each once. */
export function readableMembers(list: unknown): string[] {
  const found = new Map<string, boolean>();
  for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
    const features: unknown[] = isObject(item) && Array.isArray(item['features']) ? item['features'] : [];
    for (const one of isObject(item) && typeof item['property'] === 'string' ? [item] : features) {
      if (!isObject(one) || typeof one['property'] !== 'string' || one['property'] === '') continue;
      if (typeof one['access'] === 'number' && (one['access'] & readable) !== 0)
        found.set(one['property'], one['category'] === undefined || one['category'] === 'primary');
    }
  }
  return [...found].toSorted(([, a], [, b]) => Number(b) - Number(a)).map(([name]) => name);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
