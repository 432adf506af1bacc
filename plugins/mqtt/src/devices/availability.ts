type AvailabilityState = 'online' | 'offline';

/**
 * Whether a device answers. Some parts say so on topics of their own; a device is online while any of them is. A device whose parts never
 * say is online while its broker is; one whose parts have not said yet is online as soon as anything is heard from it.
 */
export class Availability {
  readonly #said = new Map<string, boolean | undefined>();
  readonly #tell: (state: AvailabilityState) => void;
  #isReachable: boolean;
  #isWithdrawn = false;
  #wasHeard = false;
  #told: AvailabilityState | undefined;

  constructor(tell: (state: AvailabilityState) => void, isReachable: boolean) {
    this.#tell = tell;
    this.#isReachable = isReachable;
  }

  /** Undefined: nobody can tell yet. */
  get state(): AvailabilityState | undefined {
    if (!this.#isReachable || this.#isWithdrawn) return 'offline';
    if (this.#said.size === 0) return 'online';
    let isUnknown = false;
    for (const said of this.#said.values()) {
      if (said) return 'online';
      isUnknown ||= said === undefined;
    }
    if (!isUnknown) return 'offline';
    return this.#wasHeard ? 'online' : undefined;
  }

  /** A part has topics for it, and has said nothing yet. */
  expect(part: string): void {
    if (!this.#said.has(part)) this.#said.set(part, undefined);
  }

  drop(part: string): void {
    if (this.#said.delete(part)) this.#update();
  }

  say(part: string, isAvailable: boolean | undefined): void {
    this.#said.set(part, isAvailable);
    this.#update();
  }

  /** A message about its state came. */
  heard(): void {
    if (this.#wasHeard) return;
    this.#wasHeard = true;
    this.#update();
  }

  /** The broker was lost or is back. What was said before counts until it is said again, which a broker that keeps it does at once. */
  reach(isReachable: boolean): void {
    this.#isReachable = isReachable;
    this.#update();
  }

  /** Nobody announces the device, or somebody does again. */
  withdraw(isWithdrawn: boolean): void {
    this.#isWithdrawn = isWithdrawn;
    this.#update();
  }

  sayAgain(): void {
    this.#told = undefined;
    this.#update();
  }

  #update(): void {
    const { state } = this;
    if (state === undefined || state === this.#told) return;
    this.#told = state;
    this.#tell(state);
  }
}
