import type { Delivery, Session } from './session.ts';

/** What a client that came back is sent before anything that is new, so that an old state does not follow a newer one. */
class Replay {
  readonly #left: Set<Delivery>;
  readonly done: Promise<void>;
  #finish: () => void = () => undefined;

  constructor(deliveries: Iterable<Delivery>) {
    this.#left = new Set(deliveries);
    this.done = new Promise((resolve) => (this.#finish = resolve));
    if (this.#left.size === 0) this.#finish();
  }

  has(delivery: Delivery): boolean {
    return this.#left.has(delivery);
  }

  /** The delivery leaves, or is not needed any more. */
  passed(delivery: Delivery): void {
    // In the next turn, when it has been written.
    if (this.#left.delete(delivery) && this.#left.size === 0) setImmediate(this.#finish);
  }

  end(): void {
    this.#left.clear();
    this.#finish();
  }
}

/** The replays that are under way, by session. */
export class Replays {
  readonly #replays = new Map<string, Replay>();

  begin(session: Session): Delivery[] {
    this.end(session.id);
    const deliveries = [...session.queue];
    if (deliveries.length === 0) return deliveries;
    const replay = new Replay(deliveries);
    this.#replays.set(session.id, replay);
    void replay.done.then(() => {
      if (this.#replays.get(session.id) === replay) this.#replays.delete(session.id);
    });
    return deliveries;
  }

  /** The client has left: nothing of the replay will come any more. */
  end(id: string): void {
    this.#replays.get(id)?.end();
    this.#replays.delete(id);
  }

  passed({ id }: Session, delivery: Delivery): void {
    this.#replays.get(id)?.passed(delivery);
  }

  /** Undefined where the delivery may leave now; else resolves when it may. */
  before({ id }: Session, delivery: Delivery): Promise<void> | undefined {
    const replay = this.#replays.get(id);
    return replay && !replay.has(delivery) ? replay.done : undefined;
  }
}
