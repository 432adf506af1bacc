import { notJson, type Message } from '../topics/message.ts';
import type { TemplateEngine, TemplateError } from './engine.ts';
import { isShallow } from './template-limits.ts';
import { follow, plainAccess, type PlainAccess } from './plain-access.ts';

/** Payloads that a template may look at: what is larger, or nested deeper, is no state of a product. */
const maxBytes = 65_536;
const maxDepth = 32;
const restMs = 60_000;
/** One that was stopped may have had bad luck on a busy machine; one that was stopped again has not. */
const patience = 2;

export { isShallow };

type Variables = Readonly<Record<string, unknown>>;

/** Where a template's failures go. */
type TemplateFailed = (error: TemplateError) => void;

/**
 * A value template. `read` answers what an entity should take from a message: a text or, where the template names a plain place in the
 * payload, the JSON value there (it prints as the same text). Undefined: nothing, the message is not for this entity.
 */
export interface Template {
  read(message: Message): unknown;
}

/** What an entity without a template reads: the payload as text. */
export const wholePayload: Template = { read: (message) => message.text };

/** Compiles a value template; failures are told to `failed`. `known`: what it may ask beside the payload. */
export function compileTemplate(source: string, engine: TemplateEngine, failed: TemplateFailed, known: Variables = {}): Template {
  const plain = plainAccess(source);
  if (plain) return { read: (message) => readPlain(plain, message, failed) };
  // A template without a tag is a constant, and costs as little.
  if (!/\{[{%#]/.test(source)) return { read: () => source.trim() };
  return new EngineTemplate(source, engine, failed, known);
}

function readPlain(plain: PlainAccess, message: Message, failed: TemplateFailed): unknown {
  if (plain.root === 'value') return message.text.trim();
  const { json } = message;
  const found = json === notJson ? undefined : follow(json, plain);
  if (typeof found === 'string') return found.trim();
  // Printed by each of hundreds that may listen: a place that is a text or a number costs nothing.
  if (typeof found !== 'object' || found === null || isReadable(message, found)) return found;
  failed(tooMuch);
  return undefined;
}

const tooMuch: TemplateError = {
  name: 'TemplateError',
  message: 'the payload is too large or nested too deep for a template',
  isCostly: false,
};

function isReadable({ payload }: Message, json: unknown): boolean {
  return payload.length <= maxBytes && isShallow(json, maxDepth);
}

class EngineTemplate implements Template {
  readonly #source: string;
  readonly #engine: TemplateEngine;
  readonly #failed: TemplateFailed;
  readonly #known: Variables;
  #restUntil = 0;
  #stopped = 0;

  constructor(source: string, engine: TemplateEngine, failed: TemplateFailed, known: Variables) {
    this.#source = source;
    this.#engine = engine;
    this.#failed = failed;
    this.#known = known;
    engine.prepare();
  }

  read(message: Message): unknown {
    if (performance.now() < this.#restUntil) return undefined;
    const { json } = message;
    if (!isReadable(message, json)) {
      this.#failed(tooMuch);
      return undefined;
    }
    try {
      const text = this.#engine
        .render(this.#source, { ...this.#known, value: message.text, ...(json !== notJson && { value_json: json }) })
        .trim();
      this.#stopped = 0;
      return text;
    } catch (error) {
      const failure = error as TemplateError;
      // One that had to be stopped would be so again with the next message.
      if (failure.isCostly && ++this.#stopped >= patience) this.#restUntil = performance.now() + restMs;
      this.#failed(failure);
      return undefined;
    }
  }
}
