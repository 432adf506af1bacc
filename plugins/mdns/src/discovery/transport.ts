import { messageOf } from '@concord/sdk';
import Bonjour from 'bonjour-service';
import { isLocalAddress, localAddresses } from '../network/local.ts';

/** A resource record as `dns-packet` decodes it; `data` is checked by whoever uses it. */
export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  /** The cache-flush bit: records of this name and type that are older than a second are void (RFC 6762, section 10.2). */
  readonly flush?: boolean;
  readonly data: unknown;
}

export interface Question {
  readonly name: string;
  readonly type: 'PTR' | 'SRV' | 'TXT' | 'A' | 'ANY';
}

interface TransportHandlers {
  records(records: readonly DnsRecord[], sender: string): void;
  /** The set of interfaces changed: whoever asked before must ask again. */
  networkChanged(): void;
  problem(error: Error): void;
}

/** The part of `multicast-dns` (which has no types of its own) that is used here. */
interface MulticastDns {
  on(
    event: 'response',
    listener: (packet: { answers?: DnsRecord[]; additionals?: DnsRecord[] }, sender: { address: string }) => void,
  ): void;
  on(event: 'error' | 'warning', listener: (error: Error) => void): void;
  on(event: 'ready', listener: () => void): void;
  query(questions: readonly Question[]): void;
}

const interfaceCheckMs = 10_000;
/** Keeps a query below the smallest MTU, so that it is never fragmented. */
const questionsInOnePacket = 20;

/**
 * Speaks mDNS on every interface of the home, one bonjour-service socket each. Only its sockets are used: its browser misses instance
 * names with dots, changes of address and empty TXT values, never renews what runs out, and hears nothing once it is given an interface.
 */
export class MulticastTransport {
  readonly #network: string | undefined;
  readonly #handlers: TransportHandlers;
  readonly #sockets = new Map<string, { bonjour: Bonjour; mdns: MulticastDns }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(network: string | undefined, handlers: TransportHandlers) {
    this.#network = network;
    this.#handlers = handlers;
  }

  start(): void {
    this.#openSockets();
    // Node tells nobody that an interface came or went (a cable, Wi-Fi after the start).
    this.#timer = setInterval(() => this.#openSockets(), interfaceCheckMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const sockets = [...this.#sockets.values()];
    this.#sockets.clear();
    await Promise.all(sockets.map(({ bonjour }) => new Promise<void>((resolve) => bonjour.destroy(resolve))));
  }

  ask(questions: readonly Question[]): void {
    for (const { mdns } of this.#sockets.values()) {
      for (let at = 0; at < questions.length; at += questionsInOnePacket) mdns.query(questions.slice(at, at + questionsInOnePacket));
    }
  }

  #openSockets(): void {
    const wanted = localAddresses(this.#network).map(({ address }) => address);
    for (const [address, { bonjour }] of this.#sockets) {
      if (wanted.includes(address)) continue;
      bonjour.destroy();
      this.#sockets.delete(address);
    }
    for (const address of wanted) if (!this.#sockets.has(address)) this.#open(address);
  }

  #open(address: string): void {
    // Options of `multicast-dns`, which bonjour-service hands through: `interface` chooses where multicast is joined and sent; without
    // `bind` the socket would be bound to that address too, and a socket bound so hears no multicast.
    const options: object = { interface: address, bind: '0.0.0.0' };
    const bonjour = new Bonjour(options, (error: Error) => this.#handlers.problem(error));
    const mdns: MulticastDns = bonjour['server'].mdns;
    this.#sockets.set(address, { bonjour, mdns });
    mdns.on('error', (error) => this.#handlers.problem(error));
    // Anything on the link may send a packet that can't be decoded.
    mdns.on('warning', (error) => this.#handlers.problem(error));
    mdns.on('ready', () => this.#handlers.networkChanged());
    mdns.on('response', ({ answers = [], additionals = [] }, sender) => {
      // RFC 6762, section 11: what comes from beyond the link is not mDNS.
      if (!isLocalAddress(sender.address)) return;
      try {
        this.#handlers.records([...answers, ...additionals], sender.address);
      } catch (error) {
        // Whatever one packet holds, the next ones are heard.
        this.#handlers.problem(error instanceof Error ? error : new Error(messageOf(error)));
      }
    });
  }
}
