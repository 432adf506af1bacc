import { flushCompileCache } from 'node:module';
import { networkInterfaces } from 'node:os';
import { messageOf } from '@concord/sdk';
import { systemClock } from './clock.ts';
import { Demo } from './demo.ts';
import { StartError } from './errors.ts';
import { Hub } from './hub.ts';
import { Lifetime } from './lifetime.ts';
import { createLog } from './log.ts';
import { parseOptions } from './options.ts';
import { findPlugins } from './plugins/index.ts';
import { version } from './version.ts';

async function main(): Promise<number> {
  const broken: string[] = [];
  const plugins = findPlugins((reason) => broken.push(reason));
  const pluginOptions = plugins.flatMap(({ manifest }) => (manifest.options ?? []).map((option) => ({ plugin: manifest.id, option })));
  const options = parseOptions(process.argv.slice(2), process.env, pluginOptions);
  if (options.help !== undefined) {
    process.stdout.write(options.help);
    return 0;
  }
  requireInterface(options.hub.network);
  const log = createLog(options.hub);
  for (const reason of broken) log.error(`a plugin is left out, since its manifest can't be used: ${reason}`);
  const life = new Lifetime(log);
  return life.run(async (isEnding) => {
    const hub = new Hub({
      clock: systemClock,
      data: options.hub.data,
      network: options.hub.network,
      plugins,
      startConfig: options.plugins,
      log,
    });
    life.onStop(() => hub.stop());
    hub.load();
    // The plugins start while the API is being loaded and built: on a small machine both take about as long.
    const pluginsStarted = hub.start();
    const [{ createApi }, { Access }] = await Promise.all([import('./api/index.ts'), import('./access/index.ts')]);
    if (isEnding()) return;
    const access = new Access(hub.database, systemClock, (error) => log.error({ err: error }, messageOf(error)));
    const { home, rules, history, notifications } = hub;
    const api = await createApi(
      { clock: systemClock, version, home, plugins: hub.plugins, rules, history, notifications, health: hub },
      access,
      options.hub,
      log,
    );
    if (isEnding()) return;
    life.onStop(() => api.stop());
    const { url } = await api.start();
    await pluginsStarted;
    if (isEnding()) return;
    hub.announce(url);
    const { setUp } = access;
    if (setUp.code !== undefined) process.stdout.write(`Open ${url} and set up your home with the code ${setUp.code}\n`);
    process.stdout.write(`concord ready ${JSON.stringify({ url, ...hub.plugins.endpoints(), pid: process.pid })}\n`);
    if (options.hub.demo) {
      const demo = new Demo(hub, options.hub.network, log);
      life.onStop(() => demo.stop());
      demo.start(plugins);
    }
    flushCompileCache();
  });
}

function requireInterface(name: string | undefined): void {
  const names = Object.keys(networkInterfaces());
  if (name !== undefined && !names.includes(name))
    throw new StartError(`There is no network interface ${name}. --network takes one of ${names.join(', ')}.`);
}

try {
  process.exit(await main());
} catch (error) {
  // What the owner can mend is one line; anything else is a bug, and its stack helps whoever mends it.
  process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${error instanceof Error ? error.stack : messageOf(error)}\n`);
  process.exit(1);
}
