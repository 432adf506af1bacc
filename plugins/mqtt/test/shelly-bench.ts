import type { CommandOutcome, DeviceDescriptor, DeviceEvent, Diagnostic, PluginContext, PluginMessage } from '@concord/sdk';
import type { Connection } from '../src/connection/connection.ts';
import { DeviceRegistry } from '../src/devices/device-registry.ts';
import { RemovedDevices } from '../src/devices/removed-devices.ts';
import { Mappings } from '../src/dialects/manual/mappings.ts';
import { Reporter } from '../src/devices/reporter.ts';
import { Dispatcher } from '../src/dispatcher.ts';
import { ShellyDialect } from '../src/dialects/shelly/shelly.ts';
import type { TemplateEngine } from '../src/templates/engine.ts';
import { violations } from './model-check.ts';

/** Shelly's dialect without a broker: what it is told, what it reports, what it sends. Time is the test's. */
export class ShellyBench {
  readonly devices = new Map<string, DeviceDescriptor>();
  /** By `endpoint/capability.attribute`, of the last device that spoke. */
  readonly twin: Record<string, unknown> = {};
  readonly events: DeviceEvent[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly availability: string[] = [];
  readonly sent: { readonly topic: string; readonly payload: string }[] = [];
  readonly registry: DeviceRegistry;
  readonly dialect: ShellyDialect;
  readonly #dispatcher: Dispatcher;

  readonly #said: PluginMessage[] = [];

  /** `answers`: what a product answers, by the method; `undefined`: it takes no RPC. */
  constructor(answers?: Answers, knownDevices: readonly DeviceDescriptor[] = []) {
    const context = this.#context(knownDevices);
    const reporter = new Reporter(context);
    const connection: Connection = {
      name: 'bench',
      isOnline: true,
      status: { broker: 'bench', state: 'connected', since: new Date(0) },
      bequeath: () => undefined,
      start: () => undefined,
      subscribe: () => undefined,
      unsubscribe: () => undefined,
      publish: (topic, payload) => {
        this.sent.push({ topic, payload: payload.toString() });
        if (answers && topic.endsWith('/rpc')) setTimeout(() => this.#answer(answers, payload.toString()), 1);
      },
      stop: () => Promise.resolve(),
    };
    this.registry = new DeviceRegistry({
      context,
      reporter,
      removed: new RemovedDevices(context),
      forgetAfterMs: 1000,
      tookOver: () => undefined,
    });
    this.#dispatcher = new Dispatcher(connection, reporter, context);
    // The dialect has no templates.
    const engine = {} as TemplateEngine;
    this.dialect = new ShellyDialect({
      dispatcher: this.#dispatcher,
      registry: this.registry,
      reporter,
      engine,
      context,
      mappings: new Mappings(context),
      brokers: [],
    });
    this.dialect.start();
  }

  say(topic: string, payload: unknown, isRetained = false): void {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    this.#dispatcher.receive(topic, Buffer.from(text), isRetained);
  }

  /** `endpoint/capability.command` of the only device. */
  command(target: string, args: Readonly<Record<string, unknown>>): Promise<CommandOutcome> {
    const parts = /^(?<endpoint>.*)\/(?<capability>[^/]*)\.(?<command>[^.]*)$/.exec(target)?.groups ?? {};
    const { endpoint = '', capability = '', command = '' } = parts;
    const [key = ''] = this.devices.keys();
    const device = this.registry.get(key);
    if (!device) throw new Error('there is no device');
    return device.command({ device: key, endpoint, capability, command, args, timeoutMs: 1000 });
  }

  /** Everything that the model forbids. */
  violations(): string[] {
    return violations(this.#said);
  }

  #answer(answers: Answers, call: string): void {
    const { id, src, method } = JSON.parse(call) as { id: number; src: string; method: string };
    const answer = Object.hasOwn(answers, method) ? answers[method] : {};
    this.say(`${src}/rpc`, {
      id,
      src: 'somebody',
      dst: src,
      ...(answer instanceof Error ? { error: { code: -103, message: answer.message } } : { result: answer }),
    });
  }

  #context(knownDevices: readonly DeviceDescriptor[]): PluginContext {
    const context: Partial<PluginContext> = {
      knownDevices,
      describe: (device) => {
        this.devices.set(device.key, device);
        this.#said.push({ type: 'device', device });
      },
      forget: (key) => this.devices.delete(key),
      setAvailability: (_key, state) => this.availability.push(state),
      report: (report) => {
        const { endpoint, capability, values } = report;
        for (const [name, value] of Object.entries(values)) this.twin[`${endpoint}/${capability}.${name}`] = value;
        this.#said.push({ type: 'report', ...report });
      },
      emit: (event) => {
        this.events.push(event);
        this.#said.push({ type: 'event', ...event });
      },
      diagnose: (diagnostic) => this.diagnostics.push(diagnostic),
    };
    return context as PluginContext;
  }
}

type Answers = Readonly<Record<string, unknown>>;
