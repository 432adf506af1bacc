export interface PlugState {
  readonly on: boolean;
  readonly energyWh: number;
}

interface PlugRelayHandlers {
  /** A part of its status changed: what a Shelly puts into `NotifyStatus`. */
  notify(status: object): void;
  changed(state: PlugState): void;
}

const voltage = 230;
const meteringMs = 2000;

/** Plays the relay of a plug with its meter: `switch:0` of a Shelly. */
export class PlugRelay {
  readonly #handlers: PlugRelayHandlers;
  #timer: NodeJS.Timeout | undefined;
  #on: boolean;
  #source = 'init';
  #loadWatts = 40;
  #energyWh: number;
  #countedAt = Date.now();
  #autoOff: NodeJS.Timeout | undefined;

  constructor({ on, energyWh }: PlugState, handlers: PlugRelayHandlers) {
    this.#on = on;
    this.#energyWh = energyWh;
    this.#handlers = handlers;
  }

  start(): void {
    this.#timer = setInterval(() => this.#meter(), meteringMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#autoOff);
  }

  /** Somebody presses the button on the plug. */
  press(): void {
    this.#switch(!this.#on, 'button');
  }

  /** Something of this power is plugged in. */
  setLoad(watts: number): void {
    this.#count();
    this.#loadWatts = watts;
    this.#handlers.notify({ id: 0, apower: this.#power, current: this.#current });
  }

  /** Answers as `Switch.Set` does; `toggleAfter` is seconds. */
  set(on: boolean, toggleAfter: unknown): object {
    const wasOn = this.#on;
    clearTimeout(this.#autoOff);
    if (typeof toggleAfter === 'number') this.#autoOff = setTimeout(() => this.#switch(!on, 'timer'), toggleAfter * 1000);
    // The answer leaves before the notification, as on the real one.
    setImmediate(() => this.#switch(on, 'WS_in'));
    return { was_on: wasOn };
  }

  toggle(): object {
    return this.set(!this.#on, undefined);
  }

  resetCounters(): object {
    this.#count();
    this.#energyWh = 0;
    this.#handlers.notify({ id: 0, aenergy: this.#energy() });
    return { aenergy: this.#energy() };
  }

  status(): object {
    return {
      id: 0,
      source: this.#source,
      output: this.#on,
      apower: this.#power,
      voltage,
      freq: 50,
      current: this.#current,
      aenergy: this.#energy(),
      ret_aenergy: { total: 0, by_minute: [0, 0, 0], minute_ts: Math.floor(Date.now() / 60_000) * 60 },
      temperature: { tC: 31.4, tF: 88.5 },
    };
  }

  get #power(): number {
    return this.#on ? this.#loadWatts : 0;
  }

  get #current(): number {
    return Number((this.#power / voltage).toFixed(3));
  }

  #switch(on: boolean, source: string): void {
    if (on === this.#on) return;
    this.#count();
    this.#on = on;
    this.#source = source;
    this.#handlers.changed({ on, energyWh: this.#energyWh });
    this.#handlers.notify({ id: 0, source, output: on, apower: this.#power, current: this.#current });
  }

  #meter(): void {
    if (!this.#on) return;
    this.#count();
    this.#handlers.notify({ id: 0, aenergy: this.#energy() });
  }

  #count(): void {
    const now = Date.now();
    this.#energyWh += (this.#power * (now - this.#countedAt)) / 3_600_000;
    this.#countedAt = now;
  }

  #energy(): object {
    return { total: Number(this.#energyWh.toFixed(3)), by_minute: [0, 0, 0], minute_ts: Math.floor(Date.now() / 60_000) * 60 };
  }
}
