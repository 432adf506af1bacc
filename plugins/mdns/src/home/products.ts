import { byWeight, belongs, keyOf, type Announcement, type Product } from './product.ts';

interface MutableProduct extends Product {
  readonly announcements: Map<string, Announcement>;
}

interface ProductHandlers {
  /** A product came, or what it announces changed. */
  changed(product: Product): void;
  gone(key: string): void;
}

/** Sorts announcements into products. */
export class Products {
  readonly #handlers: ProductHandlers;
  readonly #byKey = new Map<string, MutableProduct>();
  readonly #byService = new Map<string, MutableProduct>();

  constructor(handlers: ProductHandlers) {
    this.#handlers = handlers;
  }

  get(key: string): Product | undefined {
    return this.#byKey.get(key);
  }

  /** The product that announces a service. */
  withService(id: string): Product | undefined {
    return this.#byService.get(id);
  }

  add(announcement: Announcement): void {
    const { id } = announcement.service;
    const known = this.#byService.get(id);
    if (known) {
      known.announcements.delete(id);
      // Under another identity it is another product, whatever name it kept.
      if (known.announcements.size > 0 ? !belongs(announcement, known) : keyOf(announcement) !== known.key) this.#leave(known, id);
    }
    const product = this.#byService.get(id) ?? this.#find(announcement) ?? this.#create(announcement);
    product.announcements.set(id, announcement);
    this.#byService.set(id, product);
    this.#handlers.changed(product);
  }

  remove(id: string): void {
    const product = this.#byService.get(id);
    if (product) this.#leave(product, id);
  }

  #find(announcement: Announcement): MutableProduct | undefined {
    const exact = this.#byKey.get(keyOf(announcement));
    if (exact) return exact;
    for (const product of this.#byKey.values())
      if (belongs(announcement, product) && !this.#mustLead(announcement, product)) return product;
    return undefined;
  }

  // What a driver can run always has the driver's key, so it can't join a product that got another key earlier.
  #mustLead({ match }: Announcement, product: Product): boolean {
    return match !== undefined && match.key !== product.key;
  }

  #create(announcement: Announcement): MutableProduct {
    const product: MutableProduct = { key: keyOf(announcement), announcements: new Map() };
    this.#byKey.set(product.key, product);
    if (announcement.match) this.#takeOver(announcement, product);
    return product;
  }

  /** A web page that was announced before the product it belongs to moves over to it. */
  #takeOver(announcement: Announcement, product: MutableProduct): void {
    product.announcements.set(announcement.service.id, announcement);
    for (const other of [...this.#byKey.values()]) {
      if (other === product) continue;
      const joining = byWeight(other);
      if (!joining.every((each) => belongs(each, product))) continue;
      for (const each of joining) {
        product.announcements.set(each.service.id, each);
        this.#byService.set(each.service.id, product);
      }
      this.#byKey.delete(other.key);
      this.#handlers.gone(other.key);
    }
  }

  #leave(product: MutableProduct, id: string): void {
    product.announcements.delete(id);
    this.#byService.delete(id);
    if (product.announcements.size > 0) this.#handlers.changed(product);
    else {
      this.#byKey.delete(product.key);
      this.#handlers.gone(product.key);
    }
  }
}
