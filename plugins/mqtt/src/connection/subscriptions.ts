import type { IClientSubscribeOptions, MqttClient } from 'mqtt';
import { isFilter, isWildcard } from '../topics/topic-filter.ts';
import { reasonWithAdvice, withAdvice } from './advice.ts';

const filtersPerPacket = 100;
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

/** The identifier of all filters without wildcards, of which no two match one topic. */
const plainIdentifier = 1;

/** The filters that a connection asks for: all of them at each connect, and what is new in a turn as one packet. */
export class Subscriptions {
  readonly #settings: SubscriptionSettings;
  readonly #filters = new Set<string>();
  #wanted = new Set<string>();
  #client: MqttClient | undefined;
  #group: string | undefined;
  #canIdentify = false;
  readonly #identifiers = new Map<string, number>();
  #nextIdentifier = plainIdentifier + 1;

  constructor(settings: SubscriptionSettings) {
    this.#settings = settings;
  }

  /** The broker answers; it is asked for everything. Without `canShare` nothing is shared. `granted`: it has answered to all of it. */
  begin(client: MqttClient, { canShare, canIdentify }: SubscriptionOffer, granted: () => void): void {
    this.#client = client;
    this.#canIdentify = canIdentify;
    this.#group = canShare ? this.#settings.shareGroup : undefined;
    this.#wanted = new Set(this.#filters);
    this.#send(granted);
  }

  end(): void {
    this.#client = undefined;
    this.#wanted.clear();
  }

  add(filter: string): void {
    // One filter that the library refuses would cost all those that travel with it.
    if (!isFilter(filter)) return this.#settings.refused(filter.slice(0, 200), 'it is no topic filter, or too long for one');
    this.#filters.add(filter);
    if (!this.#client) return;
    if (this.#wanted.size === 0) setImmediate(() => this.#send());
    this.#wanted.add(filter);
  }

  delete(filter: string): void {
    this.#wanted.delete(filter);
    this.#identifiers.delete(filter);
    if (this.#filters.delete(filter)) this.#client?.unsubscribe(this.#group === undefined ? filter : shared(this.#group, filter));
  }

  #send(granted: () => void = () => undefined): void {
    const packets = this.#packets([...this.#wanted]);
    this.#wanted.clear();
    let awaited = packets.length;
    const done = () => {
      if (--awaited <= 0) granted();
    };
    if (awaited === 0) return granted();
    for (const filters of packets) {
      if (this.#group === undefined) this.#ask(filters, done);
      else this.#share(filters, this.#group, done);
    }
  }

  /** A packet has one identifier, so filters that may match the same topic don't travel together. */
  #packets(filters: readonly string[]): string[][] {
    const alone = this.#canIdentify ? filters.filter(isWildcard) : [];
    const together = this.#canIdentify ? filters.filter((filter) => !isWildcard(filter)) : filters;
    const packets: string[][] = [];
    for (let at = 0; at < together.length; at += filtersPerPacket) packets.push(together.slice(at, at + filtersPerPacket));
    return [...packets, ...alone.map((filter) => [filter])];
  }

  #identifierOf(filter: string): number {
    if (!isWildcard(filter)) return plainIdentifier;
    const known = this.#identifiers.get(filter);
    if (known !== undefined) return known;
    const identifier = this.#nextIdentifier++;
    this.#identifiers.set(filter, identifier);
    return identifier;
  }

  /** To a shared subscription a broker sends nothing that it retained (MQTT 5, section 4.8.2), so that is fetched by a plain one before. */
  #share(filters: readonly string[], group: string, done: () => void): void {
    const client = this.#client;
    this.#ask(filters, () =>
      client?.unsubscribe([...filters], () => {
        if (client === this.#client)
          this.#ask(
            filters.filter((filter) => this.#filters.has(filter)),
            done,
            group,
          );
      }),
    );
  }

  #ask(filters: readonly string[], done: () => void, group?: string): void {
    const client = this.#client;
    const [first] = filters;
    if (first === undefined) return done();
    const options: IClientSubscribeOptions = {
      qos: this.#settings.qos,
      ...(this.#canIdentify && { properties: { subscriptionIdentifier: this.#identifierOf(first) } }),
    };
    const asked = group === undefined ? [...filters] : filters.map((filter) => shared(group, filter));
    client?.subscribe(asked, options, (error, _granted, packet) => {
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
