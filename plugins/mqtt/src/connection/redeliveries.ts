const remembered = 1000;

/**
 * Finds messages of QoS 1 that a broker sends again because our confirmation got lost with the connection: such a packet is marked and has
 * the id that it had before (MQTT 5, section 4.4). Told twice, a press of a button would be two.
 */
export class Redeliveries {
  readonly #seen = new Map<number, string>();

  /** True where this packet has been received before; `isMarked` is its DUP flag, `payload` the print of what it says. */
  isRepeated(id: number, isMarked: boolean, topic: string, payload: string): boolean {
    const print = `${payload} ${topic}`;
    if (isMarked && this.#seen.get(id) === print) return true;
    // Deleted first, so that the map stays in the order of arrival.
    this.#seen.delete(id);
    this.#seen.set(id, print);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
    return false;
  }

  /** The broker knows nothing of the session before: its ids begin anew. */
  forget(): void {
    this.#seen.clear();
  }
}
