import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutate, type Input } from '../tools/fuzz/mutate.ts';
import { Random } from '../tools/fuzz/random.ts';
import { seedsOf } from '../tools/fuzz/seeds.ts';
import { Subject } from '../tools/fuzz/subject.ts';

const [first, ...others] = seedsOf(join(import.meta.dirname, 'samples'));

describe('broken messages', () => {
  it('make no dialect fail, and no value that the model forbids', { timeout: 60_000 }, async () => {
    expect(first).toBeDefined();
    if (!first) return;
    const all: readonly [Input, ...Input[]] = [first, ...others];
    const random = new Random(20_261_128);
    const subject = new Subject();
    for (const one of all) subject.feed(one);
    // Devices are described by a timer of theirs; what comes before waits for it.
    await pause(50);
    for (let at = 0; at < 5000; at++) {
      subject.feed(mutate(random.pick(all), random.pick(all), random));
      if (at % 200 === 0) await pause(0);
    }
    await subject.stop();
    expect(subject.misdeeds.map(({ what, input }) => `${what}: ${input.topic} ${input.payload.toString().slice(0, 300)}`)).toEqual([]);
    // Nothing would be seen to fail if nothing was understood.
    expect(subject.reports).toBeGreaterThan(500);
    expect(subject.diagnostics).toBeGreaterThan(100);
  });
});
