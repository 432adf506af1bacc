import type { CandidateDescriptor } from '@concord/sdk';
import { Abort, DnsRecordType, ObserverGroup, Seconds, type DnssdName, type DnssdNames } from '@matter/main';
import { deviceTypeName } from './mapping/device-types.ts';
import { setupCodePattern, type SetupCode } from './setup-code.ts';

const service = '_matterc._udp.local';
/** How often it asks again at most; products announce themselves as well. */
const longestPause = Seconds(30);

/** For so long a product that was commissioned may still be heard as it was before; multicast DNS ignores a goodbye that comes at once. */
const echoMs = 10_000;

/** A product that waits to be commissioned. */
export interface Commissionable {
  /** `matter-<vendor>-<product>-<discriminator>`, in decimal: stable over restarts of the product. */
  readonly key: string;
  /** First label of its service instance; new each time the product opens its commissioning window. */
  readonly instance: string;
  readonly discriminator: number;
  readonly vendorId: number | undefined;
  readonly productId: number | undefined;
  readonly descriptor: CandidateDescriptor;
}

/** The form of every candidate. */
export const form = {
  type: 'object',
  title: 'Add a Matter product',
  properties: {
    code: {
      type: 'string',
      title: 'Setup code',
      description: 'The 11 or 21 digits printed on the product or its packaging, or the text of its QR code (MT:…).',
      pattern: setupCodePattern,
    },
  },
  required: ['code'],
  additionalProperties: false,
} as const;

/** Looks for commissionable products all the time (Matter core specification, section 4.3.1): each is offered, and withdrawn when it goes. */
export class Candidates {
  readonly #names: DnssdNames;
  readonly #offer: (candidate: CandidateDescriptor) => void;
  readonly #withdraw: (key: string) => void;
  readonly #found = new Map<DnssdName, Commissionable>();
  readonly #offered = new Map<string, string>();
  readonly #watched = new Set<DnssdName>();
  readonly #observers = new ObserverGroup();
  readonly #abort = new Abort();
  readonly #waiting = new Set<() => void>();
  /** Instance → when its product was commissioned. */
  readonly #spent = new Map<string, number>();

  constructor(names: DnssdNames, handlers: { offer(candidate: CandidateDescriptor): void; withdraw(key: string): void }) {
    this.#names = names;
    this.#offer = (candidate) => handlers.offer(candidate);
    this.#withdraw = (key) => handlers.withdraw(key);
  }

  start(): void {
    this.#observers.on(this.#names.discovered, (name: DnssdName) => this.#discovered(name));
    for (const name of this.#names.discoveredNames) this.#discovered(name);
    void this.#names.solicitor.discover({
      name: this.#names.get(service),
      recordTypes: [DnsRecordType.PTR],
      abort: this.#abort,
      retries: { maximumInterval: longestPause },
    });
  }

  stop(): void {
    this.#abort();
    this.#observers.close();
  }

  /** The product that a candidate stands for now. */
  get(key: string): Commissionable | undefined {
    return [...this.#found.values()].findLast((one) => one.key === key);
  }

  /** The product was commissioned: it is no candidate any more, whatever is still heard of it. */
  spend({ instance }: Commissionable): void {
    this.#spent.set(instance, Date.now());
    for (const [name, one] of this.#found) if (one.instance === instance) this.#changed(name);
  }

  /** The products that a code may belong to. */
  matching({ discriminator, shortDiscriminator, vendorId, productId }: SetupCode): Commissionable[] {
    return [...this.#found.values()].filter(
      (one) =>
        (discriminator === undefined ? one.discriminator >> 8 === shortDiscriminator : one.discriminator === discriminator) &&
        (vendorId === undefined || one.vendorId === undefined || one.vendorId === vendorId) &&
        (productId === undefined || productId === 0 || one.productId === undefined || one.productId === productId),
    );
  }

  /** The same, waiting up to `patienceMs` for the first to show itself. */
  async waitForMatching(code: SetupCode, patienceMs: number): Promise<Commissionable[]> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const found = this.matching(code);
      const left = end - Date.now();
      if (found.length > 0 || left <= 0) return found;
      await this.#change(left);
    }
  }

  async #change(patienceMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    this.#waiting.add(resolve);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }

  #discovered(name: DnssdName): void {
    if (!name.qname.toLowerCase().endsWith(`.${service}`) || name.qname.startsWith('_')) return;
    if (!this.#watched.has(name)) {
      this.#watched.add(name);
      this.#observers.on(name, () => this.#changed(name));
    }
    this.#changed(name);
  }

  #changed(name: DnssdName): void {
    const before = this.#found.get(name);
    const heard = commissionableOf(name);
    const now = heard && !this.#isEcho(heard) ? heard : undefined;
    if (now) this.#found.set(name, now);
    else this.#found.delete(name);
    if (now) this.#show(now);
    if (before && before.key !== now?.key) this.#hide(before.key);
    for (const wake of this.#waiting) wake();
  }

  #isEcho({ instance }: Commissionable): boolean {
    const spent = this.#spent.get(instance);
    if (spent === undefined || Date.now() - spent < echoMs) return spent !== undefined;
    this.#spent.delete(instance);
    return false;
  }

  #show({ key, descriptor }: Commissionable): void {
    const shape = JSON.stringify(descriptor);
    if (this.#offered.get(key) === shape) return;
    this.#offered.set(key, shape);
    this.#offer(descriptor);
  }

  #hide(key: string): void {
    // The product may have opened a new window under another instance name before the old one was gone.
    if (this.get(key) || !this.#offered.delete(key)) return;
    this.#withdraw(key);
  }
}

/** Reads a service instance; undefined for one that is gone, incomplete, or not open for commissioning (TXT key CM, section 4.3.1.7). */
export function commissionableOf(name: Pick<DnssdName, 'qname' | 'isDiscovered' | 'parameters' | 'records'>): Commissionable | undefined {
  if (!name.isDiscovered || ![...name.records].some(({ recordType }) => recordType === DnsRecordType.SRV)) return undefined;
  const { parameters } = name;
  const discriminator = integer(parameters.get('D'), 0xfff);
  const mode = integer(parameters.get('CM'), 3);
  if (discriminator === undefined || !mode) return undefined;
  const [vendorText, productText] = (parameters.get('VP') ?? '').split('+');
  const vendorId = integer(vendorText, 0xffff);
  const productId = integer(productText, 0xffff);
  const type = integer(parameters.get('DT'), 0xffff_ffff);
  const key = `matter-${vendorId ?? 0}-${productId ?? 0}-${discriminator}`;
  const kind = type === undefined ? undefined : spoken(deviceTypeName(type));
  return {
    key,
    instance: name.qname.slice(0, name.qname.indexOf('.')),
    discriminator,
    vendorId,
    productId,
    descriptor: {
      key,
      name: parameters.get('DN')?.trim().slice(0, 255) || kind || 'Matter product',
      ...(productId !== undefined && { model: `Product 0x${productId.toString(16).padStart(4, '0')}` }),
      summary: `Matter${kind === undefined ? '' : ` ${kind.toLowerCase()}`}${vendorId === undefined ? '' : `, maker 0x${vendorId.toString(16).padStart(4, '0')}`}`,
      identifiers: [{ type: 'own', value: key }],
      adoptable: true,
      form,
    },
  };
}

/** `ExtendedColorLight` → `Extended color light` */
function spoken(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return words.slice(0, 1) + words.slice(1).toLowerCase();
}

function integer(text: string | undefined, maximum: number): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= maximum ? value : undefined;
}
