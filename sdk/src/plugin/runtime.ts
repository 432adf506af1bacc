import type { Duplex } from 'node:stream';
import { ConcordError, InvalidInputError, messageOf } from '../errors.ts';
import { LineChannel } from '../protocol/lines.ts';
import {
  maxFindings,
  protocolVersion,
  type HubMessage,
  type HubMessages,
  type LogLevel,
  type PluginMessage,
  type PluginMessages,
} from '../protocol/messages.ts';
import { parseHubMessage } from '../protocol/validate.ts';
import type { Log, PluginContext, PluginDefinition, RunningPlugin } from './context.ts';
import { DiagnosticBatch } from './diagnostic-batch.ts';
import { FileStore } from './file-store.ts';

/** Who the plugin is, as its manifest says. */
export interface PluginIdentity {
  readonly id: string;
  readonly version: string;
}

const sdkVersion = '0.1.0';

/** Speaks the plugin's side of the protocol: greets, starts the plugin, routes requests to it, and stops it. */
export class PluginRuntime {
  readonly #definition: PluginDefinition;
  readonly #channel: LineChannel;
  readonly #abort = new AbortController();
  readonly #diagnostics: DiagnosticBatch;
  readonly #finished = Promise.withResolvers<void>();
  #running: RunningPlugin | undefined;
  #starting: Promise<void> | undefined;
  #stopping = false;

  constructor(definition: PluginDefinition, stream: Duplex, identity: PluginIdentity) {
    this.#definition = definition;
    this.#diagnostics = new DiagnosticBatch((diagnostic) => this.#send({ type: 'diagnostic', ...diagnostic }));
    this.#channel = new LineChannel(stream, {
      message: (value) => this.#receive(value),
      garbage: (error) => this.log.error(`the hub sent ${error.message}`),
      // A hub that is gone can't be told anything; a plugin without a hub has nothing to do.
      closed: () => void this.stop(),
    });
    this.#send({ type: 'hello', protocol: [protocolVersion], sdk: sdkVersion, plugin: identity.id, version: identity.version });
  }

  /** Resolves when the plugin has stopped. */
  get finished(): Promise<void> {
    return this.#finished.promise;
  }

  readonly log: Log = {
    debug: (message, fields) => this.#log('debug', message, fields),
    info: (message, fields) => this.#log('info', message, fields),
    warn: (message, fields) => this.#log('warn', message, fields),
    error: (message, fields) => this.#log('error', message, fields),
  };

  async stop(): Promise<void> {
    if (this.#stopping) return this.finished;
    this.#stopping = true;
    this.#abort.abort();
    try {
      await this.#starting;
      await this.#running?.stop();
    } catch (error) {
      this.log.error(`could not stop cleanly: ${messageOf(error)}`);
    }
    this.#diagnostics.flush();
    await this.#channel.end();
    this.#finished.resolve();
  }

  #send(message: PluginMessage): void {
    this.#channel.send(message);
  }

  #log(level: LogLevel, message: string, fields?: Record<string, unknown>): void {
    this.#send({ type: 'log', level, message: message.slice(0, 20_000), ...(fields && { fields }) });
  }

  #receive(value: unknown): void {
    let message: HubMessage;
    try {
      message = parseHubMessage(value);
    } catch (error) {
      this.log.error(`the hub sent ${messageOf(error)}`);
      return;
    }
    switch (message.type) {
      case 'welcome':
        this.#starting ??= this.#start(message);
        return;
      case 'goodbye':
        void this.stop();
        return;
      case 'ping':
        this.#send({ type: 'pong', id: message.id });
        return;
      case 'command':
        void this.#answer(message.id, (plugin) => plugin.command(message));
        return;
      case 'adopt':
        void this.#answer(message.id, (plugin) => plugin.adopt?.(message.candidate, message.input) ?? notOffered('adopting'));
        return;
      case 'remove':
        void this.#answer(message.id, async (plugin) => {
          await plugin.remove?.(message.device);
          return {};
        });
        return;
      case 'action':
        void this.#answer(
          message.id,
          (plugin) => plugin.actions?.[message.action]?.(message.input) ?? notOffered(`the action ${message.action}`),
        );
        return;
    }
  }

  async #start(welcome: HubMessages['welcome']): Promise<void> {
    try {
      this.#running = await this.#definition.start(this.#context(welcome));
      const { endpoints } = this.#running;
      this.#send({ type: 'ready', ...(endpoints && { endpoints: { ...endpoints } }) });
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      this.log.error(`could not start: ${messageOf(error)}`, { stack: error instanceof Error ? error.stack : undefined });
      process.exitCode = 1;
      void this.stop();
    }
  }

  #context(welcome: HubMessages['welcome']): PluginContext {
    return {
      config: welcome.config,
      dataFolder: welcome.dataFolder,
      network: welcome.network,
      knownDevices: welcome.devices,
      log: this.log,
      store: new FileStore(welcome.dataFolder),
      signal: this.#abort.signal,
      describe: (device) => this.#send({ type: 'device', device }),
      forget: (device) => this.#send({ type: 'deviceRemoved', device }),
      setAvailability: (device, state, options) => this.#send({ type: 'availability', device, state, ...options }),
      report: (report) => this.#send({ type: 'report', ...report }),
      emit: (event) => this.#send({ type: 'event', ...event }),
      offer: (candidate) => this.#send({ type: 'candidate', candidate }),
      withdraw: (candidate) => this.#send({ type: 'candidateRemoved', candidate }),
      diagnose: (diagnostic) => this.#diagnostics.add(diagnostic),
    };
  }

  async #answer(id: number, work: (plugin: RunningPlugin) => Promise<unknown>): Promise<void> {
    try {
      await this.#starting;
      if (!this.#running) throw new ConcordError('plugin-stopping', 'the plugin is not running');
      const value = await work(this.#running);
      this.#send({ type: 'result', id, value });
    } catch (error) {
      if (!(error instanceof ConcordError))
        this.log.error(`a request failed: ${messageOf(error)}`, { stack: error instanceof Error ? error.stack : undefined });
      this.#send({ type: 'result', id, error: refusalOf(error) });
    }
  }
}

/** An error as the channel takes it. */
function refusalOf(error: unknown): NonNullable<PluginMessages['result']['error']> {
  const refusal = { code: error instanceof ConcordError ? error.code : 'plugin-failed', message: messageOf(error).slice(0, 4000) };
  if (!(error instanceof InvalidInputError)) return refusal;
  const findings = error.findings
    .slice(0, maxFindings)
    .map(({ path, message }) => ({ path: path.slice(0, 1000), message: message.slice(0, 1000) }));
  return { ...refusal, findings };
}

function notOffered(what: string): Promise<never> {
  return Promise.reject(new ConcordError('not-supported', `this plugin does not offer ${what}`));
}
