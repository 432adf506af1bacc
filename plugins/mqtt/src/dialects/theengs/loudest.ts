/** So many decibels louder another gateway must hear a device to be the one whose signal counts. */
const marginDb = 6;
/** A gateway that has not heard it for so long does not any more. */
const patienceMs = 180_000;

/**
 * Which of several gateways tells how strong a device's signal is: the one that hears it best. The signal at each of them in turn would only
 * say which one spoke last.
 */
export class Loudest {
  #gateway: string | undefined;
  #rssi = -Infinity;
  #heardAt = -Infinity;

  /** Whether what this gateway says of the signal counts. `nowMs`: of any clock that goes on evenly. */
  isIt(gateway: string, rssi: unknown, nowMs: number): boolean {
    const strength = typeof rssi === 'number' ? rssi : -Infinity;
    const takesOver = gateway === this.#gateway || nowMs - this.#heardAt > patienceMs || strength > this.#rssi + marginDb;
    if (!takesOver) return false;
    this.#gateway = gateway;
    this.#rssi = strength;
    this.#heardAt = nowMs;
    return true;
  }
}
