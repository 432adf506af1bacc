import type { LastWill } from '../../../connection/connection.ts';
import type { Sending } from '../../../devices/fragment.ts';
import { namespace } from '../topic.ts';

const kept = { qos: 1, retain: true } as const;

/**
 * What a host application says of itself (section 6.4.22, "STATE"): edge nodes that wait for it speak while it is there. Those of version 2.2
 * know a word on a topic of its own.
 */
export class HostState {
  readonly #hostId: string;
  #joinedAt: number | undefined;

  constructor(hostId: string) {
    this.#hostId = hostId;
  }

  /** What the broker says when it loses the host: with the time of the birth that follows, so that nobody takes it for a later one's. */
  will(now: number): LastWill {
    this.#joinedAt = now;
    return this.#state(false, now);
  }

  birth(now: number): Sending[] {
    return [this.#state(true, this.#joinedAt ?? now), this.#word('ONLINE')];
  }

  death(now: number): Sending[] {
    return [this.#state(false, now), this.#word('OFFLINE')];
  }

  #state(isOnline: boolean, timestamp: number): LastWill {
    return { topic: `${namespace}/STATE/${this.#hostId}`, payload: JSON.stringify({ online: isOnline, timestamp }), ...kept };
  }

  #word(word: string): Sending {
    return { topic: `STATE/${this.#hostId}`, payload: word, ...kept };
  }
}
