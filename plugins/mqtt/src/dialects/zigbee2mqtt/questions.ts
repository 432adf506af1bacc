import type { Connection } from '../../connection/connection.ts';

/** How long a device may take to say its state by itself, kept by the broker or by the bridge. */
const graceMs = 5000;
/** Each question is some messages over the radio. */
const everyMs = 1000;
const maxMembers = 20;
const maxWaiting = 10_000;

interface Question {
  readonly stateTopic: string;
  readonly members: readonly string[];
  /** False as soon as the device spoke, sleeps, or left. */
  readonly isOpen: () => boolean;
}

/**
 * Asks devices for their state (`<name>/get`) that have said nothing since we listen: where the broker keeps no states, a hub that was
 * just started would know nothing of a lamp until somebody switches it. Each is asked once, one after the other.
 */
export class Questions {
  readonly #connection: Connection;
  readonly #waiting = new Map<string, Question>();
  readonly #asked = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** `key`: the device. Asked once in the life of the plugin. */
  add(key: string, question: Question): void {
    if (question.members.length === 0 || this.#asked.has(key) || this.#waiting.size >= maxWaiting) return;
    this.#waiting.set(key, question);
    this.#timer ??= setTimeout(() => this.#next(), graceMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #next(): void {
    this.#timer = undefined;
    for (const [key, { stateTopic, members, isOpen }] of this.#waiting) {
      if (!this.#connection.isOnline) break;
      this.#waiting.delete(key);
      if (!isOpen()) continue;
      this.#asked.add(key);
      const wanted = Object.fromEntries(members.slice(0, maxMembers).map((name) => [name, '']));
      this.#connection.publish(`${stateTopic}/get`, JSON.stringify(wanted));
      break;
    }
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#next(), everyMs);
  }
}
