import type { IClientSubscribeOptions, MqttClient } from 'mqtt';
import { isFilter } from '../topics/topic-filter.ts';
import { reasonWithAdvice, withAdvice } from './advice.ts';
import { SubscriptionPackets, type SubscriptionPacket } from './subscription-packets.ts';

/** SUBACK: from here on a filter was refused (MQTT 3.1.1, section 3.9.3; MQTT 5, section 3.9.3). */
const firstRefusal = 0x80;

export interface SubscriptionSettings {
  /** 1 where the broker keeps messages for the hub while it is away; what was published with less comes with less. */
  readonly qos: 0 | 1;
  readonly shareGroup: string | undefined;
  /** A filter that the broker does not give, and what to do about it. */
  readonly refused: (filter: string, why: string) => void;
}

/** What a broker can do for subscriptions. */
export interface SubscriptionOffer {
  readonly canShare: boolean;
  /** It says with each message for which subscription it is (MQTT 5, section 3.8.2.1.2). */
  readonly canIdentify: boolean;
}

/**
 * The filters that a connection asks for: all of them at each connect, and what changes in a turn together. A filter that is given up and
 * asked for in the same turn (a product that announces itself again) stays, so that nothing is missed in between.
 */
export class Subscriptions {
  readonly #settings: SubscriptionSettings;
  readonly #filters = new Set<string>();
  readonly #packets = new SubscriptionPackets();
  #wanted = new Set<string>();
  #dropped = new Set<string>();
  #client: MqttClient | undefined;
  #group: string | undefined;
  #canIdentify = false;
  #isScheduled = false;

  constructor(settings: SubscriptionSettings) {
    this.#settings = settings;
  }

  /** The broker answers; it is asked for everything. Without `canShare` nothing is shared. `granted`: it has answered to all of it. */
  begin(client: MqttClient, { canShare, canIdentify }: SubscriptionOffer, granted: () => void): void {
    this.#client = client;
    this.#canIdentify = canIdentify;
    this.#group = canShare ? this.#settings.shareGroup : undefined;
    this.#wanted = new Set(this.#filters);
    // A session that the broker kept has them still.
    this.#unsubscribe();
    this.#subscribe(granted);
  }

  end(): void {
    this.#client = undefined;
    this.#wanted.clear();
  }

  add(filter: string): void {
    // One filter that the library refuses would cost all those that travel with it.
    if (!isFilter(filter)) return this.#settings.refused(filter.slice(0, 200), 'it is no topic filter, or too long for one');
    this.#filters.add(filter);
    this.#dropped.delete(filter);
    this.#wanted.add(filter);
    this.#schedule();
  }

  delete(filter: string): void {
    this.#wanted.delete(filter);
    if (!this.#filters.delete(filter)) return;
    this.#dropped.add(filter);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || !this.#client) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#unsubscribe();
      this.#subscribe();
    });
  }

  #unsubscribe(): void {
    const filters = [...this.#dropped];
    this.#dropped.clear();
    for (const filter of filters) this.#packets.forget(filter);
    const group = this.#group;
    if (filters.length > 0) this.#client?.unsubscribe(group === undefined ? filters : filters.map((filter) => shared(group, filter)));
  }

  #subscribe(granted: () => void = () => undefined): void {
    const packets = this.#packets.of([...this.#wanted], this.#canIdentify);
    this.#wanted.clear();
    let awaited = packets.length;
    const done = () => {
      if (--awaited <= 0) granted();
    };
    if (awaited === 0) return granted();
    for (const packet of packets) {
      if (this.#group === undefined) this.#ask(packet, done);
      else this.#share(packet, this.#group, done);
    }
  }

  /** To a shared subscription a broker sends nothing that it retained (MQTT 5, section 4.8.2), so that is fetched by a plain one before. */
  #share(packet: SubscriptionPacket, group: string, done: () => void): void {
    const client = this.#client;
    this.#ask(packet, () =>
      client?.unsubscribe([...packet.filters], () => {
        if (client !== this.#client) return;
        const filters = packet.filters.filter((filter) => this.#filters.has(filter));
        if (filters.length > 0) this.#ask({ ...packet, filters: filters.map((filter) => shared(group, filter)) }, done);
        else done();
      }),
    );
  }

  #ask({ filters, identifier }: SubscriptionPacket, done: () => void): void {
    const client = this.#client;
    const options: IClientSubscribeOptions = {
      qos: this.#settings.qos,
      ...(identifier !== undefined && { properties: { subscriptionIdentifier: identifier } }),
    };
    client?.subscribe([...filters], options, (error, _granted, packet) => {
      if (client !== this.#client) return;
      // The library fails the whole call when the broker refuses one filter; the others are subscribed all the same.
      const codes = packet?.granted ?? [];
      for (const [at, filter] of filters.entries()) {
        const code = Number(codes[at] ?? 0);
        if (code >= firstRefusal) this.#settings.refused(filter, reasonWithAdvice(code));
      }
      if (error && codes.length === 0) this.#settings.refused(filters.join(' '), withAdvice(error));
      done();
    });
  }
}

function shared(group: string, filter: string): string {
  return `$share/${group}/${filter}`;
}
