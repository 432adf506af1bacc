/** What a command comes to in the product's own words; topics are below the product's prefix. */
export type Order =
  | { readonly topic: string; readonly payload: string }
  | {
      readonly method: string;
      readonly params?: Readonly<Record<string, unknown>>;
      /** The same on a control topic, for products that take no RPC. */
      readonly control?: { readonly topic: string; readonly payload: string };
    };
