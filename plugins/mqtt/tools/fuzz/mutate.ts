import { isObject } from '../../src/topics/message.ts';
import type { Random } from './random.ts';

/** A message of a corpus, or what became of it. */
export interface Input {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retained: boolean;
}

/** Values that programs trip over. */
const traps: readonly [unknown, ...unknown[]] = [
  null,
  ...[true, false, 0, -1, 1e308, -1e308, 5e-324, 2 ** 53, 255.5, '', ' ', 'NaN', '-Infinity', '1e999', '0x10', 'None', 'unknown'],
  ...[
    '__proto__',
    'constructor',
    '\0',
    '\u{1F600}',
    '\ud800',
    '{{ value }}',
    '{{ [1] * 99999999 }}',
    '../../etc',
    '#',
    '+/+',
    'a'.repeat(5000),
  ],
  ...[[], {}, [[]], [null], { __proto__: 1 }, ['a', 1, null], { value: { value: {} } }, Array.from({ length: 300 }, () => 0)],
  JSON.parse('{"__proto__": {"polluted": true}}'),
  JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
];

const levels: readonly [string, ...string[]] = [
  '',
  'x',
  'set',
  'state',
  'config',
  'bridge',
  '$state',
  '0',
  '-1',
  'a'.repeat(300),
  '日本',
  '%',
  'null',
  '__proto__',
];

/** The input with a few things changed: its JSON by structure, its bytes, or its topic. */
export function mutate(input: Input, other: Input, random: Random): Input {
  const { topic, payload, retained } = input;
  const way = random.next();
  if (way < 0.08) return { topic, payload: other.payload, retained };
  if (way < 0.2) return { topic: changedTopic(topic, random), payload, retained };
  if (way < 0.35) return { topic, payload: changedBytes(payload, random), retained: random.chance(0.2) };
  const json = jsonOf(payload);
  if (json === undefined) return { topic, payload: changedBytes(payload, random), retained };
  let changed: unknown = json;
  for (let times = 1 + random.below(4); times > 0; times--) changed = changedJson(changed, random, 0);
  return { topic, payload: Buffer.from(JSON.stringify(changed)), retained };
}

function changedTopic(topic: string, random: Random): string {
  const parts = topic.split('/');
  const at = random.below(parts.length + 1);
  const way = random.next();
  if (way < 0.4) parts.splice(at, 0, random.pick(levels));
  else if (way < 0.7) parts.splice(at, 1);
  else parts[Math.min(at, parts.length - 1)] = random.pick(levels);
  return parts.join('/') || '/';
}

function changedBytes(payload: Buffer, random: Random): Buffer {
  const way = random.next();
  const at = random.below(payload.length + 1);
  if (way < 0.3) return payload.subarray(0, at);
  if (way < 0.5) return Buffer.concat([payload.subarray(0, at), payload.subarray(random.below(payload.length + 1))]);
  if (way < 0.7) return Buffer.concat([payload.subarray(0, at), Buffer.from([random.below(256)]), payload.subarray(at)]);
  const copy = Buffer.from(payload);
  for (let times = 1 + random.below(8); times > 0 && copy.length > 0; times--) copy[random.below(copy.length)] = random.below(256);
  return copy;
}

function changedJson(value: unknown, random: Random, depth: number): unknown {
  if (depth > 12 || random.chance(0.15)) return random.pick(traps);
  if (Array.isArray(value) && value.length > 0) {
    const copy: unknown[] = [...value];
    const at = random.below(copy.length);
    const way = random.next();
    if (way < 0.15) copy.splice(at, 1);
    else if (way < 0.3) copy.push(copy[at]);
    else copy[at] = changedJson(copy[at], random, depth + 1);
    return copy;
  }
  if (isObject(value)) return changedObject(value, random, depth);
  if (typeof value === 'string' && value !== '' && random.chance(0.5)) return changedText(value, random);
  if (typeof value === 'number' && random.chance(0.5)) return value * random.pick([-1, 1.5, 1000, 1e9, 0]) + random.pick([0, 1, -0.1]);
  return random.pick(traps);
}

function changedObject(value: Readonly<Record<string, unknown>>, random: Random, depth: number): unknown {
  const entries = Object.entries(value);
  if (entries.length === 0) return random.pick(traps);
  const at = random.below(entries.length);
  const [name = '', one] = entries[at] ?? [];
  const way = random.next();
  if (way < 0.15) entries.splice(at, 1);
  else if (way < 0.25) entries.push([`${name}_2`, one]);
  else if (way < 0.35) entries[at] = [name, entries[random.below(entries.length)]?.[1]];
  else entries[at] = [name, changedJson(one, random, depth + 1)];
  return Object.fromEntries(entries);
}

function changedText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const way = random.next();
  if (way < 0.3) return text.slice(0, at);
  if (way < 0.6) return text.slice(0, at) + random.pick(levels) + text.slice(at);
  return text.slice(0, at) + text.slice(at).repeat(2 + random.below(3));
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString()) as unknown;
  } catch {
    return undefined;
  }
}
