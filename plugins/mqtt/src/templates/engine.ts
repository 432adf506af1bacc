import { messageOf } from '@concord/sdk';
import type { Environment } from 'minijinja-js';
import { freshEngine } from './engine-module.ts';
import { argumentNames, constants, filters, functions, tests, timedeltaNames, type TemplateFunction } from './functions/index.ts';
import { lookAt } from './functions/payload-order.ts';
import { RunClock } from './run-clock.ts';
import { rewriteTemplate } from './template-source.ts';

/** Steps that a template may take. Honest ones take some dozens; this many are over in a few milliseconds. */
const fuel = 20_000;
const maxRunMs = 30;
/** Compiled templates that are kept; a home has some hundred. */
const maxKept = 5000;
const maxTemplateLength = 4096;

/** A little of everything that templates do. */
const warmUp = `{% set n = namespace(a=[]) %}{% macro m(x) %}{{ x }}{% endmacro %}{% for k, v in {'a': 1, 'b': none}.items() %}
{% if v is defined %}{% set n.a = n.a + [(k, v)] %}{{ v|float(0)|round(1) }}{{ m(k)|regex_replace('a', 'b')|upper }}{% endif %}{% endfor %}
{{ n.a|selectattr(0, 'eq', 'a')|map(attribute=1)|list|to_json }}{{ '%02d' % 3 }}{{ 'a,b'.split(',')[1] }}{{ dict(a=1) }}`;

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
  readonly #clock = new RunClock(maxRunMs);

  /** Makes the engine ready, so that the first message has not to wait for it: a quarter of a second, once. */
  prepare(): void {
    this.#environment ??= this.#create();
  }

  /** Throws `TemplateError`. */
  render(source: string, variables: Readonly<Record<string, unknown>>): string {
    lookAt(variables['value_json']);
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
    this.#clock.start();
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
    if (isPanic || this.#clock.isOver()) {
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
    for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, this.#guarded(filter, namesOf(name)));
    for (const [name, test] of Object.entries(tests)) environment.addTest(name, this.#guarded(test, []));
    for (const [name, global] of Object.entries(functions)) environment.addGlobal(name, this.#guarded(global, namesOf(name)));
    for (const [name, value] of Object.entries(constants)) environment.addGlobal(name, value);
    environment.addGlobal('_tick', () => {
      // The one throw that is meant to end the instance: nothing else can stop a running template.
      if (this.#clock.isOver()) throw new RangeError('out of time');
      return false;
    });
    // What runs for the first time is compiled then, which must not be on a template's account.
    this.#clock.stop();
    environment.renderStr(rewriteTemplate(warmUp), {});
    return environment;
  }

  /** An exception inside a function that the engine calls would be a panic, so it is kept aside. Named arguments arrive as a last map. */
  #guarded(work: TemplateFunction, names: readonly string[]): TemplateFunction {
    return (...args) => {
      try {
        return outgoing(work(...inPlace(args, names)));
      } catch (error) {
        this.#failure ??= error;
        return undefined;
      }
    };
  }
}

/** The names of a function's arguments, the first of them included. */
function namesOf(name: string): readonly string[] {
  return name === 'timedelta' ? timedeltaNames : Object.hasOwn(argumentNames, name) ? ['value', ...(argumentNames[name] ?? [])] : [];
}

/** Puts named arguments, which arrive as a last map, where they belong. A map with other names is a dictionary of the template. */
function inPlace(args: readonly unknown[], names: readonly string[]): readonly unknown[] {
  const last = args.at(-1);
  if (names.length === 0 || !(last instanceof Map) || last.size === 0) return args;
  const named: readonly (readonly [number, unknown])[] = [...last].map(([name, value]) => [names.indexOf(String(name)), value]);
  if (named.some(([at]) => at < 0)) return args;
  const placed = args.slice(0, -1);
  for (const [at, value] of named) {
    while (placed.length <= at) placed.push(undefined);
    placed[at] = value;
  }
  return placed;
}

/** The engine takes a dictionary back as an object only. */
function outgoing(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, one]) => [String(name), outgoing(one)]));
  return Array.isArray(value) ? value.map(outgoing) : value;
}
