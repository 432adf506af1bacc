import { ConcordError } from '@concord/sdk';
import { iso, type Clock, type Timer } from '../clock.ts';
import { isBelieved, type AttributeChange, type HistoryCopy, type HomeNotice, type Slot } from '../home/index.ts';
import { DelayedWrite } from '../storage/index.ts';
import type { HistoryStore, NumberBucket, Point, SeriesAddress } from './store.ts';

const writeEveryMs = 1000;
// A disk that can't keep up must not take the memory too: what is beyond this is lost, and counted.
const mostWaiting = 100_000;
const mostValues = 5000;
const keptMs = 400 * 86_400_000;
const pruneEveryMs = 86_400_000;

/** The answer to a query: `[time, min, mean, max]` for numbers, `[time, value]` for everything else. */
export interface HistoryAnswer {
  unit?: string;
  points: ([at: string, min: number, mean: number, max: number] | [at: string, value: unknown])[];
}

export interface HistoryQuery extends SeriesAddress {
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

/** What history must know of the home. */
export interface HistoryPlaces {
  find(address: SeriesAddress): Slot | undefined;
  /** The addresses that the attribute had while its device was another, until it was linked to this one (milliseconds). */
  earlier(address: SeriesAddress): readonly (SeriesAddress & { readonly until: number })[];
  /** Series that are to be given to another address, kept until that is done. */
  readonly copies: { list(): readonly HistoryCopy[]; done(id: string): void };
}

/** Records what changes, and answers what was. */
export class History {
  readonly #clock: Clock;
  readonly #store: HistoryStore;
  readonly #places: HistoryPlaces;
  readonly #onError: (error: unknown) => void;
  #waiting: Point[] = [];
  readonly #behind = new DelayedWrite(writeEveryMs, () => this.#write());
  #pending: Promise<void> = Promise.resolve();
  #pruning: Timer | undefined;
  #lost = 0;

  constructor(clock: Clock, store: HistoryStore, places: HistoryPlaces, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#places = places;
    this.#onError = onError;
  }

  /** Lets go of what is older than 400 days, now and once a day. */
  start(): void {
    const now = this.#clock.now();
    this.#pruning = this.#clock.at(now + pruneEveryMs, () => this.start());
    void this.#store.prune(now - keptMs).catch(this.#onError);
    this.#copy();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Points that could not be kept since the hub started. */
  get lost(): number {
    return this.#lost;
  }

  /** Keeps what a change says. A value that is stale or bad is not known from then on. */
  record({ device, endpoint, capability, attribute, record, previous, previousQuality }: AttributeChange): void {
    const isKnown = isBelieved(record.quality);
    if (!isKnown && !isBelieved(previousQuality)) return;
    if (isKnown && isBelieved(previousQuality) && previous === record.value) return;
    if (this.#waiting.length >= mostWaiting) {
      this.#lost++;
      return;
    }
    const at = isKnown ? Date.parse(record.at) : this.#clock.now();
    this.#waiting.push({ address: { device, endpoint, capability, attribute }, at, value: isKnown ? record.value : null });
    this.#behind.schedule();
  }

  /** A device that is gone takes its history with it; one that was part of another takes along what it said there, and so does what has another place. */
  onNotice(notice: HomeNotice): void {
    if (notice.type !== 'device') return;
    if (notice.action === 'removed') this.#forget([notice.id, ...notice.former]);
    if (notice.action === 'unlinked' || notice.action === 'renamed') this.#copy();
  }

  query({ from, to, points, ...address }: HistoryQuery): HistoryAnswer {
    const slot = this.#places.find(address);
    const unit = slot?.record.unit;
    const answer =
      slot && isNumeric(slot)
        ? this.#numbers(address, from, to, points).map(([at, min, mean, max]): [string, number, number, number] => [
            iso(at),
            min,
            mean,
            max,
          ])
        : this.#values(address, from, to, Math.min(points, mostValues)).map(([at, value]): [string, unknown] => [iso(at), value]);
    return { ...(unit !== undefined && { unit }), points: answer };
  }

  // What the device said itself, and before that began, what was said by one that became part of it.
  #numbers(address: SeriesAddress, from: number, to: number, points: number): NumberBucket[] {
    const own = this.#store.numbers(address, from, to, points);
    const began = own[0]?.[0] ?? to;
    if (began <= from) return own;
    const spans = this.#earlier(address, from, began);
    const earlier = spans.flatMap((span) => {
      const share = Math.max(1, Math.ceil((points * (span.to - span.from)) / (to - from)));
      return this.#store.numbers(span.address, span.from, span.to, share);
    });
    return [...earlier, ...own];
  }

  #values(address: SeriesAddress, from: number, to: number, limit: number): (readonly [number, unknown])[] {
    const own = this.#store.values(address, from, to, limit);
    const began = own[0]?.[0] ?? to;
    if (began <= from || own.length >= limit) return own;
    const spans = this.#earlier(address, from, began);
    return [...spans.flatMap((span) => this.#store.values(span.address, span.from, span.to, limit - own.length)), ...own].slice(-limit);
  }

  /** What former devices said, one after the other: each until it was linked, and not beyond `until`. */
  #earlier(address: SeriesAddress, from: number, until: number): { address: SeriesAddress; from: number; to: number }[] {
    let begin = from;
    return this.#places.earlier(address).flatMap((former) => {
      const span = { address: former, from: begin, to: Math.min(until, former.until) };
      if (span.to <= span.from) return [];
      begin = span.to;
      return [span];
    });
  }

  #forget(devices: readonly string[]): void {
    this.#waiting = this.#waiting.filter(({ address }) => !devices.includes(address.device));
    for (const device of devices) this.#after(() => this.#store.forget(device));
  }

  // What the disk refuses is tried again with the next one, at the latest a day later or at the next start.
  #copy(): void {
    const { copies } = this.#places;
    for (const { id, moved, since } of copies.list()) this.#after(() => this.#store.copy(moved, since).then(() => copies.done(id)));
  }

  // In order, and after what waits: a copy must find what was said last.
  #after(work: () => Promise<void>): void {
    this.#pending = this.#pending
      .then(() => this.#behind.flush())
      .then(work)
      .catch(this.#onError);
  }

  async stop(): Promise<void> {
    this.#pruning?.cancel();
    await this.#behind.flush();
    await this.#pending;
  }

  #write(): Promise<void> | undefined {
    if (this.#waiting.length === 0) return undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    return this.#store.append(batch).catch((error: unknown) => {
      this.#onError(error);
      if (error instanceof ConcordError && error.code === 'storage-failed') this.#again(batch);
      else this.#lost += batch.length;
    });
  }

  // The disk may have room again later; what is newer has the first right to the room that memory has.
  #again(batch: readonly Point[]): void {
    const room = Math.max(0, mostWaiting - this.#waiting.length);
    const kept = room === 0 ? [] : batch.slice(-room);
    this.#lost += batch.length - kept.length;
    this.#waiting = [...kept, ...this.#waiting];
    this.#behind.schedule();
  }
}

// By what the attribute is, not by what was measured: the shape of an answer must not change with the data.
function isNumeric({ capability, attribute }: Slot): boolean {
  const schema = capability.definition.attributes[attribute]?.schema;
  const type = schema && 'type' in schema ? schema.type : undefined;
  return type === 'number' || type === 'integer';
}
