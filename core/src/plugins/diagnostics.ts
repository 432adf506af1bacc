import { iso } from '../clock.ts';
import type { PluginDiagnostic } from './resources.ts';

const capacity = 200;

/** What was refused, without its count. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly place?: string;
  readonly device?: string;
  readonly count?: number;
}

/** Counts what a plugin sent or received that was refused: one entry a code, place and device; the oldest gives way at two hundred. */
export class Diagnostics {
  readonly #entries = new Map<string, PluginDiagnostic>();

  add({ code, message, place, device, count = 1 }: Refusal, now: number): void {
    const key = `${code}\n${place ?? ''}\n${device ?? ''}`;
    const known = this.#entries.get(key);
    // Deleted and set again, so that the map's order is the order of the last time.
    this.#entries.delete(key);
    this.#entries.set(key, {
      code,
      message,
      ...(place !== undefined && { place }),
      ...(device !== undefined && { device }),
      count: (known?.count ?? 0) + count,
      firstAt: known?.firstAt ?? iso(now),
      lastAt: iso(now),
    });
    if (this.#entries.size > capacity) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
  }

  /** Newest first. */
  list(): PluginDiagnostic[] {
    return [...this.#entries.values()].toReversed();
  }
}
