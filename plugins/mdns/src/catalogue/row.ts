import type { Service } from '../discovery/service.ts';

/** A fact about a product: the same for all of them, or read out of what the product announces. */
export type Fact = string | ((service: Service) => string | undefined);

/** What one kind of announcement means. The first row of a type that fits counts. */
export interface Row {
  /** The service type, `_ipp._tcp`. */
  readonly type: string;
  /** Only announcements like this; absent: all of the type. */
  readonly when?: (service: Service) => boolean;
  readonly maker?: Fact;
  readonly model?: Fact;
  /** What it is to a person: light, media player, printer… */
  readonly kind: Fact;
  /** The language it speaks, where that has a name. */
  readonly protocol?: string;
  /** A sentence for the owner: what it is, and which way leads it into the home. */
  readonly says: string;
  /** The address of its network hardware, in any spelling. */
  readonly mac?: (service: Service) => string | undefined;
  /** A name that tells it from every other product of its protocol, such as HomeKit's device id. */
  readonly identity?: (service: Service) => string | undefined;
  /** An extra that many products have (a web page, a shell): it says little of the product and joins whatever else its host announces. */
  readonly companion?: true;
}

/** The value of a TXT key, where it is there and not empty. */
export function txt(key: string): (service: Service) => string | undefined {
  return ({ txt }) => txt.get(key.toLowerCase())?.trim() || undefined;
}

/** What the first group of a pattern finds in the instance name. */
export function inName(pattern: RegExp): (service: Service) => string | undefined {
  return ({ name }) => pattern.exec(name)?.[1];
}

/** The first of several facts that is known. */
export function firstOf(...facts: readonly Fact[]): (service: Service) => string | undefined {
  return (service) => {
    for (const fact of facts) {
      const value = factOf(fact, service);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** True for instance names that match. */
export function named(pattern: RegExp): (service: Service) => boolean {
  return ({ name }) => pattern.test(name);
}

/** True where a TXT key is there and its value matches. */
export function txtLike(key: string, pattern: RegExp): (service: Service) => boolean {
  return ({ txt }) => pattern.test(txt.get(key.toLowerCase()) ?? '\0');
}

export function factOf(fact: Fact | undefined, service: Service): string | undefined {
  return typeof fact === 'function' ? fact(service) : fact;
}
