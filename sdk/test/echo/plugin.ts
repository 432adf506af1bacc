import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { CommandRejectedError, definePlugin, messageOf } from '../../src/index.ts';

/** A plugin that confirms each command by a report, and tells what it may not do. */
export default definePlugin({
  async start(context) {
    context.describe({
      key: 'front',
      name: String(context.config['name']),
      identifiers: [{ type: 'own', value: 'front' }],
      endpoints: [{ id: 'main', capabilities: { lock: { attributes: { state: {} } } } }],
    });
    context.setAvailability('front', 'online');
    await context.store.set('starts', Number((await context.store.get('starts')) ?? 0) + 1);
    context.log.info('started', { starts: await context.store.get('starts') });
    return {
      async command({ device, endpoint, capability, command }) {
        if (command !== 'lock' && command !== 'unlock') throw new CommandRejectedError(`"${command}" is not for this lock`);
        context.report({ device, endpoint, capability, values: { state: `${command}ed` } });
        return { confirmation: 'acknowledged' };
      },
      actions: {
        explode: async () => {
          setImmediate(() => {
            throw new Error('boom');
          });
        },
        readForbidden: async ({ path }) => attempt(() => readFile(String(path))),
        writeForbidden: async ({ path }) => attempt(() => writeFile(String(path), 'x')),
        connectForbidden: async ({ port }) => attempt(() => once(connect(Number(port), '127.0.0.1'), 'connect')),
        openDatabase: async () => attempt(() => import('node:sqlite')),
        environment: async () => Object.keys(process.env).toSorted(),
      },
      stop: async () => context.log.info('stopped'),
    };
  },
});

async function attempt(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'allowed';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
  }
}
