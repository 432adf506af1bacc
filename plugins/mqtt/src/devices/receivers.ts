import type { BareDevice } from './bare-device.ts';

/** Radios on a broker that hear the same products. A product is there while one that hears it is, or may be. */
export class Receivers {
  readonly #isOnline = new Map<string, boolean>();
  readonly #heardBy = new Map<BareDevice, Set<string>>();

  /** A receiver says whether it is there. */
  say(receiver: string, isOnline: boolean): void {
    if (this.#isOnline.size >= maxReceivers && !this.#isOnline.has(receiver)) return;
    this.#isOnline.set(receiver, isOnline);
    for (const [device, receivers] of this.#heardBy) if (receivers.has(receiver)) this.#tell(device, receivers);
  }

  isOnline(receiver: string): boolean | undefined {
    return this.#isOnline.get(receiver);
  }

  /** A receiver hears a device. */
  hears(receiver: string, device: BareDevice): void {
    const receivers = this.#heardBy.get(device) ?? new Set();
    this.#heardBy.set(device, receivers);
    if (receivers.has(receiver) || receivers.size >= maxReceivers) return;
    receivers.add(receiver);
    this.#tell(device, receivers);
  }

  forget(device: BareDevice): void {
    this.#heardBy.delete(device);
  }

  #tell(device: BareDevice, receivers: ReadonlySet<string>): void {
    const states = new Set([...receivers].map((receiver) => this.#isOnline.get(receiver)));
    device.say(states.has(true) ? true : states.has(undefined) ? undefined : false);
  }
}

const maxReceivers = 100;
