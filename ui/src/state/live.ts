import { EventFeed, type FeedState, type RunMessage, type StreamMessage } from '../api/events.ts';
import { commandsHeard } from './commands.ts';
import { applyChange, collections, devices, reloadDevice, rules } from './home.ts';
import { capabilities, descriptorChanged, forgetDescriptors } from './model.ts';
import { Store } from './store.ts';
import { toast } from './toasts.ts';

/** How the live feed is. */
export const feedState = new Store<FeedState>('connecting');

const runListeners = new Set<(run: RunMessage) => void>();
/** Hears of runs; answers the function that ends it. */
export function onRun(listener: (run: RunMessage) => void): () => void {
  runListeners.add(listener);
  return () => runListeners.delete(listener);
}

const feed = new EventFeed(receive, (state) => {
  feedState.set(state);
  // What happened before the line was up is not told again: not what a list that was read first is missing, either.
  if (state === 'open') refreshAll();
});

export function startLive(): void {
  feed.start();
}

/** Forgets the home: whoever comes next may see less of it. */
export function stopLive(): void {
  feed.stop();
  for (const collection of [...Object.values(collections), capabilities]) collection.reset();
  forgetDescriptors();
}

function refreshAll(): void {
  for (const collection of Object.values(collections)) collection.refresh();
}

function receive(message: StreamMessage): void {
  switch (message.type) {
    case 'change':
      if (message.kind === 'attribute' && message.cause.kind === 'report')
        commandsHeard(message.device, message.endpoint, message.capability);
      return applyChange(message);
    case 'run':
      scheduleRefresh(rules);
      for (const listener of runListeners) listener(message);
      return;
    case 'notification':
      return toast(message.message);
    case 'missed':
      return refreshAll();
    case 'device':
      descriptorChanged(message.id);
      if (message.action === 'removed') return devices.remove(message.id);
      return void reloadDevice(message.id);
    default:
      scheduleRefresh(collections[message.type]);
  }
}

const scheduled = new Set<{ refresh(): void }>();
// A rule that runs sends several messages within milliseconds; the list is read once for all of them.
function scheduleRefresh(collection: { refresh(): void }): void {
  if (scheduled.has(collection)) return;
  scheduled.add(collection);
  setTimeout(() => {
    scheduled.delete(collection);
    collection.refresh();
  }, 150);
}
