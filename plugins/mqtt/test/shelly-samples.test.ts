import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ShellyBench } from './shelly-bench.ts';

type Values = Readonly<Record<string, unknown>>;

/** A product as Shelly's documents have it speak: what becomes of its messages, and what commands send it. */
interface Sample {
  readonly product: string;
  readonly messages: readonly (readonly [topic: string, payload: unknown, isRetained?: boolean])[];
  /** What it answers when it is asked, by the method. */
  readonly answers?: Values;
  readonly values: Values;
  readonly events?: readonly (readonly [event: string, payload: Values | null])[];
  /** `null`: refused. */
  readonly sends?: readonly (readonly [command: string, args: Values, sent: readonly [topic: string, payload: unknown] | null])[];
  readonly device?: Values;
  readonly availability?: readonly string[];
}

const samples = readFileSync(join(import.meta.dirname, 'samples/shelly/products.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Sample);

/** Longer than a product without a name is waited for, and than an answer may take. */
const allTimesMs = 10_000;

describe('a Shelly of the documents', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function heard({ messages, answers }: Sample): Promise<ShellyBench> {
    const bench = new ShellyBench(answers ?? {});
    for (const [topic, payload, isRetained] of messages) bench.say(topic, payload, isRetained);
    await vi.advanceTimersByTimeAsync(allTimesMs);
    return bench;
  }

  it.each(samples.map((sample) => [sample.product, sample] as const))('%s says what its messages mean', async (_name, sample) => {
    const bench = await heard(sample);
    expect(bench.twin).toMatchObject(sample.values);
    expect(bench.diagnostics).toEqual([]);
    expect(bench.violations()).toEqual([]);
    expect(bench.events.map(({ endpoint, capability, event, payload }) => [`${endpoint}/${capability}.${event}`, payload ?? null])).toEqual(
      sample.events ?? [],
    );
    expect([...bench.devices.values()]).toHaveLength(1);
    expect([...bench.devices.values()][0]).toMatchObject(sample.device ?? {});
    if (sample.availability) expect(bench.availability).toEqual(sample.availability);
  });

  it.each(samples.map((sample) => [sample.product, sample] as const))(
    '%s has nothing that its report leaves out',
    async (_name, sample) => {
      const bench = await heard(sample);
      const [device] = bench.devices.values();
      expect(device?.mapping?.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
    },
  );

  const commands = samples.flatMap((sample) => (sample.sends ?? []).map((sends) => [sample.product, sends[0], sample, sends] as const));

  it.each(commands)('%s is sent its own words by %s', async (_name, command, sample, [, args, sent]) => {
    const bench = await heard(sample);
    if (!sent) return expect(bench.command(command, args)).rejects.toMatchObject({ code: 'command-rejected' });
    const done = bench.command(command, args);
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect(await done).toEqual({ confirmation: sent[0].endsWith('/rpc') ? 'acknowledged' : 'sent' });
    const { topic, payload } = bench.sent.at(-1) ?? {};
    const told: unknown = sent[0].endsWith('/rpc') || typeof sent[1] === 'object' ? JSON.parse(payload ?? '') : payload;
    expect(topic).toBe(sent[0]);
    if (sent[0].endsWith('/rpc')) expect(told).toMatchObject(sent[1] as Values);
    else expect(told).toEqual(sent[1]);
  });
});
