import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/mosquitto';

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** Eclipse Mosquitto, the broker that most homes have, as a process of its own. */
export class Mosquitto {
  readonly port: number;
  readonly folder = mkdtempSync(join(tmpdir(), 'concord-mosquitto-'));
  /** What it said since its start: every packet, with the client's id. */
  log = '';
  #child: ChildProcess | undefined;

  constructor(port: number, lines: readonly string[]) {
    if (!existsSync(program)) throw new Error('this test needs mosquitto: apt-get install mosquitto');
    this.port = port;
    writeFileSync(
      join(this.folder, 'mosquitto.conf'),
      [
        `listener ${port} 127.0.0.1`,
        'persistence false',
        'user root',
        ...lines.map((line) => line.replaceAll('$FOLDER', this.folder)),
      ].join('\n'),
    );
    // It gives up root, and must still read its files.
    chmodSync(this.folder, 0o755);
  }

  async start(): Promise<void> {
    const child = spawn(program, ['-c', join(this.folder, 'mosquitto.conf'), '-v'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    this.log = '';
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        this.log += chunk.toString();
        if (this.log.includes('running')) resolve();
      });
      child.once('exit', () => reject(new Error(`mosquitto ended: ${this.log}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}

/** Makes a certificate for a client of the authority that `makeCertificate` made in the same folder; answers PEM texts. */
export function makeClientCertificate(folder: string, name: string): { certificate: string; key: string } {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  run('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'client.key', '-out', 'client.csr', '-subj', `/CN=${name}`);
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  run('x509', '-req', '-in', 'client.csr', ...authority, '-days', '2', '-out', 'client.pem');
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { certificate: text('client.pem'), key: text('client.key') };
}

/** A line to a broker that can be cut and mended while both ends go on. */
export class Wire {
  readonly #to: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  port = 0;

  constructor(to: number) {
    this.#to = to;
  }

  async mend(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(this.#to, '127.0.0.1');
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => other.destroy());
        socket.pipe(other);
      }
    }).listen(this.port, '127.0.0.1');
    this.#server = server;
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) this.port = address.port;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    if (!server?.listening) return;
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await once(server, 'close');
  }
}

/** Makes an authority and a certificate for 127.0.0.1 in `folder`; answers the authority's PEM text. */
export function makeCertificate(folder: string): string {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority');
  run('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=127.0.0.1');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  run(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-out',
    'server.pem',
    '-extfile',
    'names',
  );
  for (const file of ['ca.pem', 'server.pem', 'server.key']) chmodSync(join(folder, file), 0o644);
  return readFileSync(join(folder, 'ca.pem'), 'utf8');
}
