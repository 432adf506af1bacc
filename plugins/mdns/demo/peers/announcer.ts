import { networkInterfaces } from 'node:os';
import Bonjour from 'bonjour-service';

export interface Announcement {
  readonly type: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly txt: Readonly<Record<string, string>>;
}

/** Announces services over mDNS, on one interface or on the default one. */
export class Announcer {
  readonly #bonjour: Bonjour;

  constructor(network: string | undefined) {
    const address = (network === undefined ? [] : (networkInterfaces()[network] ?? [])).find(({ family }) => family === 'IPv4')?.address;
    if (network !== undefined && address === undefined) throw new Error(`there is no IPv4 address on "${network}"`);
    // Without `bind` the socket would be bound to the interface's address, and hear no question.
    const options: object = address === undefined ? {} : { interface: address, bind: '0.0.0.0' };
    this.#bonjour = new Bonjour(options);
  }

  announce({ type, name, host, port, txt }: Announcement): void {
    const [, service = '', protocol] = /^_(.+)\._(tcp|udp)$/.exec(type) ?? [];
    // Not probed: a product that comes back after a power cut finds its own name still remembered, and is heard at once.
    this.#bonjour.publish({
      type: service,
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
      name,
      host: `${host}.local`,
      port,
      txt: { ...txt },
      probe: false,
    });
  }

  /** Says goodbye for all of it. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#bonjour.unpublishAll(() => resolve()));
    await new Promise<void>((resolve) => this.#bonjour.destroy(() => resolve()));
  }
}
