import { iso } from '../clock.ts';
import type { AttributeChange, HomeNotice, Slot } from '../home/index.ts';
import { DelayedWrite } from '../storage/index.ts';
import type { HistoryStore, Point, SeriesAddress } from './store.ts';

const writeEveryMs = 1000;
// A disk that can't keep up must not take the memory too: what is beyond this is lost, and counted.
const mostWaiting = 100_000;
const mostValues = 5000;

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

/** Records what changes, and answers what was. */
export class History {
  readonly #store: HistoryStore;
  readonly #find: (address: SeriesAddress) => Slot | undefined;
  readonly #onError: (error: unknown) => void;
  #waiting: Point[] = [];
  readonly #behind = new DelayedWrite(writeEveryMs, () => this.#write());
  #forgetting: Promise<void> = Promise.resolve();
  #lost = 0;

  constructor(store: HistoryStore, find: (address: SeriesAddress) => Slot | undefined, onError: (error: unknown) => void) {
    this.#store = store;
    this.#find = find;
    this.#onError = onError;
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
    const at = isKnown ? Date.parse(record.at) : Date.now();
    this.#waiting.push({ address: { device, endpoint, capability, attribute }, at, value: isKnown ? record.value : null });
    this.#behind.schedule();
  }

  /** A device that is gone takes its history with it. */
  onNotice(notice: HomeNotice): void {
    if (notice.type !== 'device' || notice.action !== 'removed') return;
    this.#waiting = this.#waiting.filter(({ address }) => address.device !== notice.id);
    this.#forgetting = this.#store.forget(notice.id).catch(this.#onError);
  }

  query({ from, to, points, ...address }: HistoryQuery): HistoryAnswer {
    const slot = this.#find(address);
    const unit = slot?.record.unit;
    const numbers = this.#store.numbers(address, from, to, points);
    const answer =
      numbers.length > 0
        ? numbers.map(([at, min, mean, max]): [string, number, number, number] => [iso(at), min, mean, max])
        : this.#store.values(address, from, to, Math.min(points, mostValues)).map(([at, value]): [string, unknown] => [iso(at), value]);
    return { ...(unit !== undefined && { unit }), points: answer };
  }

  async stop(): Promise<void> {
    await this.#behind.flush();
    await this.#forgetting;
  }

  #write(): Promise<void> | undefined {
    if (this.#waiting.length === 0) return undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    return this.#store.append(batch).catch((error: unknown) => {
      this.#lost += batch.length;
      this.#onError(error);
    });
  }
}

function isBelieved(quality: AttributeChange['previousQuality']): boolean {
  return quality === 'good' || quality === 'uncertain';
}
