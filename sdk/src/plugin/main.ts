/**
 * The program that a plugin's process runs: `node … main.ts <entry module>`, the hub's stream as file descriptor 3, `CONCORD_PLUGIN_ID`
 * and `CONCORD_PLUGIN_VERSION` in the environment.
 */
import { flushCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { messageOf } from '../errors.ts';
import type { PluginDefinition } from './context.ts';
import { PluginRuntime } from './runtime.ts';

const hubDescriptor = 3;
const [, , entry] = process.argv;
const { CONCORD_PLUGIN_ID: id, CONCORD_PLUGIN_VERSION: version } = process.env;

if (!entry || !id || !version) {
  process.stderr.write('This program is started by the hub: main.ts <entry module>, with CONCORD_PLUGIN_ID and CONCORD_PLUGIN_VERSION.\n');
  process.exit(2);
}

const module: { default?: PluginDefinition } = await import(pathToFileURL(entry).href);
if (typeof module.default?.start !== 'function') {
  process.stderr.write(`${entry} has no default export made by definePlugin.\n`);
  process.exit(2);
}

const runtime = new PluginRuntime(module.default, new Socket({ fd: hubDescriptor, readable: true, writable: true }), { id, version });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void runtime.stop());
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? messageOf(error)}\n`);
  process.exit(1);
});
flushCompileCache();

// What a plugin leaves open (a socket, a timer) must not keep a process that has nothing more to do.
await runtime.finished;
process.exit();
