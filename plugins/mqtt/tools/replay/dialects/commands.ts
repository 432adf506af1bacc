import { RefusedError } from '../hub-api.ts';
import { hueOf } from '../hue.ts';
import { valuesOf } from '../records.ts';
import type { ReplayHub, Sent } from '../replay-hub.ts';
import { right, wrong, type Verdict } from '../tally.ts';
import { isSameJson } from '../words.ts';
import type { Product } from './product.ts';
import type { DialectCommand } from './sample.ts';

interface Wish {
  readonly capability: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Which of several, as the words name it. */
  readonly index?: number;
}

/** How a wish is written in a corpus, and what it is here. */
const grammar: readonly (readonly [pattern: RegExp, wish: (found: Readonly<Record<string, string>>, payload: string) => Wish])[] = [
  [
    /^(?:(?:switch|relay|light) )?(?<index>\d+ )?(?<state>on|off)$/i,
    ({ index, state }) => ({ ...turn(state?.toLowerCase() === 'on'), ...indexed(index) }),
  ],
  [/^toggle$/i, () => ({ capability: 'switch', command: 'toggle', args: {} })],
  [/^brightness (?<level>\d+)/i, ({ level }) => ({ capability: 'level', command: 'set', args: { level: (Number(level) / 255) * 100 } })],
  [/^colou?r$/i, (_found, payload) => ({ capability: 'color', command: 'set', args: hueOf(channelsOf(payload)) })],
  [/^effect (?<effect>.+)$/i, ({ effect = '' }) => ({ capability: 'lightEffect', command: 'set', args: { effect } })],
  [
    /^(?:cover|roller|shutter) (?<index>\d+ )?(?<act>open|close|stop)$/i,
    ({ act = '', index }) => ({ capability: 'cover', command: act.toLowerCase(), args: {}, ...indexed(index) }),
  ],
  [
    /^(?:cover |roller |shutter )?position (?<position>\d+)$/i,
    ({ position }) => ({ capability: 'cover', command: 'set', args: { position: Number(position) } }),
  ],
];

function turn(on: boolean): Wish {
  return { capability: 'switch', command: 'set', args: { on } };
}

function indexed(index: string | undefined): { index?: number } {
  return index === undefined ? {} : { index: Number(index) };
}

/** `JSON {...}`: several members of a light at once; what has the most in it decides. */
function jsonWish(payload: string): Wish | undefined {
  try {
    const { bri, on } = JSON.parse(payload) as { bri?: unknown; on?: unknown };
    if (typeof bri === 'number') return { capability: 'level', command: 'set', args: { level: (bri / 255) * 100 } };
    return typeof on === 'boolean' ? turn(on) : undefined;
  } catch {
    return undefined;
  }
}

/** `#RRGGBB` in numbers. */
function channelsOf(payload: string): number[] {
  return (/[0-9a-f]{6}/i.exec(payload)?.[0] ?? '').match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
}

const patienceMs = 2000;

/**
 * Wishes what a command of the corpus is about. There may be several messages that do it (`switch 0 on`, `switch 0 on (RPC)`); the hub uses
 * one of them, which counts for all.
 */
export async function replayDialectCommand(
  hub: ReplayHub,
  product: Product,
  command: DialectCommand,
  all: readonly DialectCommand[],
): Promise<Verdict> {
  const words = plain(command.do);
  const wish = /^JSON$/i.test(words) ? jsonWish(command.payload) : wishFor(words, command.payload);
  if (!wish) return wrong(`nobody knows how to wish for "${command.do}"`);
  const places = product.devices.flatMap((device) =>
    device.endpoints.filter(({ capabilities }) => wish.capability in capabilities).map(({ id }) => ({ device: device.id, endpoint: id })),
  );
  const place =
    places.find(({ endpoint }) => wish.index !== undefined && endpoint.includes(String(wish.index))) ??
    places[wish.index ?? 0] ??
    places[0];
  if (!place)
    return wrong(
      `no ${wish.capability}: ${[...new Set(product.devices.flatMap(valuesOf).map(({ capability }) => capability))].join(', ')}`,
    );
  const args = await named(hub, place, wish.args);
  const since = hub.sent.length;
  const body = { endpoint: place.endpoint, capability: wish.capability, command: wish.command, args, timeoutMs: 500 };
  const refusal = await hub.api.call('POST', `/devices/${place.device}/commands`, body).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (refusal !== undefined && !(refusal instanceof RefusedError)) throw refusal;
  const alike = all.filter((other) => plain(other.do) === words);
  const isSent = () => hub.sent.slice(since).some((sent) => alike.some((other) => isMeant(sent, other)));
  await hub.until(() => Promise.resolve(isSent() || undefined), patienceMs).catch(() => undefined);
  return isSent()
    ? right
    : wrong(`${JSON.stringify(hub.sent.slice(since))} left for "${command.do}" (${refusal?.message.slice(0, 200) ?? 'done'})`);
}

/** An effect by its number is the one that stands at that place in the product's own list. */
async function named(
  hub: ReplayHub,
  { device, endpoint }: { readonly device: string; readonly endpoint: string },
  args: Wish['args'],
): Promise<Wish['args']> {
  const { effect } = args;
  if (typeof effect !== 'string' || !/^\d+$/.test(effect)) return args;
  const { endpoints } = await hub.api.call<Descriptor>('GET', `/devices/${device}/descriptor`);
  const options = endpoints.find(({ id }) => id === endpoint)?.capabilities['lightEffect']?.attributes?.['effect']?.options ?? [];
  return { effect: options[Number(effect)]?.id ?? effect };
}

interface Descriptor {
  readonly endpoints: readonly {
    readonly id: string;
    readonly capabilities: Readonly<
      Record<string, { readonly attributes?: Readonly<Record<string, { readonly options?: readonly { readonly id: string }[] }>> }>
    >;
  }[];
}

function wishFor(words: string, payload: string): Wish | undefined {
  for (const [pattern, wish] of grammar) {
    const found = pattern.exec(words);
    if (found) return wish({ ...found.groups }, payload);
  }
  return undefined;
}

function plain(words: string): string {
  return words.replace(/\s*\(.*\)\s*$/, '').trim();
}

/** A call's number and the topic for its answer are the caller's own. */
function isMeant({ topic, payload }: Sent, command: DialectCommand): boolean {
  // A lamp that takes a brightness or its switch as JSON takes it by itself, too.
  if (command.topic.startsWith(`${topic}/`) && jsonWish(command.payload)?.capability === 'level')
    return payload === /"bri":(\d+)/.exec(command.payload)?.[1];
  if (command.topic.startsWith(`${topic}/`) && jsonWish(command.payload)?.capability === 'switch')
    return payload === (/"on":\s*true/.test(command.payload) ? 'ON' : 'OFF');
  if (topic !== command.topic) return false;
  return (
    payload === command.payload ||
    isSameJson(payload, command.payload) ||
    isSameJson(withoutCaller(payload), withoutCaller(command.payload))
  );
}

function withoutCaller(payload: string): string {
  try {
    const { id: _id, src: _src, ...call } = JSON.parse(payload) as Readonly<Record<string, unknown>>;
    return JSON.stringify(call);
  } catch {
    return payload;
  }
}
