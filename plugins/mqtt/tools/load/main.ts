/**
 * `npm run load:mqtt [-- DEVICES RATE SECONDS]`: a Zigbee network is announced to a real hub at once, then its devices say RATE states a
 * second. Tells when all of them were there, how long a state took to the hub's live feed, and whether any was lost. The last line is JSON.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isObject } from '../../src/topics/message.ts';
import { readDeviceLines } from '../device-lines.ts';
import { ReplayHub } from '../replay/replay-hub.ts';
import { network } from './network.ts';

const stepMs = 10;

async function main([devices = '2000', rate = '2000', seconds = '60']: readonly string[]): Promise<void> {
  const things = network(Number(devices), recordedDevices());
  const hub = await ReplayHub.start();
  const announcedMs = await announce(hub, things);
  const sent = new Map<string, number>();
  const latencies: number[] = [];
  let heard = 0;
  hub.watch(({ device, attribute, record }) => {
    if (attribute !== 'temperature' || device === undefined) return;
    heard++;
    const at = sent.get(String(record?.value));
    if (at !== undefined) latencies.push(performance.now() - at);
  });
  let said = 0;
  const start = performance.now();
  const total = Number(rate) * Number(seconds);
  while (said < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * Number(rate)));
    for (; said < due; said++) {
      const thing = things[said % things.length];
      if (!thing) break;
      // Each value is there once, so that it tells which message it came with.
      const temperature = Number((10 + said / 10_000).toFixed(4));
      sent.set(String(temperature), performance.now());
      hub.publish(`zigbee2mqtt/${thing.name}`, JSON.stringify({ temperature, linkquality: 100 }));
    }
    await pause(stepMs);
  }
  const saidMs = performance.now() - start;
  await hub.settle();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 10) / 10;
  const figures = {
    devices: things.length,
    announcedMs,
    states: said,
    perSecond: Math.round(said / (saidMs / 1000)),
    heard,
    lost: said - heard,
    p50: at(0.5),
    p99: at(0.99),
    most: at(0.9999),
  };
  await hub.stop();
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  if (figures.lost !== 0) process.exitCode = 1;
}

/** The devices of the recorded corpus, where it is here. */
function recordedDevices(): Readonly<Record<string, unknown>>[] {
  const file = join(
    process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus'),
    'zigbee2mqtt/devices.jsonl',
  );
  return existsSync(file) ? readDeviceLines(file).entries.filter(isObject) : [];
}

/** The milliseconds until the hub has all of them. */
async function announce(hub: ReplayHub, things: ReturnType<typeof network>): Promise<number> {
  const start = performance.now();
  let added = 0;
  hub.watch(({ type, action }) => {
    if (type === 'device' && action === 'added') added++;
  });
  hub.publish('zigbee2mqtt/bridge/state', '{"state":"online"}', { retain: true });
  hub.publish('zigbee2mqtt/bridge/devices', JSON.stringify(things.map(({ entry }) => entry)), { retain: true });
  await hub.until(() => Promise.resolve(added >= things.length || undefined), 60_000);
  return Math.round(performance.now() - start);
}

await main(process.argv.slice(2));
