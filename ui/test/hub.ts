import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const repository = join(import.meta.dirname, '../..');

export interface HubOptions {
  readonly data: string;
  readonly http?: string;
}

/** A hub that a browser can open. */
export interface RunningHub {
  readonly url: string;
  /** What the owner's account is made with; absent once there is one. */
  readonly setUpCode: string | undefined;
  stop(): Promise<void>;
}

/** A real hub in a process of its own. */
export class TestHub implements RunningHub {
  readonly url: string;
  readonly mqtt: string;
  readonly setUpCode: string | undefined;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, ready: { url: string; mqtt: string }, setUpCode: string | undefined) {
    this.#process = process;
    this.url = ready.url;
    this.mqtt = ready.mqtt;
    this.setUpCode = setUpCode;
  }

  static async start({ data, http = '127.0.0.1:0' }: HubOptions): Promise<TestHub> {
    const network = process.env['CONCORD_TEST_NETWORK'];
    const options = [
      '--data',
      data,
      '--http',
      http,
      '--mqtt-broker',
      '127.0.0.1:0',
      '--log',
      'error',
      ...(network ? ['--network', network] : []),
    ];
    const child = spawn(process.execPath, ['core/src/main.ts', ...options], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
    const errors: string[] = [];
    child.stderr.on('data', (text: Buffer) => errors.push(text.toString()));
    let code: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      code ??= /with the code (\S+)/.exec(line)?.[1];
      if (line.startsWith('concord ready '))
        return new TestHub(child, JSON.parse(line.slice('concord ready '.length)) as { url: string; mqtt: string }, code);
    }
    throw new Error(`the hub ended before it was ready: ${errors.join('')}`);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}

export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'concord-ui-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
