import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import {
  LineChannel,
  messageOf,
  parsePluginMessage,
  protocolVersion,
  ProtocolError,
  type HubMessage,
  type PluginMessage,
} from '@concord/sdk';
import { memoryLimits, startPluginProcess, type PluginPackage } from '@concord/sdk/plugin-process';
import type { Clock, Timer } from '../clock.ts';
import { onLines } from './output-lines.ts';
import { Requests } from './requests.ts';

const heartbeatMs = 5000;
const silenceLimitMs = 20_000;
const stopPatienceMs = 6000;
const helloPatienceMs = 20_000;
const closedPatienceMs = 2000;
// Garbage is counted and skipped; a plugin that sends little else is broken, and a fresh process is the better try.
const garbageLimit = 100;
const garbageWindowMs = 60_000;
const pageBytes = 4096;

/** What one process tells its supervisor. */
export interface ProcessHandlers {
  message(message: PluginMessage): void;
  violation(error: ProtocolError): void;
  /** The hub itself failed at what the process said, of type `place`. */
  failed(error: unknown, place: string): void;
  output(level: 'info' | 'error', line: string): void;
  /** Once, when the process is gone; `reason` is for a person. */
  exited(reason: string): void;
}

/** One run of a plugin's process: greeting, heartbeat, memory limit, and its end. */
export class PluginRun {
  readonly requests: Requests;
  residentBytes: number | undefined;
  readonly #clock: Clock;
  readonly #handlers: ProcessHandlers;
  readonly #residentLimit: number;
  readonly #child: ChildProcess;
  readonly #channel: LineChannel;
  readonly #gone = Promise.withResolvers<void>();
  #timer: Timer | undefined;
  #lastHeard: number;
  #garbage = 0;
  #garbageSince = 0;
  #killedFor: string | undefined;
  #greeted = false;

  constructor(plugin: PluginPackage, dataFolder: string, clock: Clock, handlers: ProcessHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
    this.#residentLimit = memoryLimits(plugin).resident * 1024 * 1024;
    this.#lastHeard = clock.now();
    const { child, stream } = startPluginProcess(plugin, dataFolder);
    this.#child = child;
    this.#channel = new LineChannel(stream, {
      message: (value) => this.#receive(value),
      garbage: (error) => this.#violation(error),
      // A process that ends closes its channel first, and its exit code says more.
      closed: () => void clock.at(clock.now() + closedPatienceMs, () => this.#kill('it closed its channel')),
    });
    this.requests = new Requests(clock, (message) => this.send(message));
    const levels = { stdout: 'info', stderr: 'error' } as const;
    for (const name of ['stdout', 'stderr'] as const) {
      const output = child[name];
      if (output) onLines(output, (line) => handlers.output(levels[name], line));
    }
    child.once('error', (error) => this.#ended(`it could not be started: ${messageOf(error)}`));
    child.once('exit', (code, signal) =>
      this.#ended(this.#killedFor ?? (signal ? `it was ended by ${signal}` : `it ended with exit code ${code ?? 0}`)),
    );
    this.#beat();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: HubMessage): void {
    this.#channel.send(message);
  }

  /** Asks it to leave, and ends it when it doesn't; resolves when it is gone. */
  async stop(reason: string): Promise<void> {
    this.send({ type: 'goodbye', reason });
    const timer = this.#clock.at(this.#clock.now() + stopPatienceMs, () => this.#child.kill('SIGKILL'));
    await this.#gone.promise;
    timer.cancel();
  }

  #receive(value: unknown): void {
    this.#lastHeard = this.#clock.now();
    let message: PluginMessage;
    try {
      message = parsePluginMessage(value);
    } catch (error) {
      this.#violation(error instanceof ProtocolError ? error : new ProtocolError(messageOf(error)));
      return;
    }
    // Whatever a plugin may say, and however wrong we are about it: one message never ends the hub.
    try {
      this.#take(message);
    } catch (error) {
      this.#handlers.failed(error, message.type);
    }
  }

  #take(message: PluginMessage): void {
    if (message.type === 'pong') return;
    if (!this.#greeted) return this.#greet(message);
    if (message.type === 'result') this.requests.settle(message);
    else this.#handlers.message(message);
  }

  #greet(message: PluginMessage): void {
    if (message.type !== 'hello') return this.#violation(new ProtocolError(`"${message.type}" before "hello"`));
    if (!message.protocol.includes(protocolVersion)) {
      this.send({ type: 'goodbye', reason: `this hub speaks protocol version ${protocolVersion}` });
      this.#kill(
        `it speaks the protocol versions ${message.protocol.join(', ')}, and this hub speaks ${protocolVersion}: update the plugin or the hub`,
      );
      return;
    }
    this.#greeted = true;
    this.#handlers.message(message);
  }

  #violation(error: ProtocolError): void {
    this.#handlers.violation(error);
    const now = this.#clock.now();
    if (now - this.#garbageSince > garbageWindowMs) {
      this.#garbageSince = now;
      this.#garbage = 0;
    }
    if (++this.#garbage === garbageLimit)
      this.#kill(`it broke the protocol ${garbageLimit} times within a minute, last with ${error.message}`);
  }

  #kill(reason: string): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#killedFor ??= reason;
    this.#child.kill('SIGKILL');
  }

  #ended(reason: string): void {
    this.#timer?.cancel();
    this.requests.failAll('the plugin stopped while it worked on this');
    this.#gone.resolve();
    this.#handlers.exited(reason);
  }

  #beat(): void {
    const now = this.#clock.now();
    const silentMs = now - this.#lastHeard;
    if (!this.#greeted && silentMs > helloPatienceMs) return this.#kill(`it did not greet within ${helloPatienceMs / 1000} s`);
    if (this.#greeted) {
      if (silentMs > silenceLimitMs) return this.#kill(`it did not answer for ${Math.round(silentMs / 1000)} s`);
      this.send({ type: 'ping', id: 0 });
    }
    void this.#weigh();
    this.#timer = this.#clock.at(now + heartbeatMs, () => this.#beat());
  }

  // Buffers and WebAssembly are not under the heap limit, so the resident set is watched from outside (Linux only).
  async #weigh(): Promise<void> {
    let statm: string;
    try {
      statm = await readFile(`/proc/${this.pid}/statm`, 'utf8');
    } catch {
      // Gone already, or a system without /proc: then the heap limit alone holds.
      return;
    }
    this.residentBytes = Number(statm.split(' ')[1]) * pageBytes;
    if (this.residentBytes > this.#residentLimit) {
      this.#kill(
        `it used ${Math.round(this.residentBytes / 1048576)} MiB of memory, and ${Math.round(this.#residentLimit / 1048576)} MiB is its limit`,
      );
    }
  }
}
