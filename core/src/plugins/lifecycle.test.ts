import { describe, expect, it } from 'vitest';
import { advance, newLifecycle, type Lifecycle, type LifecycleInput } from './lifecycle.ts';

const exited: LifecycleInput = { type: 'exited', reason: 'exit code 1' };

function play(inputs: readonly (LifecycleInput | { wait: number })[]): Lifecycle {
  let now = 0;
  let life = newLifecycle(now);
  for (const input of inputs) {
    if ('wait' in input) now += input.wait;
    else life = advance(life, input, now);
  }
  return life;
}

describe("a plugin's life", () => {
  it.each<[string, (LifecycleInput | { wait: number })[], Partial<Lifecycle>]>([
    ['starts and runs', [{ type: 'start' }, { type: 'ready' }], { state: 'running' }],
    ['stops when it is told to', [{ type: 'start' }, { type: 'ready' }, { type: 'stop' }, exited], { state: 'stopped', crashes: [] }],
    [
      'backs off after a crash',
      [{ type: 'start' }, { type: 'ready' }, exited],
      { state: 'backingOff', restartAt: 500, reason: 'exit code 1' },
    ],
    ['doubles the wait', [{ type: 'start' }, exited, { type: 'retry' }, exited], { state: 'backingOff', restartAt: 1000 }],
    ['is started anew by its owner', [{ type: 'start' }, exited, { type: 'start' }], { state: 'starting', crashes: [], restarts: 0 }],
    ['stays disabled while it backs off', [{ type: 'start' }, exited, { type: 'disable' }, { type: 'retry' }], { state: 'disabled' }],
    [
      'forgets crashes older than ten minutes',
      [{ type: 'start' }, exited, { wait: 600_001 }, { type: 'retry' }, exited],
      { state: 'backingOff', restartAt: 600_501 },
    ],
    ['ignores what has no meaning now', [{ type: 'ready' }], { state: 'stopped' }],
  ])('%s', (_name, inputs, expected) => {
    expect(play(inputs)).toMatchObject(expected);
  });

  it('goes to quarantine at the fifth crash in ten minutes and says why', () => {
    const life = play([{ type: 'start' }, ...[1, 2, 3, 4].flatMap(() => [exited, { type: 'retry' } as const]), exited]);
    expect(life.state).toBe('quarantined');
    expect(life.reason).toBe('It ended 5 times within 10 minutes, last: exit code 1');
    expect(advance(life, { type: 'retry' }, 1).state).toBe('quarantined');
  });
});
