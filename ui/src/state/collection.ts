import { Store } from './store.ts';

/** A list from the hub as the page sees it: not there yet, there, or failed. */
export interface Loaded<T> {
  readonly items: readonly T[] | undefined;
  readonly error: unknown;
}

/** All things of one kind. Loaded once somebody asks, and again when the hub says that something changed. */
export class Collection<T extends { readonly id: string }> extends Store<Loaded<T>> {
  readonly #fetch: () => Promise<T[]>;
  #loading: Promise<void> | undefined;
  #isStale = false;
  #isWanted = false;

  constructor(fetch: () => Promise<T[]>) {
    super({ items: undefined, error: undefined });
    this.#fetch = fetch;
  }

  get items(): readonly T[] {
    return this.value.items ?? [];
  }

  find(id: string | null | undefined): T | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** Loads it unless that was done. */
  want(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    void this.load();
  }

  /** Loads it again. Calls while one is under way lead to one more, so that the last answer is never older than the last call. */
  load(): Promise<void> {
    this.#isWanted = true;
    if (this.#loading) {
      this.#isStale = true;
      return this.#loading;
    }
    this.#loading = this.#run();
    return this.#loading;
  }

  /** Something changed: load again if anybody ever asked. */
  refresh(): void {
    if (this.#isWanted) void this.load();
  }

  reset(): void {
    this.#isWanted = false;
    this.set({ items: undefined, error: undefined });
  }

  /** Puts one item in its place without asking the hub. */
  put(item: T): void {
    const { items } = this.value;
    if (!items) return;
    const known = items.some(({ id }) => id === item.id);
    this.set({ items: known ? items.map((old) => (old.id === item.id ? item : old)) : [...items, item], error: undefined });
  }

  remove(id: string): void {
    const { items } = this.value;
    if (items) this.set({ items: items.filter((item) => item.id !== id), error: undefined });
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#isStale = false;
        const items = await this.#fetch();
        this.set({ items, error: undefined });
      } while (this.#isStale);
    } catch (error) {
      this.set({ items: this.value.items, error });
    } finally {
      this.#loading = undefined;
    }
  }
}
