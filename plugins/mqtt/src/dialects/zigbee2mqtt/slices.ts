import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work gives way to everything else after this long. */
const sliceMs = 8;

/** Works on each item, a slice of them in each turn of the event loop. Answers false where it was aborted. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => void, signal: AbortSignal): Promise<boolean> {
  let since = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - since < sliceMs) continue;
    await nextTurn();
    if (signal.aborted) return false;
    since = performance.now();
  }
  return true;
}
