import { isWildcard } from '../topics/topic-filter.ts';

/** Filters that are asked for together. */
export interface SubscriptionPacket {
  readonly filters: readonly string[];
  /** What the broker says with each message for them (MQTT 5, section 3.8.2.1.2). */
  readonly identifier?: number;
}

const filtersPerPacket = 100;
/** Of all filters without wildcards, of which no two match one topic. */
const plainIdentifier = 1;

/** Packs filters so that no two with the same identifier match the same topic: then copies of one message can be told from two messages. */
export class SubscriptionPackets {
  readonly #identifiers = new Map<string, number>();
  #next = plainIdentifier + 1;

  /** `identified`: the broker takes identifiers. */
  of(filters: readonly string[], identified: boolean): SubscriptionPacket[] {
    if (!identified) return inParts(filters).map((part) => ({ filters: part }));
    const { plain = [], broad = [] } = Object.groupBy(filters, (filter) => (isWildcard(filter) ? 'broad' : 'plain'));
    return [
      ...inParts(plain).map((part) => ({ filters: part, identifier: plainIdentifier })),
      ...broad.map((filter) => ({ filters: [filter], identifier: this.#identifierOf(filter) })),
    ];
  }

  forget(filter: string): void {
    this.#identifiers.delete(filter);
  }

  #identifierOf(filter: string): number {
    const identifier = this.#identifiers.get(filter) ?? this.#next++;
    this.#identifiers.set(filter, identifier);
    return identifier;
  }
}

function inParts(filters: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(filters.length / filtersPerPacket) }, (_, at) =>
    filters.slice(at * filtersPerPacket, (at + 1) * filtersPerPacket),
  );
}
