import { messageOf, type PluginContext } from '@concord/sdk';
import type { Driver, Inspection, Patience } from '../driver.ts';
import { sameAddress, type Address } from '../network/local.ts';
import { PeerError } from '../untrusted/peer-error.ts';
import { placeOf } from './adopted-device.ts';
import type { Runnable } from './runnable.ts';
import { Turns } from './turns.ts';

interface Asked {
  readonly address: Address;
  /** Milliseconds of `performance.now()`; absent while it is being asked. */
  answeredAt?: number;
  result?: Inspection;
}

const atOnce = 4;
/** Announcements come in bunches: one that did not answer is left in peace so long. */
const calmMs = 2000;

/** What each product said of itself when it was asked what adopting it needs. */
export class Inspections {
  readonly #context: Pick<PluginContext, 'diagnose' | 'log'>;
  readonly #patience: Patience;
  readonly #turns = new Turns(atOnce);
  readonly #asked = new Map<string, Asked>();

  constructor(context: Pick<PluginContext, 'diagnose' | 'log'>, patience: Patience) {
    this.#context = context;
    this.#patience = patience;
  }

  /** What it said at this address. */
  resultOf(key: string, address: Address): Inspection | undefined {
    const asked = this.#asked.get(key);
    return asked && sameAddress(asked.address, address) ? asked.result : undefined;
  }

  /** Asks, unless it answered here, is being asked, or kept silent a moment ago; `done` is called once this try is over. */
  ask(key: string, { driver, address }: Runnable, done: () => void): void {
    const before = this.#asked.get(key);
    if (before && sameAddress(before.address, address)) {
      const isRecent = before.answeredAt === undefined || performance.now() < before.answeredAt + calmMs;
      if (before.result || isRecent) return;
    }
    const asked: Asked = { address };
    this.#asked.set(key, asked);
    void this.#inspect(key, driver, asked, done);
  }

  /** What it said here, or says now. Throws what the driver throws. */
  async insist(key: string, { driver, address }: Runnable): Promise<Inspection> {
    const result = this.resultOf(key, address) ?? (await driver.inspect(address, this.#patience));
    this.#asked.set(key, { address, answeredAt: performance.now(), result });
    return result;
  }

  forget(key: string): void {
    this.#asked.delete(key);
  }

  async #inspect(key: string, driver: Driver, asked: Asked, done: () => void): Promise<void> {
    try {
      asked.result = await this.#turns.take(() => driver.inspect(asked.address, this.#patience));
    } catch (error) {
      this.#failed(driver.id, asked.address, error);
    }
    asked.answeredAt = performance.now();
    // It may have been adopted, have moved or have left meanwhile.
    if (this.#asked.get(key) === asked) done();
  }

  #failed(driver: string, address: Address, error: unknown): void {
    if (error instanceof PeerError) this.#context.diagnose({ code: error.fault, message: error.message, place: placeOf(address) });
    else
      this.#context.log.error(`the ${driver} driver failed: ${messageOf(error)}`, {
        stack: error instanceof Error ? error.stack : undefined,
      });
  }
}
