import type { Clock, Timer } from '../clock.ts';
import type { DeviceModel, SourceModel } from './device-model.ts';

// Capability map, section 1.7: the standby takes over after 30 s without the one that leads, which has it back after 60 s of stability.
const patienceMs = 30_000;
const stabilityMs = 60_000;

/**
 * Which of a device's sources may lead. A source that drops out for a moment keeps its place, and one that comes back must last before it
 * is believed again, so that values don't jump between two views of one product.
 */
export class Leadership {
  readonly #clock: Clock;
  readonly #changed: (device: DeviceModel) => void;
  readonly #timers = new Map<SourceModel, Timer>();

  /** `changed` is called with a device of which a source came to be trusted, or is no more. */
  constructor(clock: Clock, changed: (device: DeviceModel) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** A source is there, or is gone, or came to another device. */
  review(source: SourceModel): void {
    this.forget(source);
    const isThere = source.availability === 'online';
    if (isThere === source.trusted) return;
    const waitMs = this.#patience(source, isThere);
    if (waitMs === 0) return this.#trust(source, isThere);
    const timer = this.#clock.at(this.#clock.now() + waitMs, () => this.#trust(source, isThere));
    this.#timers.set(source, timer);
  }

  forget(source: SourceModel): void {
    this.#timers.get(source)?.cancel();
    this.#timers.delete(source);
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  // One that nobody could stand in for is not waited for. Nor is the one that should lead where nobody is believed; another that comes
  // before it, as happens at each start, gives it the time it would have had to come back.
  #patience(source: SourceModel, isThere: boolean): number {
    const { sources } = source.device;
    if (sources.length === 1) return 0;
    if (!isThere) return patienceMs;
    if (sources.some((other) => other !== source && other.trusted)) return stabilityMs;
    return source === sources[0] ? 0 : patienceMs;
  }

  #trust(source: SourceModel, isThere: boolean): void {
    this.#timers.delete(source);
    source.trusted = isThere;
    if (source.device.sources.length > 1) this.#changed(source.device);
    // Another may have waited while this one was believed.
    if (!isThere) for (const other of source.device.sources) if (other !== source) this.review(other);
  }
}

/**
 * The order in which sources are preferred: what the owner chose, then what is near (local push, local poll, through a bridge, a cloud),
 * then what was there first (capability map, section 1.7).
 */
export function byPreference(a: SourceModel, b: SourceModel): number {
  return rank(a) - rank(b);
}

const reaches = { push: 0, poll: 1, cloud: 3 } as const;
const throughBridge = 2;

function rank({ preferred, withdrawn, descriptor: { reach = 'push', via } }: SourceModel): number {
  if (withdrawn) return 10;
  if (preferred) return -1;
  return Math.max(reaches[reach], via === undefined ? 0 : throughBridge);
}
