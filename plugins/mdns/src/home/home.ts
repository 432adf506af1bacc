import {
  AdoptionFailedError,
  DeviceOfflineError,
  messageOf,
  type CommandOutcome,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';
import { addressOf, type Service } from '../discovery/service.ts';
import type { Driver, Inspection, Patience } from '../driver.ts';
import type { Address } from '../network/local.ts';
import { sameAddress } from '../network/local.ts';
import { PeerError } from '../untrusted/peer-error.ts';
import { AdoptedDevice, placeOf } from './adopted-device.ts';
import { candidateOf } from './candidate.ts';
import { byWeight, isVague, read, type Product } from './product.ts';
import { Products } from './products.ts';
import { loadRecords, saveRecords } from './records.ts';
import { Turns } from './turns.ts';

export interface HomeOptions {
  readonly drivers: readonly Driver[];
  readonly patience: Patience;
  /** Whether products without a driver are shown. */
  readonly showOthers: boolean;
}

const inspectionsAtOnce = 4;
/** A web page alone is shown only after so long, since what it belongs to is mostly heard a moment later. */
const vagueMs = 3000;

/** What was found on the network, and which of it is part of the home. */
export class Home {
  readonly #context: PluginContext;
  readonly #options: HomeOptions;
  readonly #products: Products;
  readonly #adopted = new Map<string, AdoptedDevice>();
  /** What each shown candidate was shown as. */
  readonly #shown = new Map<string, string>();
  /** What each product that can be adopted said, and where. */
  readonly #inspections = new Map<string, { readonly address: Address; result?: Inspection }>();
  readonly #vague = new Map<string, NodeJS.Timeout>();
  readonly #turns = new Turns(inspectionsAtOnce);

  constructor(context: PluginContext, options: HomeOptions) {
    this.#context = context;
    this.#options = options;
    this.#products = new Products({
      changed: (product) => this.#changed(product),
      gone: (key) => this.#gone(key),
    });
  }

  /** Takes up the devices of earlier starts. */
  async start(): Promise<void> {
    for (const record of await loadRecords(this.#context)) {
      const driver = this.#options.drivers.find(({ id }) => id === record.driver);
      if (!driver) {
        this.#context.log.error(`${record.key} needs the driver "${record.driver}", which this version does not have`);
        continue;
      }
      const device = new AdoptedDevice(this.#context, driver, record, this.#options.patience, () => void this.#save());
      this.#adopted.set(record.key, device);
      device.start();
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.#vague.values()) clearTimeout(timer);
    await Promise.all([...this.#adopted.values()].map((device) => device.stop()));
  }

  found(service: Service): void {
    this.#products.add(read(service, this.#options.drivers));
  }

  /** Sign of life: whoever waits to connect again need wait no longer. */
  heardAgain({ id }: Service): void {
    const product = this.#products.withService(id);
    const adopted = product && this.#adopted.get(product.key);
    const runnable = adopted && runnableOf(product);
    if (runnable) adopted.announced(runnable.address);
  }

  lost({ id }: Service): void {
    this.#products.remove(id);
  }

  async adopt(key: string, input: Readonly<Record<string, unknown>>): Promise<{ devices: string[] }> {
    if (this.#adopted.has(key)) return { devices: [key] };
    const product = this.#products.get(key);
    const runnable = product && runnableOf(product);
    if (!runnable) throw new AdoptionFailedError(product ? 'there is no driver for it' : 'it is not on the network any more');
    const { driver, address } = runnable;
    const device = new AdoptedDevice(
      this.#context,
      driver,
      { key, driver: driver.id, address, input },
      this.#options.patience,
      () => void this.#save(),
    );
    this.#adopted.set(key, device);
    try {
      await device.adopt();
      await this.#save();
    } catch (error) {
      this.#adopted.delete(key);
      await device.stop();
      // What was announced meanwhile went to the device that did not come to be.
      this.#changed(product);
      throw error;
    }
    this.#withdraw(key);
    return { devices: [key] };
  }

  async remove(key: string): Promise<void> {
    const device = this.#adopted.get(key);
    if (!device) return;
    this.#adopted.delete(key);
    await device.stop();
    await this.#save();
    const product = this.#products.get(key);
    if (product) this.#changed(product);
  }

  async command(command: PluginCommand): Promise<CommandOutcome> {
    const device = this.#adopted.get(command.device);
    if (!device) throw new DeviceOfflineError('it was removed from the home');
    return device.command(command);
  }

  #changed(product: Product): void {
    const { key } = product;
    this.#forgetVague(key);
    const runnable = runnableOf(product);
    const adopted = this.#adopted.get(key);
    if (adopted) {
      if (runnable) adopted.announced(runnable.address);
    } else if (runnable) {
      void this.#inspect(key, runnable);
    } else if (!this.#options.showOthers) {
      this.#withdraw(key);
    } else if (isVague(product) && !this.#shown.has(key)) {
      this.#vague.set(
        key,
        setTimeout(() => this.#show(product, undefined), vagueMs),
      );
    } else this.#show(product, undefined);
  }

  #forgetVague(key: string): void {
    clearTimeout(this.#vague.get(key));
    this.#vague.delete(key);
  }

  #gone(key: string): void {
    this.#forgetVague(key);
    this.#inspections.delete(key);
    this.#withdraw(key);
  }

  /** A product is shown once it said what adopting needs, so that nobody sees a form that is about to change. */
  async #inspect(key: string, { driver, address }: Runnable): Promise<void> {
    const earlier = this.#inspections.get(key);
    if (earlier && sameAddress(earlier.address, address)) {
      if (earlier.result) this.#showInspected(key, earlier.result);
      return;
    }
    const inspection: { readonly address: Address; result?: Inspection } = { address };
    this.#inspections.set(key, inspection);
    const result = await this.#turns.take(() => this.#ask(driver, address));
    // It may have been adopted, have moved or have left meanwhile.
    if (this.#inspections.get(key) !== inspection) return;
    if (result) inspection.result = result;
    // Without an answer it is asked again when it announces something new.
    else this.#inspections.delete(key);
    this.#showInspected(key, result);
  }

  async #ask(driver: Driver, address: Address): Promise<Inspection | undefined> {
    try {
      return await driver.inspect(address, this.#options.patience);
    } catch (error) {
      if (error instanceof PeerError) this.#context.diagnose({ code: error.fault, message: error.message, place: placeOf(address) });
      else
        this.#context.log.error(`the ${driver.id} driver failed: ${messageOf(error)}`, {
          stack: error instanceof Error ? error.stack : undefined,
        });
      return undefined;
    }
  }

  #showInspected(key: string, result: Inspection | undefined): void {
    const product = this.#products.get(key);
    if (product && !this.#adopted.has(key)) this.#show(product, result);
  }

  #show(product: Product, inspection: Inspection | undefined): void {
    const candidate = candidateOf(product, inspection);
    const text = JSON.stringify(candidate);
    if (this.#shown.get(product.key) === text) return;
    this.#shown.set(product.key, text);
    this.#context.offer(candidate);
  }

  #withdraw(key: string): void {
    if (this.#shown.delete(key)) this.#context.withdraw(key);
  }

  async #save(): Promise<void> {
    try {
      await saveRecords(
        this.#context,
        [...this.#adopted.values()].map(({ record }) => record),
      );
    } catch (error) {
      this.#context.log.error(`the list of adopted devices could not be written: ${messageOf(error)}`);
    }
  }
}

interface Runnable {
  readonly driver: Driver;
  readonly address: Address;
}

/** The driver of a product and where it is to be reached, where both are known. */
function runnableOf(product: Product): Runnable | undefined {
  for (const { driver, service } of byWeight(product)) {
    const address = driver && addressOf(service);
    if (address) return { driver, address };
  }
  return undefined;
}
