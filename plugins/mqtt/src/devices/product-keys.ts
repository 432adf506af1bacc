import type { DeviceDescriptor, Identifier } from '@concord/sdk';

/** What names a product wherever it is named. */
const telling = new Set<Identifier['type']>(['mac', 'eui64', 'own']);
/** More products than any home has; a stranger who invents them costs no more memory than this. */
const maxIdentifiers = 100_000;

/**
 * The keys by which devices are known, so that a product has one, whichever dialect names it first after a start: rules and history hang on
 * the key. Within a dialect its own names decide; two of its products may share an address (a bridge, and what stands behind it).
 */
export class ProductKeys {
  readonly #keys = new Set<string>();
  readonly #byIdentifier = new Map<string, string>();

  /** `known`: what the hub knows from earlier. */
  constructor(known: readonly Pick<DeviceDescriptor, 'key' | 'identifiers'>[]) {
    for (const { key, identifiers } of known) this.note(key, identifiers);
  }

  /**
   * The key of what a dialect calls `own`: that of a product which another dialect knows by one of the identifiers, or `own`. `isLasting`:
   * the identifiers stay when the dialect calls the product otherwise.
   */
  keyOf(own: string, identifiers: readonly Identifier[], isLasting = false): string {
    return this.#keys.has(own) ? own : (this.#elsewhere(own, identifiers, isLasting) ?? own);
  }

  /** The device with this key is called so, too. */
  note(key: string, identifiers: readonly Identifier[]): void {
    if (this.#byIdentifier.size >= maxIdentifiers) return;
    this.#keys.add(key);
    for (const identifier of identifiers) {
      const name = nameOf(identifier);
      if (telling.has(identifier.type) && !this.#byIdentifier.has(name)) this.#byIdentifier.set(name, key);
    }
  }

  #elsewhere(own: string, identifiers: readonly Identifier[], isLasting: boolean): string | undefined {
    return identifiers
      .map((identifier) => this.#byIdentifier.get(nameOf(identifier)))
      .find((key) => key !== undefined && (isLasting || dialectOf(key) !== dialectOf(own)));
  }
}

function nameOf({ type, value }: Identifier): string {
  return `${type}=${value.toLowerCase()}`;
}

/** What stands before the colon of a key. */
function dialectOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}
