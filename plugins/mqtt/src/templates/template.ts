import { notJson, type Message } from '../topics/message.ts';
import type { TemplateEngine, TemplateError } from './engine.ts';
import { follow, plainAccess, type PlainAccess } from './plain-access.ts';

/** Payloads that a template may look at: what is larger, or nested deeper, is no state of a product. */
const maxBytes = 65_536;
const maxDepth = 32;
const restMs = 60_000;

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

/** Compiles a value template; failures are told to `failed`. */
export function compileTemplate(source: string, engine: TemplateEngine, failed: TemplateFailed): Template {
  const plain = plainAccess(source);
  if (plain) return { read: (message) => readPlain(plain, message) };
  // A template without a tag is a constant, and costs as little.
  if (!/\{[{%#]/.test(source)) return { read: () => source };
  return new EngineTemplate(source, engine, failed);
}

function readPlain(plain: PlainAccess, message: Message): unknown {
  if (plain.root === 'value') return message.text;
  const { json } = message;
  return json === notJson ? undefined : follow(json, plain);
}

class EngineTemplate implements Template {
  readonly #source: string;
  readonly #engine: TemplateEngine;
  readonly #failed: TemplateFailed;
  #restUntil = 0;

  constructor(source: string, engine: TemplateEngine, failed: TemplateFailed) {
    this.#source = source;
    this.#engine = engine;
    this.#failed = failed;
  }

  read(message: Message): unknown {
    if (performance.now() < this.#restUntil) return undefined;
    const { json } = message;
    if (message.payload.length > maxBytes || !isShallow(json, maxDepth)) {
      this.#failed({ name: 'TemplateError', message: 'the payload is too large or nested too deep for a template', isCostly: false });
      return undefined;
    }
    try {
      return this.#engine
        .render(this.#source, json === notJson ? { value: message.text } : { value: message.text, value_json: json })
        .trim();
    } catch (error) {
      const failure = error as TemplateError;
      // One that had to be stopped would be so again with the next message.
      if (failure.isCostly) this.#restUntil = performance.now() + restMs;
      this.#failed(failure);
      return undefined;
    }
  }
}

/** True if no branch of a JSON value is deeper than `depth`; never recurses deeper itself. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  for (const part of Object.values(value)) if (!isShallow(part, depth - 1)) return false;
  return true;
}
