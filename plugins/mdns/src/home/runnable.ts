import { addressOf } from '../discovery/service.ts';
import type { Driver } from '../driver.ts';
import { isOwnAddress, type Address } from '../network/local.ts';
import { byWeight, type Product } from './product.ts';

/** A product that a driver can run, and where it is to be reached. */
export interface Runnable {
  readonly driver: Driver;
  readonly address: Address;
  /** Who announced that address. */
  readonly sender: string;
}

/** Undefined where there is no driver, or no address is known. */
export function runnableOf(product: Product): Runnable | undefined {
  for (const { driver, service } of byWeight(product)) {
    const address = driver && addressOf(service);
    if (address) return { driver, address, sender: service.sender };
  }
  return undefined;
}

/**
 * Whether a product of this family listens there. A program on this machine (a demo, an emulated product) may choose any port: it could
 * speak to that one itself, while anybody else could send us to a printer that prints what it is sent.
 */
export function isPlausible({ driver, address }: Runnable): boolean {
  return driver.ports.includes(address.port) || isOwnAddress(address.host);
}

/** Whether it may be asked though nobody wants anything of it: only who announces itself, and where its family listens. */
export function mayBeAsked(runnable: Runnable): boolean {
  return runnable.address.host === runnable.sender && isPlausible(runnable);
}
