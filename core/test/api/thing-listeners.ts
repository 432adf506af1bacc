import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import type { Hub } from '../../src/hub.ts';
import { itemsOf, textOf, type ApiUnderTest, type Json } from './support.ts';

/** The address of the form for an operation, as any consumer finds it. */
export function addressOf(description: Json, forms: Json | undefined, op: string, subprotocol: string): string {
  const form = itemsOf(forms).find((one) => itemsOf(one.op).includes(op as unknown as Json) && textOf(one.subprotocol) === subprotocol);
  return new URL(textOf(form?.href), textOf(description.base)).href;
}

/** A reader of server-sent events (HTML standard, section 9.2) that remembers what it heard. */
export class Stream {
  readonly response: IncomingMessage;
  readonly heard: unknown[] = [];
  readonly ended: Promise<unknown>;
  /** Ended, or cut off. */
  readonly left: Promise<unknown>;
  #wake: () => void = () => {};
  #text = '';

  constructor(response: IncomingMessage) {
    this.response = response;
    this.ended = once(response, 'end');
    this.ended.catch(() => undefined);
    this.left = once(response, 'close');
    response.on('error', () => {});
    response.on('data', (chunk) => {
      const blocks = (this.#text + String(chunk)).split('\n\n');
      this.#text = blocks.pop() ?? '';
      this.heard.push(...blocks.filter((block) => block.startsWith('data: ')).map((block) => JSON.parse(block.slice(6)) as unknown));
      this.#wake();
    });
  }

  static async open(api: ApiUnderTest, address: string, token = api.ownerToken): Promise<Stream> {
    const request = get(address, { headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    onTestFinished(() => void response.destroy());
    expect(response.headers['content-type']).toContain('text/event-stream');
    return new Stream(response);
  }

  async until(count: number): Promise<unknown[]> {
    while (this.heard.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.heard;
  }
}

/** Tells when the hub next begins to listen to its own changes for somebody, and when that listening ends. */
export function nextListener(hub: Hub): { begun: Promise<void>; left: Promise<void> } {
  const { changes } = hub.home;
  const listen = changes.listen.bind(changes);
  const begun = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  changes.listen = (listener) => {
    changes.listen = listen;
    begun.resolve();
    const leave = listen(listener);
    return () => {
      leave();
      left.resolve();
    };
  };
  return { begun: begun.promise, left: left.promise };
}

/** Asks by long polling, and resolves once the hub listens: what happens before that is not heard. */
export async function poll(hub: Hub, address: string, token: string): Promise<{ answer: Promise<{ status: number; body: Json }> }> {
  const { begun } = nextListener(hub);
  const answered = fetch(address, { headers: { authorization: `Bearer ${token}` } });
  await begun;
  return { answer: answered.then(async (response) => ({ status: response.status, body: (await response.json()) as Json })) };
}
