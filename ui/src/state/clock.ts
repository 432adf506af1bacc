import { Store } from './store.ts';

/** Now, for "3 minutes ago": moves twice a minute. */
export const now = new Store(Date.now());
setInterval(() => now.set(Date.now()), 30_000);
