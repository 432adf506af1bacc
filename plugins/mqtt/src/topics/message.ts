import { isUtf8 } from 'node:buffer';

/** What `json` answers for a payload that is not JSON (`undefined` can't be it: JSON has no such value, but a member may be absent). */
export const notJson: unique symbol = Symbol('not JSON');

/** One message as it arrived; text and JSON are made once, when somebody first asks. */
export class Message {
  readonly topic: string;
  readonly payload: Buffer;
  /** Sent because of a subscription: an old state, never news. */
  readonly retained: boolean;
  #text: string | undefined;
  #json: unknown;
  #parsed = false;
  #isText: boolean | undefined;

  constructor(topic: string, payload: Buffer, retained: boolean) {
    this.topic = topic;
    this.payload = payload;
    this.retained = retained;
  }

  get isText(): boolean {
    return (this.#isText ??= isUtf8(this.payload));
  }

  get text(): string {
    return (this.#text ??= this.payload.toString('utf8'));
  }

  /** The payload as JSON, or `notJson`. */
  get json(): unknown {
    if (this.#parsed) return this.#json;
    this.#parsed = true;
    try {
      return (this.#json = JSON.parse(this.text));
    } catch {
      return (this.#json = notJson);
    }
  }

  /** The payload's JSON object, or undefined where it is anything else. */
  get object(): Readonly<Record<string, unknown>> | undefined {
    const { json } = this;
    return isObject(json) ? json : undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
