import { isObject } from '../../../src/topics/message.ts';
import { isHeld, leavesOf, mayBe, type Leaf } from '../leaves.ts';
import type { Found } from '../records.ts';
import { right, type Verdict } from '../tally.ts';
import type { Expectation } from './expectation.ts';
import type { Product } from './product.ts';
import type { DialectMessage, DialectSample } from './sample.ts';

/** Every value that the messages say, the last of each. */
export function kept({ messages, dialect }: DialectSample): Expectation[] {
  const last = new Map<string, { leaf: SaidLeaf; words: readonly string[] }>();
  const aliases: Aliases = new Map();
  for (const message of messages)
    for (const { leaf, words } of saidBy(message, dialect, aliases))
      last.set(`${placeOf(message, dialect)} ${leaf.path.join('.')}`, { leaf: { ...leaf, topic: message.topic }, words });
  return [...last].map(([name, { leaf, words }]) => ({ name, look: (product) => isKept(product, leaf, words) }));
}

/** What a later message is about, too. A birth and the data after it say the same metrics on topics of their own. */
function placeOf({ topic }: DialectMessage, dialect: string): string {
  return dialect === 'sparkplug-b' ? topic.replace(/\/[ND](BIRTH|DATA)\//, '/') : topic;
}

/** What says nothing about the product: when, or what it was sent to do. */
const noise = /^(time|timestamp|epoch|seq|ts|src|dst|id|mic|mod|nodeId|nodeName|nodeLocation|tempUnit|pressureUnit|speedUnit|LWT)$/i;
/** Where a product describes itself: what is meant shows in what it says then. */
const descriptions = /^tasmota\/discovery\/|\/announce$|\/\$/;
const commandTopics = /\/(set|command|cmnd|NCMD|DCMD)(\/|$)|^cmnd\//;

function saidBy(
  { topic, payload = '', decoded }: DialectMessage,
  dialect: string,
  aliases: Aliases,
): { leaf: Leaf; words: readonly string[] }[] {
  if (commandTopics.test(topic) || descriptions.test(topic)) return [];
  const levels = topic.split('/');
  if (decoded !== undefined) return metricsOf(decoded, aliases);
  if (dialect === 'collectd') {
    return payload
      .replaceAll('\0', '')
      .split(':')
      .slice(1)
      .map((text, at) => ({ leaf: { path: [levels.at(-1) ?? '', String(at)], value: Number(text) }, words: levels.slice(-2) }))
      .filter(({ leaf }) => Number.isFinite(leaf.value));
  }
  const json = valueAlone(withoutTwice(jsonOf(payload)));
  const leaves = json === undefined ? [{ path: [], value: payload }] : leavesOf(json);
  return leaves
    .filter(({ path, value }) => value !== '' && !noise.test(path.at(-1) ?? levels.at(-1) ?? ''))
    .map((leaf) => ({
      leaf: { ...leaf, path: leaf.path.length > 0 ? leaf.path : levels.slice(-1) },
      words: [leaf.path.findLast((name) => !/^(\d+|value)$/.test(name)) ?? levels.at(-1) ?? ''],
    }));
}

/** A status that says itself in a word and as yes or no says one thing. */
function withoutTwice(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('status' in json) || !('value' in json)) return json;
  const { value: _value, ...rest } = json;
  return rest;
}

/** A Z-Wave value that comes with all that describes it. */
function valueAlone(json: unknown): unknown {
  return isObject(json) && 'commandClass' in json && 'propertyName' in json ? { value: json['value'] } : json;
}

/** The names of metrics, as a birth gives them. */
type Aliases = Map<unknown, string>;

interface Metric {
  readonly name?: string;
  readonly alias?: unknown;
  readonly value?: unknown;
  readonly type?: string;
}

function metricsOf(decoded: unknown, aliases: Aliases): { leaf: Leaf; words: readonly string[] }[] {
  const { metrics = [] } = decoded as { metrics?: readonly Metric[] };
  return metrics.flatMap(({ name: said, alias, value, type }) => {
    if (said && alias !== undefined) aliases.set(JSON.stringify(alias), said);
    const name = said || aliases.get(JSON.stringify(alias));
    if (!name || name === 'bdSeq' || type === 'DateTime' || typeof value === 'object') return [];
    return leavesOf(value).map((leaf) => ({ leaf: { ...leaf, path: [name] }, words: [name] }));
  });
}

function jsonOf(payload: string): unknown {
  try {
    const json: unknown = JSON.parse(payload);
    return json === null ? undefined : json;
  } catch {
    return undefined;
  }
}

interface SaidLeaf extends Leaf {
  readonly topic: string;
}

/** A structure that makes sense as a whole is one value, called by a name on the way or by its topic. */
function within({ path, topic }: SaidLeaf, product: Product): Found[] {
  return [...path.slice(0, -1), topic.split('/').at(-1) ?? '']
    .filter((name) => name !== '' && !/^\d+$/.test(name))
    .flatMap((name) => product.about(name).found)
    .filter(({ record }) => typeof record.value === 'object');
}

function isKept(product: Product, leaf: SaidLeaf, words: readonly string[]): Verdict {
  const { found, outcomes } = product.about(...words);
  if (within(leaf, product).some((one) => mayBe(leaf, one))) return right;
  if (found.some((one) => mayBe(leaf, one)) || outcomes.has('internal')) return right;
  if (product.events.some(({ payload }) => JSON.stringify(payload ?? {}).includes(String(leaf.value)))) return right;
  // What only happens has no value to be held.
  if (found.length === 0 && outcomes.size > 0) return right;
  // Who it is stands in the device itself.
  const texts = product.devices.flatMap(({ name, maker, model, sources }) => [
    name,
    maker,
    model,
    ...sources.flatMap(({ identifiers }) => identifiers.map(({ value }) => value)),
  ]);
  const said = String(leaf.value).toLowerCase();
  if (
    texts.some(
      (text) =>
        text?.toLowerCase() === said ||
        text?.toLowerCase() === said.replaceAll(':', '') ||
        (said.length > 5 && text?.toLowerCase().includes(said)),
    )
  )
    return right;
  return isHeld(leaf, found);
}
