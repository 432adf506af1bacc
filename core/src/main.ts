/** The hub's entry: everything else is loaded with compiled code from the last start, which halves the time to the first answer. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/concord', import.meta.url)));
await import('./run-hub.ts');
