import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { messageOf } from '@concord/sdk';
import type { PluginPackage } from '@concord/sdk/plugin-process';
import type { Logger } from 'pino';
import type { Hub } from './hub.ts';

const offerLine = /^concord offer (\{.*\})$/;
const stopPatienceMs = 5000;

/** A product that the demo wants in the home: the key of its candidate, and what its form asks for. */
interface Offer {
  readonly plugin: string;
  readonly key: string;
  readonly input: Record<string, unknown>;
}

/**
 * The simulated home of `--demo`: each plugin's manifest names programs that play products of its protocol. A program gets
 * `--data DIR`, `--network NAME` where one is chosen, and `--<name> URL` for each address that its plugin opened. It prints
 * `concord offer {"match": {"key": …}, "input": {…}}` for a product that the hub should adopt by itself.
 */
export class Demo {
  readonly #hub: Hub;
  readonly #log: Logger;
  readonly #network: string | undefined;
  readonly #children: ChildProcess[] = [];
  readonly #offers: Offer[] = [];
  #stopListening: (() => void) | undefined;

  constructor(hub: Hub, network: string | undefined, log: Logger) {
    this.#hub = hub;
    this.#network = network;
    this.#log = log;
  }

  start(plugins: readonly PluginPackage[]): void {
    this.#stopListening = this.#hub.home.notices.listen((notice) => {
      if (notice.type === 'candidate' && notice.action === 'added') this.#adoptOffered();
    });
    for (const { folder, manifest } of plugins) {
      for (const program of manifest.demo ?? []) this.#run(manifest.id, join(folder, program));
    }
  }

  async stop(): Promise<void> {
    this.#stopListening?.();
    await Promise.all(this.#children.map((child) => end(child)));
  }

  #run(plugin: string, program: string): void {
    const data = join(this.#hub.files.plugin(plugin), 'demo');
    mkdirSync(data, { recursive: true });
    const options = { data, network: this.#network, ...this.#hub.plugins.get(plugin).endpoints };
    const args = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#children.push(child);
    const log = this.#log.child({ demo: program });
    linesOf(child.stdout).on('line', (line) => {
      const offer = offerLine.exec(line)?.[1];
      if (offer === undefined) log.debug(line);
      else this.#remember(plugin, offer);
    });
    linesOf(child.stderr).on('line', (line) => log.warn(line));
    child.once('error', (error) => log.error(`the demo program could not be started: ${messageOf(error)}`));
    child.once('exit', (code, signal) => {
      if (code !== 0) log.warn(`the demo program ended (${signal ?? code})`);
    });
  }

  #remember(plugin: string, text: string): void {
    const { match, input } = JSON.parse(text) as { match: { key: string }; input: Record<string, unknown> };
    this.#offers.push({ plugin, key: match.key, input });
    this.#adoptOffered();
  }

  #adoptOffered(): void {
    for (const offer of [...this.#offers]) {
      const candidate = this.#hub.home.candidateOf(offer.plugin, offer.key);
      if (!candidate) continue;
      this.#offers.splice(this.#offers.indexOf(offer), 1);
      this.#hub.home.adopt(candidate.id, offer.input).then(
        (devices) => this.#log.info(`the demo brought ${devices.map(({ name }) => name).join(', ')}`),
        (error: unknown) => this.#log.warn(`the demo's "${candidate.name}" could not be adopted: ${messageOf(error)}`),
      );
    }
  }
}

function linesOf(output: Readable | null): Interface {
  if (!output) throw new Error('a demo program was started without its output');
  return createInterface({ input: output });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
  await gone;
  clearTimeout(timer);
}
