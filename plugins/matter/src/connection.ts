import { messageOf, type Log } from '@concord/sdk';
import { DnsRecordType, NetworkClient, ObserverGroup, type ClientNode, type DnssdName } from '@matter/main';
import { PeerSet, SessionManager } from '@matter/main/protocol';
import type { Controller } from './controller.ts';

/** Milliseconds. A device on mains power answers within a tenth of a second; a probe has two retransmissions to come through. */
const probeMs = 2000;
/**
 * The pause between attempts, however often the device announces itself, twice as long each time: an attempt that goes on hears of
 * announcements itself, and a slow device needs time to answer.
 */
const restMs = { first: 4000, longest: 30_000 };
/** An attempt has this long before it is made again, twice as long each time. */
const backOffMs = { first: 15_000, longest: 300_000 };

export interface ConnectionHandlers {
  /** The subscription stands: all values are current and changes will come. */
  online(): void;
  offline(): void;
  readonly log: Log;
}

/**
 * Keeps one node's subscription alive. matter.js notices only after a minute or two that a device has restarted, since it waits for
 * the old session to time out. So this watches for signs of it, the subscription's end, a closed session, the operational instance's
 * announcement in multicast DNS, a command without an answer, and then starts the node's connection anew.
 */
export class NodeConnection {
  readonly #controller: Controller;
  readonly #node: ClientNode;
  readonly #handlers: ConnectionHandlers;
  readonly #observers = new ObserverGroup();
  readonly #ready = Promise.withResolvers<void>();
  #live = false;
  #closed = false;
  #busy = false;
  #again = false;
  #lastAttempt = 0;
  #pause = restMs.first;
  #delay = backOffMs.first;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  constructor(controller: Controller, node: ClientNode, handlers: ConnectionHandlers) {
    this.#controller = controller;
    this.#node = node;
    this.#handlers = handlers;
  }

  /** Starts to watch. The node itself is started by the controller, or by being commissioned. */
  start(): void {
    this.#observers.on(this.#node.eventsOf(NetworkClient).subscriptionStatusChanged, (active) => (active ? this.#up() : this.#down()));
    this.#observers.on(this.#node.lifecycle.offline, () => this.#down());
    this.#watchAnnouncements();
    if (subscribed(this.#node)) this.#up();
  }

  stop(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#wake?.();
    this.#observers.close();
  }

  /** Resolves once the subscription stands for the first time, or after `patienceMs`. */
  async ready(patienceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#ready.resolve(), patienceMs);
    await this.#ready.promise;
    clearTimeout(timer);
  }

  /** Something points to a device that restarted or went away: finds out, and connects anew if so. */
  suspect(): void {
    if (this.#closed) return;
    if (this.#busy) {
      this.#again = true;
      return;
    }
    void this.#check();
  }

  #watchAnnouncements(): void {
    const name = this.#peer?.service.name;
    if (!name) return;
    this.#observers.on(name, ({ updated }: DnssdName.Changes) => {
      if (updated?.some(({ recordType }) => recordType === DnsRecordType.SRV)) this.suspect();
    });
  }

  #up(): void {
    if (this.#closed) return;
    this.#live = true;
    // What pointed to trouble before is over.
    this.#again = false;
    this.#pause = restMs.first;
    this.#delay = backOffMs.first;
    clearTimeout(this.#timer);
    this.#wake?.();
    this.#handlers.online();
    this.#ready.resolve();
  }

  #down(): void {
    if (!this.#live || this.#closed) return;
    this.#live = false;
    this.#handlers.offline();
    this.suspect();
  }

  async #check(): Promise<void> {
    this.#busy = true;
    try {
      do {
        this.#again = false;
        if (this.#live ? await this.#answers() : await this.#recovers()) continue;
        await this.#restart();
      } while (this.#again && !this.#closed);
    } catch (error) {
      this.#handlers.log.debug(`could not connect anew to node ${this.#node.id}: ${messageOf(error)}`);
    } finally {
      this.#busy = false;
      if (!this.#live && !this.#closed) this.#later();
    }
  }

  async #answers(): Promise<boolean> {
    const peer = this.#peer;
    if (!peer?.hasSession || !peer.interaction) return false;
    return peer.interaction.probe({ abort: AbortSignal.timeout(probeMs), maxRetransmissions: 2, suppressPeerLoss: true });
  }

  /** Lets go of the sessions, which the device does not know any more, and subscribes over a new one. */
  async #restart(): Promise<void> {
    this.#lastAttempt = Date.now();
    this.#pause = Math.min(this.#pause * 2, restMs.longest);
    if (this.#live) {
      this.#live = false;
      this.#handlers.offline();
    }
    const { peerAddress } = this.#node;
    if (peerAddress) await this.#controller.env.get(SessionManager).handlePeerShutdown(peerAddress);
    await this.#node.stop();
    if (!this.#closed) await this.#node.start();
  }

  /** Leaves the attempt that goes on its time; whether it succeeded, or nobody waits for it any more. */
  async #recovers(): Promise<boolean> {
    const left = this.#lastAttempt + this.#pause - Date.now();
    if (left > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, left);
      this.#wake = resolve;
      await promise;
      clearTimeout(timer);
    }
    return this.#live || this.#closed;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.suspect(), this.#delay).unref();
    this.#delay = Math.min(this.#delay * 2, backOffMs.longest);
  }

  get #peer() {
    const { peerAddress } = this.#node;
    return peerAddress && this.#controller.env.get(PeerSet).get(peerAddress);
  }
}

function subscribed(node: ClientNode): boolean {
  return node.lifecycle.isOnline && node.act((agent) => agent.get(NetworkClient).subscriptionActive) === true;
}
