/**
 * Feeds broken messages to every dialect: `npm run fuzz:mqtt [-- COUNT [SEED]]`. They are messages of a corpus (`CONCORD_CORPUS`, else the
 * samples of the tests) with things changed. Nothing may throw, take over 50 ms, or report what the model forbids. The last line is JSON.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mutate, type Input } from './mutate.ts';
import { Random } from './random.ts';
import { seedsOf } from './seeds.ts';
import { Subject, type Misdeed } from './subject.ts';

/** Of this thread's own time: what else runs on the machine is no fault of an input. */
const maxMs = 50;
/** So many inputs a subject: then a fresh one, so that memory and what was learned don't grow for ever. */
const perSubject = 25_000;
/** After so many, timers get their turn: devices are described in theirs. */
const perTurn = 200;

async function main([count = '1000000', seed = String(Date.now() % 1_000_000)]: readonly string[]): Promise<void> {
  const given = process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus');
  const seeds = seedsOf(existsSync(given) ? given : join(import.meta.dirname, '../../test/samples'));
  const [first, ...others] = seeds;
  if (!first) throw new Error('no message to begin with');
  const all: readonly [Input, ...Input[]] = [first, ...others];
  const random = new Random(Number(seed));
  const found: Misdeed[] = [];
  const shown = new Set<string>();
  const totals = { inputs: 0, reports: 0, events: 0, devices: 0, diagnostics: 0, slowest: 0, slow: 0 };
  process.stdout.write(`seed ${seed}, ${all.length} messages to begin with\n`);
  let subject = new Subject();
  // What a timer of the plugin throws would end its process.
  process.on('uncaughtException', (error) => subject.fail(error));
  for (; totals.inputs < Number(count); subject = new Subject()) {
    for (const one of all) subject.feed(one);
    await pause(50);
    for (const one of all) subject.feed(one);
    for (let at = 0; at < perSubject && totals.inputs < Number(count); at++, totals.inputs++) {
      const input = mutate(random.pick(all), random.pick(all), random);
      let tookMs = timed(subject, input);
      // Whoever comes first compiles, and whoever comes last clears up: what is slow by itself is slow again.
      for (let again = 1; tookMs > maxMs && again <= 3; again++) tookMs = Math.min(tookMs, timed(subject, altered(input, again)));
      totals.slowest = Math.max(totals.slowest, tookMs);
      if (tookMs > maxMs) {
        totals.slow++;
        found.push({ what: `took ${Math.round(tookMs)} ms`, input });
      }
      if (at % perTurn === 0) await pause(at % (perTurn * 50) === 0 ? 30 : 0);
    }
    found.push(...subject.misdeeds);
    print(found, shown);
    for (const name of ['reports', 'events', 'devices', 'diagnostics'] as const) totals[name] += subject[name];
    await subject.stop();
    process.stdout.write(`${totals.inputs} inputs, ${found.length} misdeeds\n`);
  }
  await subject.stop();
  process.stdout.write(`${JSON.stringify({ ...totals, slowest: Math.round(totals.slowest), misdeeds: found.length })}\n`);
  if (found.length > 0) process.exitCode = 1;
}

/** Shows the first of each kind of misdeed. */
function print(found: readonly Misdeed[], shown: Set<string>): void {
  for (const [name, { count, misdeed }] of grouped(found)) {
    if (shown.has(name)) continue;
    shown.add(name);
    const { what, input } = misdeed;
    process.stdout.write(`${count}× ${what.slice(0, 600)}\n  ${input.topic.slice(0, 200)} ${input.payload.toString().slice(0, 400)}\n`);
  }
}

/** The milliseconds that this thread was at work for it. */
function timed(subject: Subject, input: Input): number {
  const before = process.threadCpuUsage();
  subject.feed(input);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** The same for whoever reads it, and new for whoever remembers what was said. */
function altered(input: Input, times: number): Input {
  return { ...input, payload: Buffer.concat([input.payload, Buffer.from(' '.repeat(times))]) };
}

function grouped(misdeeds: readonly Misdeed[]): Map<string, { count: number; readonly misdeed: Misdeed }> {
  const groups = new Map<string, { count: number; readonly misdeed: Misdeed }>();
  for (const misdeed of misdeeds) {
    const name = misdeed.what.replaceAll(/\d+/g, 'N').slice(0, 120);
    const group = groups.get(name);
    if (group) group.count++;
    else groups.set(name, { count: 1, misdeed });
  }
  return groups;
}

await main(process.argv.slice(2));
