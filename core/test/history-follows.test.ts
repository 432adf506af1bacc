import { describe, expect, it } from 'vitest';
import type { Hub } from '../src/hub.ts';
import { HandClock } from './hand-clock.ts';
import { named, say, startHub, temporaryFolder, until } from './harness.ts';

const report = (hub: Hub, device: string, temperature: number) =>
  say(hub, { type: 'report', device, endpoint: 'main', capability: 'temperatureSensor', values: { temperature } });
const shown = (hub: Hub, id: string) => hub.home.device(id).endpoints[0]?.capabilities['temperatureSensor']?.['temperature']?.value;

/** Every value that history has of a lamp's thermometer. */
function recorded(hub: Hub, device: string): number[] {
  const { points } = hub.history.query({
    device,
    endpoint: 'main',
    capability: 'temperatureSensor',
    attribute: 'temperature',
    from: hub.startedAt - 3_600_000,
    to: hub.startedAt + 3_600_000,
    // A value a minute, each in an interval of its own.
    points: 500,
  });
  return points.map(([, low]) => Number(low));
}

describe('the history of a device', () => {
  it('goes with it into the device that it is linked to, and out again with what was heard meanwhile', async () => {
    const data = temporaryFolder();
    const clock = new HandClock();
    const first = await startHub({ data, clock });
    const { id: a } = named(first, 'Lamp 1');
    const { id: b } = named(first, 'Lamp 2');
    await report(first, 'lamp-2', 18);
    await until(first, () => shown(first, b) === 18);
    clock.set('2026-11-24T12:01:00Z');
    first.home.identity.link(a, b);
    clock.set('2026-11-24T12:02:00Z');
    await report(first, 'lamp-2', 21);
    await until(first, () => shown(first, a) === 21);
    clock.set('2026-11-24T12:02:30Z');
    await first.stop();

    const second = await startHub({ data, clock });
    expect(recorded(second, a)).toEqual([18, 21]);
    expect(second.home.device(b).id).toBe(a);
    const source = second.home.device(a).sources.find(({ linked }) => linked)?.id ?? '';
    clock.set('2026-11-24T12:03:00Z');
    // It leads what it said last: the other never said anything.
    await report(second, 'lamp-2', 22);
    await until(second, () => shown(second, a) === 22);
    clock.set('2026-11-24T12:04:00Z');
    second.home.identity.unlink(a, source);
    await second.stop();

    const third = await startHub({ data, clock });
    expect(recorded(third, b)).toEqual([18, 21, 22]);
    expect(third.home.historyCopies.list()).toEqual([]);
  });
});
