import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rereading } from './rereading.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const answers: PromiseWithResolvers<void>[] = [];
  const failures: unknown[] = [];
  const rereading = new Rereading({
    read: () => {
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      return answer.promise;
    },
    failed: (error) => failures.push(error),
  });
  return { rereading, answers, failures };
}

describe('a rereading', () => {
  it('is one at a time, and one more for all that was said meanwhile', async () => {
    const { rereading, answers } = setUp();
    for (let at = 0; at < 100; at++) rereading.want();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toHaveLength(1);
    answers[0]?.resolve();
    await vi.advanceTimersByTimeAsync(900);
    for (let at = 0; at < 100; at++) rereading.want();
    expect(answers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(answers).toHaveLength(2);
    answers[1]?.resolve();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toHaveLength(2);
  });

  it('that failed is told, and followed by the next', async () => {
    const { rereading, answers, failures } = setUp();
    rereading.want();
    answers[0]?.reject(new Error('silent'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(failures).toHaveLength(1);
    rereading.want();
    expect(answers).toHaveLength(2);
  });

  it('that is stopped tells nothing and starts nothing', async () => {
    const { rereading, answers, failures } = setUp();
    rereading.want();
    rereading.want();
    rereading.stop();
    answers[0]?.reject(new Error('the connection is gone'));
    await vi.advanceTimersByTimeAsync(60_000);
    rereading.want();
    expect(answers).toHaveLength(1);
    expect(failures).toEqual([]);
  });
});
