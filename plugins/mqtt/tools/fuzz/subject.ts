import type { PluginContext, PluginMessage } from '@concord/sdk';
import { BrokerLink } from '../../src/broker-link.ts';
import type { Connection, ConnectionHandlers } from '../../src/connection/connection.ts';
import { DeviceRegistry } from '../../src/devices/device-registry.ts';
import { RemovedDevices } from '../../src/devices/removed-devices.ts';
import { Mappings } from '../../src/dialects/manual/mappings.ts';
import { Reporter } from '../../src/devices/reporter.ts';
import { readSettings } from '../../src/settings.ts';
import { TemplateEngine } from '../../src/templates/engine.ts';
import { ModelCheck } from '../../test/model-check.ts';
import type { Input } from './mutate.ts';

/** What the plugin did with an input that it must not. */
export interface Misdeed {
  readonly what: string;
  readonly input: Input;
}

/** Every dialect of the plugin on one connection, fed by hand; what it says is checked against the model as it says it. */
export class Subject {
  readonly misdeeds: Misdeed[] = [];
  reports = 0;
  events = 0;
  devices = 0;
  diagnostics = 0;
  readonly #link: BrokerLink;
  readonly #registry: DeviceRegistry;
  readonly #check = new ModelCheck();
  #handlers: ConnectionHandlers | undefined;
  #input: Input = { topic: '', payload: Buffer.alloc(0), retained: false };

  constructor() {
    const context = this.#context();
    const reporter = new Reporter(context);
    const settings = readSettings(context.config);
    const removed = new RemovedDevices(context);
    this.#registry = new DeviceRegistry({ context, reporter, removed, forgetAfterMs: settings.forgetAfterMs, tookOver: () => undefined });
    this.#link = new BrokerLink(this.#connection(), settings, {
      context,
      registry: this.#registry,
      reporter,
      engine: new TemplateEngine(),
      mappings: new Mappings(context),
      brokers: [],
    });
    this.#link.start();
  }

  /** Throws nothing: what the plugin throws is a misdeed. */
  feed(input: Input): void {
    this.#input = input;
    try {
      this.#handlers?.message(input.topic, input.payload, input.retained);
    } catch (error) {
      this.fail(error);
    }
    // A message that reaches what every object has changes the whole process.
    for (const name of Object.keys(Object.prototype)) {
      this.#misdeed(`gave every object a "${name}"`);
      Reflect.deleteProperty(Object.prototype, name);
    }
  }

  /** The plugin threw, now or in a timer. */
  fail(error: unknown): void {
    this.#misdeed(`threw ${error instanceof Error ? error.stack : String(error)}`);
  }

  async stop(): Promise<void> {
    this.#registry.stop();
    await this.#link.stop();
  }

  #misdeed(what: string): void {
    this.misdeeds.push({ what, input: this.#input });
  }

  #said(message: PluginMessage): void {
    for (const violation of this.#check.violations(message)) this.#misdeed(violation);
  }

  #connection(): Connection {
    return {
      name: 'the fuzzer',
      isOnline: true,
      status: { broker: 'bench', state: 'connected', since: new Date(0) },
      bequeath: () => undefined,
      start: (handlers) => (this.#handlers = handlers),
      subscribe: () => undefined,
      unsubscribe: () => undefined,
      publish: () => undefined,
      stop: async () => undefined,
    };
  }

  #context(): PluginContext {
    const store = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };
    const nothing = () => undefined;
    return {
      config: defaults,
      dataFolder: '/nowhere',
      network: undefined,
      knownDevices: [],
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      store,
      signal: new AbortController().signal,
      describe: (device) => {
        this.devices++;
        this.#said({ type: 'device', device });
      },
      forget: nothing,
      setAvailability: nothing,
      report: (report) => {
        this.reports++;
        this.#said({ type: 'report', ...report });
      },
      emit: (event) => {
        this.events++;
        this.#said({ type: 'event', ...event });
      },
      offer: nothing,
      withdraw: nothing,
      diagnose: ({ code, message }) => {
        this.diagnostics++;
        // The dispatcher's word for an exception of a dialect.
        if (code === 'message-failed') this.#misdeed(`failed: ${message}`);
      },
    };
  }
}

const defaults = await defaultConfig();

/** The settings as the hub fills them in. */
async function defaultConfig(): Promise<Readonly<Record<string, unknown>>> {
  const { default: manifest } = (await import('../../concord.json', { with: { type: 'json' } })) as {
    default: { config: { properties: Readonly<Record<string, { default?: unknown }>> } };
  };
  return Object.fromEntries(Object.entries(manifest.config.properties).map(([name, schema]) => [name, schema.default]));
}
