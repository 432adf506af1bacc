import { describe, expect, it } from 'vitest';
import type { ChangeMessage } from '../api/events.ts';
import type { Device } from '../api/types.ts';
import { CatchUp } from './catch-up.ts';

const at = (second: number) => `2026-11-24T12:00:0${second}Z`;
const recordOf = (value: string, second: number) => ({ value, quality: 'good', at: at(second), receivedAt: at(second) }) as const;
const lockWith = (value: string, second: number): Device => ({
  id: 'lock',
  name: 'Front door',
  room: null,
  sources: [],
  former: [],
  availability: 'online',
  sleeping: false,
  lastSeen: null,
  endpoints: [{ id: 'main', name: 'Front door', kind: 'lock', tags: [], capabilities: { lock: { state: recordOf(value, second) } } }],
});
const change = (value: string, second: number, device = 'lock'): ChangeMessage => ({
  type: 'change',
  kind: 'attribute',
  device,
  endpoint: 'main',
  capability: 'lock',
  attribute: 'state',
  record: recordOf(value, second),
  previous: null,
  cause: { kind: 'report', plugin: 'mqtt' },
});

/** The state of the lock in an answer that left the hub before the feed said `messages`. */
async function readDuring(answer: Device, ...messages: ChangeMessage[]): Promise<unknown> {
  const catchUp = new CatchUp();
  const { promise, resolve } = Promise.withResolvers<Device[]>();
  const reading = catchUp.readAll(() => promise);
  for (const message of messages) catchUp.heard(message);
  resolve([answer]);
  const [device] = await reading;
  // What is heard afterwards is no business of an answer that is there.
  catchUp.heard(change('jammed', 9));
  return device?.endpoints[0]?.capabilities['lock']?.['state']?.value;
}

describe('an answer about devices', () => {
  it('is what the hub said where the feed said nothing meanwhile', async () => {
    expect(await readDuring(lockWith('locked', 1))).toBe('locked');
  });

  it('does not undo what the feed said while it was on its way', async () => {
    expect(await readDuring(lockWith('locked', 1), change('unlocking', 2), change('unlocked', 3))).toBe('unlocked');
  });

  it('is believed where it is newer than what the feed said', async () => {
    expect(await readDuring(lockWith('locked', 5), change('unlocked', 3))).toBe('locked');
  });

  it('takes nothing that was said of another device', async () => {
    expect(await readDuring(lockWith('locked', 1), change('unlocked', 3, 'shed'))).toBe('locked');
  });

  it('that fails is told to have failed', async () => {
    await expect(new CatchUp().readOne(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
  });
});
