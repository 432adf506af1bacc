import type { Change, HomeNotice } from '../home/index.ts';
import type { EventClient } from './event-client.ts';
import type { MessageType, StreamMessage } from './event-messages.ts';
import type { ApiParts } from './parts.ts';

type FeedParts = Pick<ApiParts, 'home' | 'plugins' | 'rules' | 'notifications'>;
type Typed = StreamMessage & { type: MessageType };

/** Turns what happens in the hub into messages, and hands each to the clients that want it. */
export class EventFeed {
  readonly #parts: FeedParts;
  readonly #clients = new Map<EventClient, ReadonlySet<MessageType>>();
  #ends: (() => void)[] = [];

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#clients.size;
  }

  start(): void {
    const { home, plugins, rules, notifications } = this.#parts;
    this.#ends = [
      home.changes.listen((change) => this.#publish('change', () => messageOfChange(change))),
      home.notices.listen((notice) => this.#publish(notice.type === 'desired' ? 'change' : notice.type, () => messageOfNotice(notice))),
      plugins.changes.listen(({ id }) => this.#publish('plugin', () => ({ type: 'plugin', action: 'updated', id }))),
      rules.runChanges.listen(({ id, rule, state }) => this.#publish('run', () => ({ type: 'run', action: 'updated', id, rule, state }))),
      rules.changes.listen(({ id, action }) => this.#publish('rule', () => ({ type: 'rule', action, id }))),
      notifications.listen(({ message, origin }) => this.#publish('notification', () => ({ type: 'notification', message, origin }))),
    ];
  }

  stop(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#clients.clear();
  }

  /** Answers the function that takes the client off again. */
  add(client: EventClient, types: ReadonlySet<MessageType>): () => void {
    this.#clients.set(client, types);
    return () => this.#clients.delete(client);
  }

  // The message is only made, and turned into text once, where somebody wants it.
  #publish(type: MessageType, message: () => Typed): void {
    let text: string | undefined;
    for (const [client, types] of this.#clients) {
      if (types.has(type)) client.send((text ??= JSON.stringify(message())));
    }
  }
}

function messageOfChange(change: Change): Typed {
  if (change.type === 'event') return { ...change, type: 'change', kind: 'event' };
  const { device, endpoint, capability, attribute, record, previous, cause } = change;
  return { type: 'change', kind: 'attribute', device, endpoint, capability, attribute, record, previous, cause };
}

function messageOfNotice(notice: HomeNotice): Typed {
  if (notice.type === 'desired') return { ...notice, type: 'change', kind: 'desired' };
  return { type: notice.type, action: actions[notice.action], id: notice.id };
}

// What was linked is no device of the home any more, and what was unlinked is one again.
const actions = {
  added: 'added',
  updated: 'updated',
  renamed: 'updated',
  removed: 'removed',
  linked: 'removed',
  unlinked: 'added',
} as const;
