import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testNetwork } from '@concord/sdk/testing';
import { expectVocabulary, startHub } from './home.ts';
import { Started } from './peer.ts';

const started = new Started();
let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'concord-demo-'));
});
afterEach(async () => {
  await started.stop();
  rmSync(data, { recursive: true, force: true });
});

it('the demo offers a plug and a light to adopt, shows a printer and a player, and leaves with goodbyes', async () => {
  const demo = started.add(new Demo(data));
  const offers = [await demo.offer(), await demo.offer()];
  const hub = started.add(await startHub());
  for (const { match, input } of offers) {
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === match.key && candidate.adoptable);
    await hub.request('adopt', { candidate: match.key, input });
  }
  expect(hub.all('device').map(({ device }) => device.name)).toEqual(['Coffee machine', 'Shelf light']);
  const shown = async (model: string) => (await hub.waitFor('candidate', ({ candidate }) => candidate.model === model)).candidate;
  expect(await shown('Brother HL-L2350DW')).toMatchObject({ adoptable: false, maker: 'Brother' });
  const player = await shown('Chromecast');
  expect(player).toMatchObject({ adoptable: false, maker: 'Google' });
  expectVocabulary(hub);
  await demo.stop();
  await hub.waitFor('candidateRemoved', ({ candidate }) => candidate === player.key);
});

interface Offer {
  readonly match: { readonly key: string };
  readonly input: Record<string, unknown>;
}

class Demo {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(data: string) {
    const program = join(import.meta.dirname, '../demo/home.ts');
    this.#process = spawn(process.execPath, [program, '--data', data, '--network', testNetwork()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!this.#process.stdout) throw new Error('the demo has no output');
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async offer(): Promise<Offer> {
    const { value } = await this.#lines.next();
    const [, offer = ''] = /^concord offer (.+)$/.exec(String(value)) ?? [];
    return JSON.parse(offer) as Offer;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
    expect(this.#process.exitCode).toBe(0);
  }
}
