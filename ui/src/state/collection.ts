import { ApiError } from '../api/client.ts';
import { Store } from './store.ts';

/** A list from the hub as the page sees it: not there yet, there, or failed. */
export interface Loaded<T> {
  readonly items: readonly T[] | undefined;
  readonly error: unknown;
}

type Search<T> = (items: readonly T[], id: string) => T | undefined;

function byId<T extends { readonly id: string }>(items: readonly T[], id: string): T | undefined {
  return items.find((item) => item.id === id);
}

/** All things of one kind. Loaded once somebody asks, and again when the hub says that something changed. */
export class Collection<T extends { readonly id: string }> extends Store<Loaded<T>> {
  readonly #fetch: () => Promise<T[]>;
  readonly #order: ((a: T, b: T) => number) | undefined;
  readonly #search: Search<T>;
  #loading: Promise<void> | undefined;
  #isStale = false;
  #isWanted = false;
  /** Counts the resets: an answer to a question of an earlier one is nobody's business any more. */
  #generation = 0;

  /** `order`: how the list is sorted; as the hub gave it where left out. `search`: what an id means, where that is not one item's alone. */
  constructor(fetch: () => Promise<T[]>, order?: (a: T, b: T) => number, search: Search<T> = byId) {
    super({ items: undefined, error: undefined });
    this.#fetch = fetch;
    this.#order = order;
    this.#search = search;
  }

  get items(): readonly T[] {
    return this.value.items ?? [];
  }

  find(id: string | null | undefined): T | undefined {
    return id === null || id === undefined ? undefined : this.#search(this.items, id);
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

  /** Forgets everything, also what is under way: the next who looks may see less. */
  reset(): void {
    this.#generation++;
    this.#loading = undefined;
    this.#isStale = false;
    this.#isWanted = false;
    this.set({ items: undefined, error: undefined });
  }

  /** Puts one item in its place without asking the hub. */
  put(item: T): void {
    const { items } = this.value;
    if (!items) return;
    const known = items.some(({ id }) => id === item.id);
    this.set({ items: this.#sorted(known ? items.map((old) => (old.id === item.id ? item : old)) : [...items, item]), error: undefined });
  }

  /** Reads one item and puts it in its place. Throws what `read` throws. */
  async putRead(read: () => Promise<T>): Promise<void> {
    const generation = this.#generation;
    const item = await read();
    if (generation === this.#generation) this.put(item);
  }

  remove(id: string): void {
    const { items } = this.value;
    if (items) this.set({ items: items.filter((item) => item.id !== id), error: undefined });
  }

  #sorted(items: readonly T[]): readonly T[] {
    return this.#order ? items.toSorted(this.#order) : items;
  }

  async #run(): Promise<void> {
    const generation = this.#generation;
    const isOver = () => generation !== this.#generation;
    try {
      do {
        this.#isStale = false;
        const items = await this.#fetch();
        if (isOver()) return;
        this.set({ items: this.#sorted(items), error: undefined });
      } while (this.#isStale);
    } catch (error) {
      if (isOver()) return;
      // What was seen stays while the hub is away, but not where it says that we may not see it.
      const isRefused = error instanceof ApiError && (error.status === 401 || error.status === 403);
      this.set({ items: isRefused ? undefined : this.value.items, error });
    } finally {
      if (!isOver()) this.#loading = undefined;
    }
  }
}
