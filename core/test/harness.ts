import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPluginPackage } from '@concord/sdk/plugin-process';
import { pino } from 'pino';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { systemClock, type Clock } from '../src/clock.ts';
import { Hub } from '../src/hub.ts';
import type { Change, Device, HomeNotice } from '../src/home/index.ts';
import type { Run } from '../src/rules/index.ts';

const patienceMs = 15_000;
const lamps = readPluginPackage(join(import.meta.dirname, 'fixtures/lamps'));

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A real hub, without its API, that runs the lamps' plugin; stopped when the test is over. With a `HandClock` its time is the test's,
 * and the plugin is pinged only as time passes.
 */
export async function startHub({
  data = temporaryFolder(),
  config = {},
  clock = systemClock,
}: { data?: string; config?: Record<string, unknown>; clock?: Clock } = {}): Promise<Hub> {
  const hub = await launch(data, config, clock);
  onTestFinished(() => hub.stop());
  return hub;
}

/** One hub for all tests of a file or `describe` that don't disturb each other. */
export function sharedHub(): { readonly hub: Hub } {
  const data = mkdtempSync(join(tmpdir(), 'concord-test-'));
  let hub: Hub | undefined;
  beforeAll(async () => {
    hub = await launch(data);
  });
  afterAll(async () => {
    await hub?.stop();
    rmSync(data, { recursive: true, force: true });
  });
  return {
    get hub() {
      if (!hub) throw new Error('the shared hub has not been started');
      return hub;
    },
  };
}

async function launch(data: string, config: Record<string, unknown> = {}, clock: Clock = systemClock): Promise<Hub> {
  const hub = new Hub({
    clock,
    data,
    network: undefined,
    plugins: [lamps],
    startConfig: { lamps: config },
    log: pino({ level: process.env['CONCORD_TEST_LOG'] ?? 'silent' }),
  });
  hub.load();
  await hub.start();
  let stopped: Promise<void> | undefined;
  const stop = hub.stop.bind(hub);
  // A test that stops its hub to start it anew is stopped once more when it is over.
  hub.stop = () => (stopped ??= stop());
  return hub;
}

/** The device of a name. */
export function named(hub: Hub, name: string): Device {
  const device = hub.home.devices().find((candidate) => candidate.name === name);
  if (!device)
    throw new Error(
      `no device "${name}" among ${hub.home
        .devices()
        .map((other) => other.name)
        .join(', ')}`,
    );
  return device;
}

/** Resolves with the first thing that fits; looks at what is there first. */
export async function until<T>(hub: Hub, look: () => T | undefined | false): Promise<T> {
  const found = look();
  if (found) return found;
  return new Promise<T>((resolve, reject) => {
    const feeds = [hub.home.changes, hub.home.notices, hub.plugins.changes, hub.rules.runChanges] as {
      listen(listener: (item: unknown) => void): () => void;
    }[];
    const end = () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`not so within ${patienceMs} ms: ${look.toString()}`));
    }, patienceMs);
    const again = () => {
      const now = look();
      if (!now) return;
      end();
      resolve(now);
    };
    const stops = feeds.map((feed) => feed.listen(again));
  });
}

/** Collects what a feed says from now on. */
export function listenTo(hub: Hub): { changes: Change[]; notices: HomeNotice[] } {
  const heard = { changes: [] as Change[], notices: [] as HomeNotice[] };
  hub.home.changes.listen((change) => heard.changes.push(change));
  hub.home.notices.listen((notice) => heard.notices.push(notice));
  return heard;
}

/** Lets the lamps' plugin say a message of the protocol. */
export async function say(hub: Hub, message: object | string): Promise<void> {
  await hub.plugins.action('lamps', 'say', { line: typeof message === 'string' ? message : JSON.stringify(message) });
}

/** The newest run of a rule, once it is over. */
export function endedRun(hub: Hub, rule: string): Promise<Run> {
  return until(hub, () => {
    const [run] = hub.rules.runs(rule, { limit: 1 }).items;
    return run?.finishedAt !== undefined && run;
  });
}
