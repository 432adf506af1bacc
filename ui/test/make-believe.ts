/// <reference lib="esnext.temporal" />
import { join } from 'node:path';
import { readPluginPackage } from '@concord/sdk/plugin-process';
import { Access } from '../../core/src/access/index.ts';
import { createApi } from '../../core/src/api/index.ts';
import { systemClock } from '../../core/src/clock.ts';
import { Hub } from '../../core/src/hub.ts';
import { createLog } from '../../core/src/log.ts';
import { HandClock } from '../../core/test/hand-clock.ts';
import type { RunningHub } from './hub.ts';

const lamps = readPluginPackage(join(import.meta.dirname, '../../core/test/fixtures/lamps'));
/** The same program under another name: a second plugin, which sees what the first sees. */
const lanterns = { ...lamps, manifest: { ...lamps.manifest, id: 'lanterns', name: 'Lanterns' } };

/** A real hub whose plugins say what a test has them say, and whose time is the test's. */
export class MakeBelieveHub implements RunningHub {
  readonly url: string;
  readonly setUpCode: string | undefined;
  readonly clock: HandClock;
  readonly #hub: Hub;
  readonly #stop: () => Promise<void>;

  private constructor(hub: Hub, clock: HandClock, url: string, setUpCode: string | undefined, stop: () => Promise<void>) {
    this.#hub = hub;
    this.clock = clock;
    this.url = url;
    this.setUpCode = setUpCode;
    this.#stop = stop;
  }

  static async start(data: string): Promise<MakeBelieveHub> {
    const clock = new HandClock(new Date().toISOString());
    const log = createLog({ level: 'error', format: 'json' });
    const hub = new Hub({ clock, data, network: undefined, plugins: [lamps, lanterns], startConfig: {}, log });
    hub.load();
    await hub.start();
    // Both programs know the same lamps; a test begins with an empty home.
    for (const { id } of hub.home.devices()) await hub.home.removeDevice(id);
    const access = new Access(hub.database, systemClock, () => undefined);
    const { home, plugins, rules, history, notifications } = hub;
    const parts = { clock, version: '0.0.0', home, plugins, rules, history, notifications, health: hub };
    const api = await createApi(parts, access, { host: '127.0.0.1', port: 0 }, log);
    const { url } = await api.start();
    return new MakeBelieveHub(hub, clock, url, access.setUp.code, async () => {
      await api.stop();
      await hub.stop();
    });
  }

  /** Lets a plugin say messages of the protocol, one after the other. */
  async say(plugin: 'lamps' | 'lanterns', ...messages: readonly object[]): Promise<void> {
    for (const message of messages) await this.#hub.plugins.action(plugin, 'say', { line: JSON.stringify(message) });
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
