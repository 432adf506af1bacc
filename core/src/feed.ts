/** Calls every listener in turn; one that throws is reported and does not keep the others from hearing. */
export class Feed<T> {
  readonly #listeners = new Set<(item: T) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Answers the function that ends the listening. */
  listen(listener: (item: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(item: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(item);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
