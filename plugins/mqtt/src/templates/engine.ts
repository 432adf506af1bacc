import { messageOf } from '@concord/sdk';
import type { Environment } from 'minijinja-js';
import { freshEngine } from './engine-module.ts';
import { filters, functions, tests, type TemplateFunction } from './filters.ts';
import { rewriteTemplate } from './template-source.ts';

/** Steps that a template may take. Honest ones take some dozens; this many are over in a few milliseconds. */
const fuel = 20_000;
const maxRunMs = 30;
/** Compiled templates that are kept; a home has some hundred. */
const maxKept = 5000;
const maxTemplateLength = 4096;

/** Why a template gave no result; `isCostly` where it was stopped and should not be tried again soon. */
export class TemplateError extends Error {
  readonly isCostly: boolean;

  constructor(message: string, isCostly: boolean) {
    super(message);
    this.name = 'TemplateError';
    this.isCostly = isCostly;
  }
}

/** Renders Jinja templates that came from the network: bounded in steps, time and memory, with nothing of this process in reach. */
export class TemplateEngine {
  #environment: Environment | undefined;
  #names = new Map<string, string>();
  #failure: unknown;
  #deadline = 0;

  /** Throws `TemplateError`. */
  render(source: string, variables: Readonly<Record<string, unknown>>): string {
    const text = this.#try(source, (environment, name) => environment.renderTemplate(name, variables));
    // A function that failed could not say so through the engine.
    if (this.#failure !== undefined) throw new TemplateError(messageOf(this.#failure), false);
    return text;
  }

  /** Sees whether a template is well formed, without rendering it. Throws `TemplateError`. */
  compile(source: string): void {
    this.#try(source, () => undefined);
  }

  #try<T>(source: string, work: (environment: Environment, name: string) => T): T {
    if (source.length > maxTemplateLength) throw new TemplateError(`a template of more than ${maxTemplateLength} characters`, true);
    this.#failure = undefined;
    const environment = (this.#environment ??= this.#create());
    this.#deadline = performance.now() + maxRunMs;
    try {
      return work(environment, this.#name(environment, source));
    } catch (error) {
      throw this.#explain(error);
    }
  }

  #name(environment: Environment, source: string): string {
    const known = this.#names.get(source);
    if (known !== undefined) return known;
    if (this.#names.size >= maxKept) {
      environment.clearTemplates();
      this.#names.clear();
    }
    const name = String(this.#names.size);
    environment.addTemplate(name, rewriteTemplate(source));
    this.#names.set(source, name);
    return name;
  }

  #explain(error: unknown): TemplateError {
    const [message = ''] = messageOf(error).split('\n');
    // The engine's own errors leave it whole; anything else is a panic or a trap, after which the instance can't be used.
    const isPanic =
      error instanceof WebAssembly.RuntimeError ||
      error instanceof RangeError ||
      !(error instanceof Error) ||
      message.includes('recursive use');
    if (isPanic || performance.now() > this.#deadline) {
      this.#environment = undefined;
      this.#names = new Map();
      return new TemplateError(`stopped after ${maxRunMs} ms or for want of memory: ${message}`, true);
    }
    return new TemplateError(message, message.includes('fuel'));
  }

  #create(): Environment {
    const Engine = freshEngine();
    const environment = new Engine();
    environment.enablePyCompat();
    // As Jinja has it: what is undefined prints as nothing, and has no members.
    environment.undefinedBehavior = 'lenient';
    environment.fuel = fuel;
    for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, this.#guarded(filter));
    for (const [name, test] of Object.entries(tests)) environment.addTest(name, this.#guarded(test));
    for (const [name, global] of Object.entries(functions)) environment.addGlobal(name, this.#guarded(global));
    environment.addGlobal('_tick', () => {
      // The one throw that is meant to end the instance: nothing else can stop a running template.
      if (performance.now() > this.#deadline) throw new RangeError('out of time');
      return false;
    });
    return environment;
  }

  /** An exception inside a function that the engine calls would be a panic, so it is kept aside. Named arguments arrive as a last map. */
  #guarded(work: TemplateFunction): TemplateFunction {
    return (...args) => {
      try {
        const last = args.at(-1);
        if (last instanceof Map && last.has('default')) return work(...args.slice(0, -1), last.get('default'));
        return work(...args);
      } catch (error) {
        this.#failure ??= error;
        return undefined;
      }
    };
  }
}
