/** What identifies one series. */
export interface SeriesAddress {
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
}

/** One value at one time, in milliseconds since 1970. Null: not known from then on. */
export interface Point {
  readonly address: SeriesAddress;
  readonly at: number;
  readonly value: unknown;
}

/** One interval of a numeric series: its start, and what was measured in it. */
export type NumberBucket = readonly [at: number, min: number, mean: number, max: number];

/** Where time series are kept. An interface, since homes that outgrow one machine keep them in another database. */
export interface HistoryStore {
  /** Resolves when the points are on disk; a point at a time that the series has already takes its place. */
  append(points: readonly Point[]): Promise<void>;
  /** At most `buckets` intervals between `from` and `to` that hold points, and before them the value that was in force at `from`. */
  numbers(address: SeriesAddress, from: number, to: number, buckets: number): NumberBucket[];
  /** The newest `limit` points between `from` and `to`, oldest first, and before them the one that was in force at `from`. */
  values(address: SeriesAddress, from: number, to: number, limit: number): (readonly [at: number, value: unknown])[];
  /** Gives each series what another has from `since` on (milliseconds since 1970). */
  copy(pairs: readonly { readonly from: SeriesAddress; readonly to: SeriesAddress }[], since: number): Promise<void>;
  forget(device: string): Promise<void>;
  /** Lets go of what is older; the newest value of each series stays. */
  prune(before: number): Promise<void>;
}
