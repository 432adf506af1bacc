import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** A line that a demo program printed. */
export type Line = Readonly<Record<string, unknown>>;

export interface ProductOptions {
  /** The program, relative to the plugin's folder: `demo/thermostat.ts`. */
  readonly program: string;
  readonly data: string;
  readonly network: string;
  readonly port?: number;
}

/** One Matter product as a real process. */
export class ProductProcess {
  readonly lines: Line[] = [];
  readonly #options: ProductOptions;
  readonly #events = new EventEmitter();
  #child: ChildProcess | undefined;

  constructor(options: ProductOptions) {
    this.#options = options;
  }

  /** Starts it and waits until it announces itself; answers the line that says so. */
  async start(): Promise<Line> {
    const { program, data, network, port = 0 } = this.#options;
    const file = join(import.meta.dirname, '..', program);
    const since = this.lines.length;
    const child = spawn(process.execPath, [file, '--data', data, '--network', network, '--port', String(port)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child = child;
    // A test that fails half-way must not leave it behind.
    process.once('exit', () => child.kill('SIGKILL'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as Line);
      this.#events.emit('line');
    });
    return this.waitFor(({ event }) => event === 'ready', since);
  }

  say(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }

  async waitFor(fits: (line: Line) => boolean, since = 0): Promise<Line> {
    const signal = AbortSignal.timeout(20_000);
    for (let at = since; ;) {
      for (; at < this.lines.length; at++) {
        const line = this.lines[at];
        if (line && fits(line)) return line;
      }
      await once(this.#events, 'line', { signal });
    }
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}
