/** The hub's entry: everything else is loaded with compiled code from the last start, which halves the time to the first answer. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../node_modules/.cache/concord', import.meta.url));
enableCompileCache(cache);
// Worker threads and the demo's programs read it from here.
process.env['NODE_COMPILE_CACHE'] ??= cache;
await import('@concord/sdk/libraries');
await import('./run-hub.ts');
