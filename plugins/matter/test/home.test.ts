import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, testNetwork } from '@concord/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'concord-matter-'));
const network = testNetwork();
const prefix = 'concord offer ';

interface Offer {
  readonly match: { readonly key: string };
  readonly input: Record<string, unknown>;
}

describe('the demo home', () => {
  let home: ChildProcess;
  let hub: FakeHub;
  const offers: Offer[] = [];

  beforeAll(async () => {
    home = spawn(process.execPath, [join(folder, 'demo/home.ts'), '--data', join(work, 'home'), '--network', network], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    process.once('exit', () => home.kill('SIGKILL'));
    const { stdout } = home;
    if (!stdout) throw new Error('no output');
    hub = await FakeHub.start({ folder, network });
    for await (const line of createInterface({ input: stdout })) {
      if (line.startsWith(prefix)) offers.push(JSON.parse(line.slice(prefix.length)) as Offer);
      if (offers.length === 3) break;
    }
  });

  afterAll(async () => {
    await hub.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('is adopted by its own offers', async () => {
    for (const { match, input } of offers) {
      const { candidate } = await hub.waitFor('candidate', ({ candidate: { key } }) => key === match.key);
      await hub.request('adopt', { candidate: candidate.key, input });
    }
    const names = hub.all('device').map(({ device }) => device.name);
    expect(names).toEqual(expect.arrayContaining(['Demo Thermostat', 'Demo Colour Light', 'Demo Bridge', 'Demo Window', 'Demo Presence']));
  });

  it('leaves the plugin far below the memory that its manifest asks for', () => {
    const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${hub.pid}/status`, 'utf8')) ?? [];
    // A first start, which strips and compiles everything, takes some 40 MiB that later ones don't.
    console.log(`resident with three nodes, on a first start: ${Math.round(Number(kibibytes) / 1024)} MiB`);
    expect(Number(kibibytes)).toBeLessThan(300 * 1024);
  });

  it('stops on SIGTERM with code 0', async () => {
    const ended = once(home, 'exit');
    home.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
