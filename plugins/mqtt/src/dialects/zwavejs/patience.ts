import type { Message } from '../../topics/message.ts';

/** Until whoever is asked about the nodes has been heard, after the first message. */
const gatewayMs = 250;
/** Until its answer has come. */
const answerMs = 2000;
const maxHeld = 20_000;

/**
 * Holds what nodes say until the gateway has described them, or does not: what a value is, in which unit, and which network it is of, stands
 * in the gateway's answer alone, and what the broker kept comes before it.
 */
export class Patience {
  readonly #release: (held: readonly Message[]) => void;
  #held: Message[] | undefined = [];
  #isAsked = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(release: (held: readonly Message[]) => void) {
    this.#release = release;
  }

  /** True where the message will come by `release`. */
  holds(message: Message): boolean {
    if (!this.#held) return false;
    this.#timer ??= setTimeout(() => this.#end(), gatewayMs);
    this.#held.push(message);
    if (this.#held.length >= maxHeld) this.#end();
    return true;
  }

  /** The gateway was heard; `isAsked` while it owes an answer. */
  gatewaySaid(isAsked: boolean): void {
    if (!this.#held) return;
    if (isAsked && !this.#isAsked) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#end(), answerMs);
    }
    if (!isAsked && this.#isAsked) this.#end();
    this.#isAsked = isAsked;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = undefined;
  }

  #end(): void {
    const held = this.#held ?? [];
    this.stop();
    this.#release(held);
  }
}
