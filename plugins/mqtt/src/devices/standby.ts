/** A device as one broker shows it. */
interface View {
  readonly key: string;
  readonly connection: { readonly isOnline: boolean };
  /** True while nobody announces it on its broker. */
  readonly isWithdrawn: boolean;
}

interface StandbyOwner<V> {
  /** How long a broker has to be lost, or a device withdrawn there, before another broker takes over. */
  readonly settleMs: number;
  /** `next` speaks for the device from now on, and `before` no more. */
  tookOver(next: V, before: V): void;
}

/**
 * The views of devices that several brokers announce. One leads: the first, until its broker is lost or the device is withdrawn there for a
 * while. The others listen to announcements only, so that what two brokers carry is told once. Nothing goes back by itself: that would be
 * one more change for nothing.
 */
export class Standby<V extends View> {
  readonly #owner: StandbyOwner<V>;
  /** The leading view of each key comes first. */
  readonly #views = new Map<string, V[]>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(owner: StandbyOwner<V>) {
    this.#owner = owner;
  }

  leader(key: string): V | undefined {
    return this.#views.get(key)?.[0];
  }

  all(): V[] {
    return [...this.#views.values()].flat();
  }

  isLeading(view: V): boolean {
    return this.leader(view.key) === view;
  }

  /** The view of a key that a connection has, whether it leads or not. */
  find(key: string, connection: View['connection']): V | undefined {
    return this.#views.get(key)?.find((view) => view.connection === connection);
  }

  of(connection: View['connection']): V[] {
    return this.all().filter((view) => view.connection === connection);
  }

  /** Adds a view: it leads where it is the first, or where the device is withdrawn from its broker. */
  add(view: V): void {
    const views = this.#views.get(view.key) ?? [];
    this.#views.set(view.key, views);
    views.push(view);
    const [leader] = views;
    if (leader && leader !== view && leader.isWithdrawn) this.#promote(view);
    else if (views.length > 1) this.#reviewKey(view.key, views);
  }

  /** The view is gone for good. True where another one speaks for the device all the same. */
  delete(view: V): boolean {
    const views = this.#views.get(view.key);
    if (!views?.includes(view)) return true;
    const others = views.filter((other) => other !== view);
    if (views[0] !== view) {
      this.#views.set(view.key, others);
      return true;
    }
    const next = others.find(isUsable) ?? others[0];
    if (next) this.#promote(next);
    this.#clear(view.key);
    if (next) this.#views.set(view.key, [next, ...others.filter((other) => other !== next)]);
    else this.#views.delete(view.key);
    return next !== undefined;
  }

  /** A broker was lost or is back, or a device was withdrawn or announced. */
  review(): void {
    for (const [key, views] of this.#views) {
      if (views.length > 1) this.#reviewKey(key, views);
    }
  }

  stop(): void {
    for (const key of [...this.#timers.keys()]) this.#clear(key);
  }

  #reviewKey(key: string, [leader, ...others]: readonly V[]): void {
    if (!leader || isUsable(leader) || !others.some(isUsable)) return this.#clear(key);
    if (this.#timers.has(key)) return;
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#clear(key);
        const [leader, ...others] = this.#views.get(key) ?? [];
        const next = others.find(isUsable);
        if (leader && next && !isUsable(leader)) this.#promote(next);
      }, this.#owner.settleMs),
    );
  }

  #promote(next: V): void {
    const [before, ...others] = this.#views.get(next.key) ?? [];
    if (!before) return;
    this.#views.set(next.key, [next, ...others.filter((other) => other !== next), before]);
    this.#owner.tookOver(next, before);
  }

  #clear(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}

function isUsable({ connection, isWithdrawn }: View): boolean {
  return connection.isOnline && !isWithdrawn;
}
