import type { Address } from '../network/local.ts';
import type { Txt } from './txt.ts';

/** One service that a product announces. */
export interface Service {
  /** Unique on the network: the full name in lower case. */
  readonly id: string;
  /** `_shelly._tcp` */
  readonly type: string;
  /** The instance name. */
  readonly name: string;
  /** The host name without `.local`, in lower case. */
  readonly host: string;
  readonly port: number;
  readonly txt: Txt;
  /** Local addresses, the most likely first: IPv4 before IPv6, the announcement's own sender before the others. */
  readonly addresses: readonly string[];
  /** Who sent the announcement. */
  readonly sender: string;
}

/** Where the service listens, or undefined while no local address is known. */
export function addressOf({ addresses: [host], port }: Service): Address | undefined {
  return host === undefined ? undefined : { host, port };
}
