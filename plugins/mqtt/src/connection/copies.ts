/** Copies of one message follow each other at once; between them may be some of other topics. */
const remembered = 256;

interface Told {
  readonly print: string;
  /** The subscriptions whose copy of it has come. */
  readonly identifiers: Set<number>;
}

/**
 * Finds the copies that a broker sends of one message because several subscriptions of this client match its topic (MQTT 5, section 3.3.4;
 * Mosquitto does it, and EMQX). Each has the identifier of another subscription, while a message that was said twice comes with those of the
 * first again. Told twice, a press of a button would be two.
 */
export class Copies {
  readonly #told = new Map<string, Told>();

  /** True where another copy of this message has been received; `print` is that of its payload. */
  isCopy(topic: string, print: string, identifiers: readonly number[]): boolean {
    if (identifiers.length === 0) return false;
    const before = this.#told.get(topic);
    if (before?.print === print && !identifiers.some((one) => before.identifiers.has(one))) {
      for (const one of identifiers) before.identifiers.add(one);
      return true;
    }
    // Deleted first, so that the map stays in the order of arrival.
    this.#told.delete(topic);
    this.#told.set(topic, { print, identifiers: new Set(identifiers) });
    const [oldest] = this.#told.keys();
    if (this.#told.size > remembered && oldest !== undefined) this.#told.delete(oldest);
    return false;
  }
}
