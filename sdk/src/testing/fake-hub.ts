import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileDocument, check } from '../model/validation.ts';
import { ConcordError, ProtocolError } from '../errors.ts';
import type { DeviceDescriptor } from '../device/descriptor.ts';
import { readPluginPackage, startPluginProcess, type PluginProcess } from '../plugin/process.ts';
import { LineChannel } from '../protocol/lines.ts';
import { protocolVersion, type HubMessages, type PluginMessage, type PluginMessages, type RequestResults } from '../protocol/messages.ts';
import { parsePluginMessage } from '../protocol/validate.ts';

export interface FakeHubOptions {
  /** The folder that holds `concord.json`. */
  readonly folder: string;
  /** Settings; the manifest's defaults are filled in. */
  readonly config?: Record<string, unknown>;
  readonly network?: string;
  /** Devices the hub remembers from an earlier start. */
  readonly devices?: DeviceDescriptor[];
  /** The plugin's data folder; a temporary one where left out, removed by `stop`. */
  readonly dataFolder?: string;
  /** How long `waitFor` and requests wait, in milliseconds; default 15,000. */
  readonly patienceMs?: number;
}

type Outgoing = 'command' | 'adopt' | 'remove' | 'action';

/**
 * Runs one real plugin process, with its manifest's rights, and speaks the hub's side of the protocol to it. Everything the plugin
 * said is in `messages`; a message that breaks the protocol fails the next `waitFor`.
 */
export class FakeHub {
  readonly messages: PluginMessage[] = [];
  /** What the plugin wrote on standard output and error. */
  output = '';
  readonly #options: FakeHubOptions;
  readonly #dataFolder: string;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #config: Record<string, unknown>;
  #process: PluginProcess;
  #channel: LineChannel;
  #violation: ProtocolError | undefined;
  #nextId = 1;
  #exited = false;

  private constructor(options: FakeHubOptions) {
    this.#options = options;
    this.#dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'concord-plugin-'));
    const plugin = readPluginPackage(options.folder);
    this.#config = check(compileDocument(plugin.manifest.config), structuredClone(options.config ?? {}), 'config');
    this.#process = startPluginProcess(plugin, this.#dataFolder);
    const { child, stream } = this.#process;
    for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.once('exit', () => {
      this.#exited = true;
      this.#events.emit('change');
    });
    this.#channel = new LineChannel(stream, {
      message: (value) => this.#receive(value),
      garbage: (error) => this.#fail(error),
      closed: () => this.#events.emit('change'),
    });
  }

  /** Starts the plugin and waits until it is ready. */
  static async start(options: FakeHubOptions): Promise<FakeHub> {
    const hub = new FakeHub(options);
    try {
      await hub.waitFor('ready');
    } catch (error) {
      await hub.stop();
      throw error;
    }
    return hub;
  }

  get pid(): number | undefined {
    return this.#process.child.pid;
  }

  /** All messages of one type so far. */
  all<Type extends keyof PluginMessages>(type: Type): PluginMessages[Type][] {
    return this.messages.filter((message) => message.type === type) as PluginMessages[Type][];
  }

  /** The first message of a type that fits, whether it came already or will come; `since` skips what came before that index. */
  async waitFor<Type extends keyof PluginMessages>(
    type: Type,
    fits: (message: PluginMessages[Type]) => boolean = () => true,
    { since = 0 }: { since?: number } = {},
  ): Promise<PluginMessages[Type]> {
    const signal = AbortSignal.timeout(this.#patienceMs);
    let at = since;
    for (;;) {
      if (this.#violation) throw this.#violation;
      for (; at < this.messages.length; at++) {
        const message = this.messages[at];
        if (message?.type === type && fits(message as PluginMessages[Type])) return message as PluginMessages[Type];
      }
      if (this.#exited)
        throw new ConcordError('plugin-exited', `the plugin ended before it sent "${type}":\n${this.output}${this.#logs()}`);
      try {
        await once(this.#events, 'change', { signal });
      } catch (error) {
        throw new ConcordError('waited-in-vain', `no fitting "${type}" within ${this.#patienceMs} ms\n${this.output}${this.#logs()}`, {
          cause: error,
        });
      }
    }
  }

  /** Sends a request and answers the result's value, or throws a `ConcordError` with the plugin's code. */
  async request<Type extends Outgoing>(type: Type, body: Omit<HubMessages[Type], 'type' | 'id'>): Promise<RequestResults[Type]> {
    const id = this.#nextId++;
    const since = this.messages.length;
    this.#channel.send({ type, id, ...body });
    const result = await this.waitFor('result', (message) => message.id === id, { since });
    if (result.error) throw new ConcordError(result.error.code, result.error.message);
    return result.value as RequestResults[Type];
  }

  command(device: string, endpoint: string, capability: string, command: string, args: Record<string, unknown> = {}, timeoutMs = 10_000) {
    return this.request('command', { device, endpoint, capability, command, args, timeoutMs });
  }

  /** Sends bytes as they are, to see what the plugin makes of them. */
  sendRaw(line: string): void {
    this.#process.stream.write(line);
  }

  /** Asks the plugin to stop, and answers its exit code (null: it had to be killed). */
  async stop(): Promise<number | null> {
    const { child } = this.#process;
    if (!this.#exited) {
      this.#channel.send({ type: 'goodbye', reason: 'the test ends' } satisfies HubMessages['goodbye']);
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await once(child, 'exit');
      clearTimeout(killer);
    }
    if (this.#options.dataFolder === undefined) rmSync(this.#dataFolder, { recursive: true, force: true });
    return child.exitCode;
  }

  get #patienceMs(): number {
    return this.#options.patienceMs ?? 15_000;
  }

  #receive(value: unknown): void {
    let message: PluginMessage;
    try {
      message = parsePluginMessage(value);
    } catch (error) {
      this.#fail(error instanceof ProtocolError ? error : new ProtocolError('unreadable message', { cause: error }));
      return;
    }
    this.messages.push(message);
    if (message.type === 'hello') this.#welcome();
    this.#events.emit('change');
  }

  #welcome(): void {
    const { network, devices = [] } = this.#options;
    this.#channel.send({
      type: 'welcome',
      protocol: protocolVersion,
      config: this.#config,
      dataFolder: this.#dataFolder,
      devices,
      ...(network !== undefined && { network }),
    } satisfies HubMessages['welcome']);
  }

  #fail(error: ProtocolError): void {
    this.#violation ??= error;
    this.#events.emit('change');
  }

  #logs(): string {
    return this.all('log')
      .slice(-20)
      .map(({ level, message }) => `[${level}] ${message}`)
      .join('\n');
  }
}
