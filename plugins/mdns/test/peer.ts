import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { testNetwork } from '@concord/sdk/testing';

type Fact = Readonly<Record<string, unknown>>;

const patienceMs = 15_000;

/** A product played by a real process; what it says of itself are lines of JSON on its standard output. */
export class Peer {
  readonly #process: ChildProcess;
  readonly #facts: Fact[] = [];
  readonly #errors: Buffer[] = [];
  #heard = Promise.withResolvers<void>();

  private constructor(program: string, args: readonly string[]) {
    this.#process = spawn(process.execPath, [join(import.meta.dirname, program), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr?.on('data', (chunk: Buffer) => this.#errors.push(chunk));
    if (this.#process.stdout) createInterface({ input: this.#process.stdout }).on('line', (line) => this.#take(line));
  }

  /** Starts a program of this plugin on the test network, and waits until it listens. */
  static async start(program: string, args: readonly string[] = []): Promise<Peer> {
    const peer = new Peer(program, ['--network', testNetwork(), ...args]);
    await peer.fact((fact) => 'listening' in fact);
    return peer;
  }

  /** The first fact that fits and that came after the first `since`. */
  async fact(fits: (fact: Fact) => boolean, since = 0): Promise<Fact> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const found = this.#facts.slice(since).find((fact) => fits(fact));
      if (found) return found;
      const { exitCode } = this.#process;
      if (exitCode !== null || Date.now() > deadline)
        throw new Error(`the peer ${exitCode === null ? 'was silent' : 'ended'}: ${Buffer.concat(this.#errors).toString()}`);
      const timeout = AbortSignal.timeout(patienceMs);
      await Promise.race([this.#heard.promise, once(timeout, 'abort'), once(this.#process, 'exit')]);
    }
  }

  /** How many facts it has said. */
  get said(): number {
    return this.#facts.length;
  }

  get port(): number {
    return Number(this.#facts.find((fact) => 'listening' in fact)?.['listening']);
  }

  line(text: string): void {
    this.#process.stdin?.write(`${text}\n`);
  }

  /** `SIGTERM`: it says goodbye. `SIGKILL`: the power is cut. `SIGSTOP`: it hangs. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGCONT');
    this.#process.kill(signal);
    await once(this.#process, 'exit');
  }

  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process.kill('SIGCONT');
  }

  #take(line: string): void {
    this.#facts.push(JSON.parse(line) as Fact);
    this.#heard.resolve();
    this.#heard = Promise.withResolvers();
  }
}

/** Stops what a test started, in reverse order, also when it failed half-way. */
export class Started {
  readonly #stops: (() => Promise<unknown>)[] = [];

  add<T extends { stop(): Promise<unknown> }>(started: T): T {
    this.#stops.push(() => started.stop());
    return started;
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed()) await stop();
  }
}
