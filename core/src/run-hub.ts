import { flushCompileCache } from 'node:module';
import { messageOf } from '@concord/sdk';
import { systemClock } from './clock.ts';
import { Demo } from './demo.ts';
import { StartError } from './errors.ts';
import { Hub } from './hub.ts';
import { createLog } from './log.ts';
import { parseOptions } from './options.ts';
import { findPlugins } from './plugins/index.ts';
import { version } from './version.ts';

const stopLimitMs = 10_000;

async function main(): Promise<void> {
  const plugins = findPlugins();
  const pluginOptions = plugins.flatMap(({ manifest }) => (manifest.options ?? []).map((option) => ({ plugin: manifest.id, option })));
  const options = parseOptions(process.argv.slice(2), process.env, pluginOptions);
  if (options.help !== undefined) {
    process.stdout.write(options.help);
    return;
  }
  const log = createLog(options.hub);
  const hub = new Hub({
    clock: systemClock,
    data: options.hub.data,
    network: options.hub.network,
    plugins,
    startConfig: options.plugins,
    log,
  });
  hub.load();
  // The plugins start while the API is being loaded and built: on a small machine both take about as long.
  const pluginsStarted = hub.start();
  const [{ createApi }, { Access }] = await Promise.all([import('./api/index.ts'), import('./access/index.ts')]);
  const access = new Access(hub.database, systemClock, (error) => log.error({ err: error }, messageOf(error)));
  const { home, rules, history, notifications } = hub;
  const api = await createApi(
    { clock: systemClock, version, home, plugins: hub.plugins, rules, history, notifications, health: hub },
    access,
    options.hub,
    log,
  );
  const demo = options.hub.demo ? new Demo(hub, options.hub.network, log) : undefined;

  let isStopping = false;
  const stop = async (signal: string) => {
    // A terminal and npm may each pass the same signal on.
    if (isStopping) return;
    isStopping = true;
    log.info(`stopping on ${signal}`);
    setTimeout(() => {
      log.error(`could not stop within ${stopLimitMs / 1000} s`);
      process.exit(1);
    }, stopLimitMs).unref();
    await demo?.stop();
    await api.stop();
    await hub.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

  const { url } = await api.start();
  await pluginsStarted;
  hub.announce(url);
  const { setUp } = access;
  if (setUp.code !== undefined) process.stdout.write(`Open ${url} and set up your home with the code ${setUp.code}\n`);
  process.stdout.write(`concord ready ${JSON.stringify({ url, ...hub.plugins.endpoints(), pid: process.pid })}\n`);
  demo?.start(plugins);
  flushCompileCache();
}

try {
  await main();
} catch (error) {
  // What the owner can mend is one line; anything else is a bug, and its stack helps whoever mends it.
  process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${error instanceof Error ? error.stack : messageOf(error)}\n`);
  process.exit(1);
}
