import {
  AdoptionFailedError,
  DeviceOfflineError,
  messageOf,
  type CommandOutcome,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';
import type { Service } from '../discovery/service.ts';
import type { AdoptedRecord, Driver, Inspection, Patience } from '../driver.ts';
import { AdoptedDevice, placeOf } from './adopted-device.ts';
import { candidateOf } from './candidate.ts';
import { Inspections } from './inspections.ts';
import { isVague, read, type Product } from './product.ts';
import { Products } from './products.ts';
import { loadRecords, saveRecords } from './records.ts';
import { isPlausible, mayBeAsked, runnableOf, type Runnable } from './runnable.ts';

interface HomeOptions {
  readonly drivers: readonly Driver[];
  readonly patience: Patience;
  /** Whether products without a driver are shown. */
  readonly showOthers: boolean;
}

/** A web page alone is shown only after so long, since what it belongs to is mostly heard a moment later. */
const vagueMs = 3000;

/** What was found on the network, and which of it is part of the home. */
export class Home {
  readonly #context: PluginContext;
  readonly #options: HomeOptions;
  readonly #products: Products;
  readonly #adopted = new Map<string, AdoptedDevice>();
  readonly #adopting = new Set<string>();
  /** What each shown candidate was shown as. */
  readonly #shown = new Map<string, string>();
  readonly #inspections: Inspections;
  readonly #vague = new Map<string, NodeJS.Timeout>();
  #writing: Promise<void> = Promise.resolve();

  constructor(context: PluginContext, options: HomeOptions) {
    this.#context = context;
    this.#options = options;
    this.#inspections = new Inspections(context, options.patience);
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
      const device = this.#device(driver, record);
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

  /** Sign of life: whoever waits to connect again need wait no longer, and who was busy when it was asked is asked again. */
  heardAgain({ id }: Service): void {
    const product = this.#products.withService(id);
    if (product && runnableOf(product)) this.#changed(product);
  }

  lost({ id }: Service): void {
    this.#products.remove(id);
  }

  async adopt(key: string, input: Readonly<Record<string, unknown>>): Promise<{ devices: string[] }> {
    if (this.#adopted.has(key)) return { devices: [key] };
    const product = this.#products.get(key);
    const runnable = product && runnableOf(product);
    if (!runnable) throw new AdoptionFailedError(product ? 'there is no driver for it' : 'it is not on the network any more');
    if (this.#adopting.has(key)) throw new AdoptionFailedError('it is being adopted already');
    const { driver, address } = runnable;
    const device = this.#device(driver, { key, driver: driver.id, address, input });
    this.#adopting.add(key);
    try {
      await device.adopt({
        // One that was busy when it was found may want a password: then the right form is shown before it says so.
        prepare: async () => {
          await this.#inspections.insist(key, runnable);
          this.#showAsked(key);
        },
        save: () => this.#record(device),
      });
    } finally {
      this.#adopting.delete(key);
    }
    this.#withdraw(key);
    const now = this.#products.get(key);
    if (now) this.#changed(now);
    return { devices: [key] };
  }

  async remove(key: string): Promise<void> {
    const device = this.#adopted.get(key);
    if (!device) return;
    this.#adopted.delete(key);
    await device.stop();
    const product = this.#products.get(key);
    if (product) this.#changed(product);
    await this.#write();
  }

  async command(command: PluginCommand): Promise<CommandOutcome> {
    const device = this.#adopted.get(command.device);
    if (!device) throw new DeviceOfflineError('it was removed from the home');
    return device.command(command);
  }

  #device(driver: Driver, record: AdoptedRecord): AdoptedDevice {
    return new AdoptedDevice(this.#context, driver, record, this.#options.patience, () => void this.#moved());
  }

  async #record(device: AdoptedDevice): Promise<void> {
    try {
      await this.#write(device);
    } catch (error) {
      throw new AdoptionFailedError(`the list of adopted devices could not be written: ${messageOf(error)}`, { cause: error });
    }
  }

  #changed(product: Product): void {
    const { key } = product;
    this.#forgetVague(key);
    const runnable = runnableOf(product);
    const adopted = this.#adopted.get(key);
    if (adopted) {
      if (runnable) this.#follow(adopted, runnable);
    } else if (runnable) {
      this.#inspect(product, runnable);
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
    this.#inspections.forget(key);
    this.#withdraw(key);
  }

  /** A product is shown once it said what adopting needs, so that nobody sees a form that is about to change. */
  #inspect(product: Product, runnable: Runnable): void {
    const { key } = product;
    const known = this.#inspections.resultOf(key, runnable.address);
    if (known || !mayBeAsked(runnable)) this.#show(product, known);
    else this.#inspections.ask(key, runnable, () => this.#showAsked(key));
  }

  #showAsked(key: string): void {
    const product = this.#products.get(key);
    const runnable = product && runnableOf(product);
    if (runnable && !this.#adopted.has(key)) this.#show(product, this.#inspections.resultOf(key, runnable.address));
  }

  /** An adopted device is looked for where it was, and where its family listens. */
  #follow(device: AdoptedDevice, runnable: Runnable): void {
    const { address } = runnable;
    if (isPlausible(runnable) || address.port === device.record.address.port) device.announced(address);
    else
      this.#context.diagnose({
        code: 'port-unexpected',
        message: `it is announced at port ${address.port}, where no product of its kind listens`,
        place: placeOf(address),
        device: device.record.key,
      });
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

  /** Writes the records, one time after the other; a device that is being adopted is one of the home once they are written. */
  #write(adopting?: AdoptedDevice): Promise<void> {
    const written = this.#writing.then(async () => {
      const devices = [...this.#adopted.values(), ...(adopting ? [adopting] : [])];
      await saveRecords(
        this.#context,
        devices.map(({ record }) => record),
      );
      if (adopting) this.#adopted.set(adopting.record.key, adopting);
    });
    this.#writing = written.catch(() => {
      // Who asked for this write gets its error; the next one must not.
    });
    return written;
  }

  async #moved(): Promise<void> {
    try {
      await this.#write();
    } catch (error) {
      // It is found again by its announcement, at the next start too.
      this.#context.log.error(`the new address of a device could not be written: ${messageOf(error)}`);
    }
  }
}
