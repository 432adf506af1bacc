import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A value that says when it changes. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  /** Answers the function that ends the listening. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Has an element drawn anew whenever one of the stores changes, as long as it is on the page. */
export function watch(host: ReactiveControllerHost, ...stores: readonly Pick<Store<unknown>, 'listen'>[]): void {
  host.addController(new Watch(host, stores));
}

class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: readonly Pick<Store<unknown>, 'listen'>[];
  #ends: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, stores: readonly Pick<Store<unknown>, 'listen'>[]) {
    this.#host = host;
    this.#stores = stores;
  }

  hostConnected(): void {
    this.#ends = this.#stores.map((store) => store.listen(() => this.#host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}
