import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';

const patienceMs = 60_000;
const stopPatienceMs = 12_000;

/** A real program with what it printed so far, line by line. */
export class Program {
  readonly lines: string[] = [];
  errors = '';
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #name: string;

  constructor(file: string, args: readonly string[], { env = {} }: { env?: Record<string, string> } = {}) {
    this.#name = file;
    this.#child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#news.emit('news');
    });
    this.#child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.#child.once('exit', () => this.#news.emit('news'));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** The first line that fits, from line `since` on; fails when the program ends before. */
  async line(pattern: RegExp, since = 0): Promise<RegExpExecArray> {
    const signal = AbortSignal.timeout(patienceMs);
    for (let at = since; ;) {
      for (; at < this.lines.length; at++) {
        const found = pattern.exec(this.lines[at] ?? '');
        if (found) return found;
      }
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`${this.#name} ended before ${pattern}:\n${this.text}`);
      await once(this.#news, 'news', { signal }).catch(() => {
        throw new Error(`${this.#name} said nothing like ${pattern} within ${patienceMs} ms:\n${this.text}`);
      });
    }
  }

  get text(): string {
    return `${this.lines.slice(-40).join('\n')}\n${this.errors.slice(-4000)}`;
  }

  /** Writes a line to its standard input. */
  tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Its exit code, once it has ended by itself. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, 'exit', { signal: AbortSignal.timeout(patienceMs) });
    return this.#child.exitCode;
  }

  async kill(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), stopPatienceMs);
    await gone;
    clearTimeout(killer);
    return this.#child.exitCode;
  }
}
