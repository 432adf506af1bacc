import { isHeld, leavesOf, mayBe, type Leaf } from '../leaves.ts';
import { right, type Verdict } from '../tally.ts';
import type { Expectation } from './expectation.ts';
import type { Product } from './product.ts';
import type { DialectMessage, DialectSample } from './sample.ts';

/** Every value that the messages say, the last of each. */
export function kept({ messages, dialect }: DialectSample): Expectation[] {
  const last = new Map<string, { leaf: Leaf; words: readonly string[] }>();
  for (const message of messages)
    for (const { leaf, words } of saidBy(message, dialect)) last.set(`${message.topic} ${leaf.path.join('.')}`, { leaf, words });
  return [...last].map(([name, { leaf, words }]) => ({ name, look: (product) => isKept(product, leaf, words) }));
}

/** What says nothing about the product: when, or what it was sent to do. */
const noise = /^(time|timestamp|seq|ts|src|dst|id|mic|mod|nodeName|nodeLocation)$/i;
const commandTopics = /\/(set|command|cmnd|NCMD|DCMD)(\/|$)|^cmnd\//;

function saidBy({ topic, payload = '', decoded }: DialectMessage, dialect: string): { leaf: Leaf; words: readonly string[] }[] {
  if (commandTopics.test(topic) || topic.includes('/$')) return [];
  const levels = topic.split('/');
  if (decoded !== undefined) return metricsOf(decoded);
  if (dialect === 'collectd') {
    return payload
      .replaceAll('\0', '')
      .split(':')
      .slice(1)
      .map((text, at) => ({ leaf: { path: [levels.at(-1) ?? '', String(at)], value: Number(text) }, words: levels.slice(-2) }))
      .filter(({ leaf }) => Number.isFinite(leaf.value));
  }
  const json = jsonOf(payload);
  const leaves = json === undefined ? [{ path: [], value: payload }] : leavesOf(json);
  return leaves
    .filter(({ path, value }) => value !== '' && !noise.test(path.at(-1) ?? levels.at(-1) ?? ''))
    .map((leaf) => ({
      leaf: { ...leaf, path: leaf.path.length > 0 ? leaf.path : levels.slice(-1) },
      words: [leaf.path.findLast((name) => !/^(\d+|value)$/.test(name)) ?? levels.at(-1) ?? ''],
    }));
}

function metricsOf(decoded: unknown): { leaf: Leaf; words: readonly string[] }[] {
  const { metrics = [] } = decoded as { metrics?: readonly { name?: string; value?: unknown; type?: string }[] };
  return metrics.flatMap(({ name, value, type }) =>
    name === undefined || name === '' || name === 'bdSeq' || type === 'DateTime' || typeof value === 'object'
      ? []
      : leavesOf(value).map((leaf) => ({ leaf: { ...leaf, path: [name] }, words: [name] })),
  );
}

function jsonOf(payload: string): unknown {
  try {
    const json: unknown = JSON.parse(payload);
    return json === null ? undefined : json;
  } catch {
    return undefined;
  }
}

function isKept(product: Product, leaf: Leaf, words: readonly string[]): Verdict {
  const { found, outcomes } = product.about(...words);
  if (found.some((one) => mayBe(leaf, one)) || outcomes.has('internal')) return right;
  const told = product.events.some((event) => JSON.stringify(event.payload ?? {}).includes(String(leaf.value)) || outcomes.size > 0);
  if (told && found.length === 0 && outcomes.size > 0) return right;
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
