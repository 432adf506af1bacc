import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { messageOf, type PluginContext } from '@concord/sdk';
import type { Entrance } from './entrance.ts';
import type { ListenAddress } from './listen-address.ts';
import { isInFiles, readTlsMaterial, type TlsMaterial, type TlsSource } from './tls-material.ts';

const renewalCheckMs = 5000;
const handshakeMs = 10_000;

export interface TlsSettings extends TlsSource {
  readonly address: ListenAddress;
}

/**
 * The embedded broker over TLS. Certificate and key in files are looked at every few seconds: a renewed pair serves whoever comes next, and
 * a pair that can't be used leaves the one before where it is. Nothing of this touches the plain listener.
 */
export class TlsListener {
  readonly #settings: TlsSettings;
  readonly #entrance: Entrance;
  readonly #context: Pick<PluginContext, 'dataFolder' | 'diagnose' | 'log'>;
  #server: Server | undefined;
  #material: TlsMaterial | undefined;
  #trouble: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(settings: TlsSettings, entrance: Entrance, context: Pick<PluginContext, 'dataFolder' | 'diagnose' | 'log'>) {
    this.#settings = settings;
    this.#entrance = entrance;
    this.#context = context;
  }

  /** The port that it listens on; undefined while it can't. */
  get port(): number | undefined {
    const address = this.#server?.address();
    return typeof address === 'object' && address ? address.port : undefined;
  }

  /** Why it does not listen, or not with the certificate that it should have. */
  get trouble(): string | undefined {
    return this.#trouble && `the embedded broker is not open over TLS, or still has its old certificate: ${this.#trouble}`;
  }

  /** Opens the port where it can. Where it can't, the owner is told, and it is tried again. */
  async start(): Promise<void> {
    await this.#look();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const server = this.#server;
    if (!server?.listening) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  async #look(): Promise<void> {
    try {
      const material = await readTlsMaterial(this.#settings, this.#context.dataFolder);
      if (this.#isStopped) return;
      const isNew = material.cert !== this.#material?.cert || material.key !== this.#material.key;
      this.#material = material;
      if (!this.#server) await this.#open(material);
      else if (isNew) {
        this.#server.setSecureContext(material);
        this.#context.log.info('the embedded broker has a renewed certificate');
      }
      this.#trouble = undefined;
    } catch (error) {
      this.#tell(messageOf(error));
    }
    // What was pasted does not change; the port may be had later.
    if (this.#isStopped || (this.#server && !isInFiles(this.#settings))) return;
    this.#timer = setTimeout(() => void this.#look(), renewalCheckMs);
  }

  async #open(material: TlsMaterial): Promise<void> {
    const { host, port } = this.#settings.address;
    const entrance = this.#entrance;
    const server = createServer({ ...material, minVersion: 'TLSv1.2', handshakeTimeout: handshakeMs, noDelay: true }, (socket) =>
      entrance.serve(socket),
    );
    // Before the handshake, which is the dear part. Nothing can be said to somebody who has not made one.
    server.prependListener('connection', (socket: Socket) => {
      if (!entrance.admit(socket)) socket.destroy();
    });
    server.on('tlsClientError', (error: Error, socket: TLSSocket) =>
      this.#context.diagnose({
        code: 'tls-handshake-failed',
        message: `a client and the broker did not agree on TLS; often it does not know the certificate's authority: ${messageOf(error)}`,
        place: socket.remoteAddress ?? '?',
      }),
    );
    server.maxConnections = entrance.maxConnections;
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      throw new Error(`can't listen on ${host}:${port}: ${messageOf(error)}`, { cause: error });
    }
    if (this.#isStopped) return void server.close();
    this.#server = server;
    this.#context.log.info(`the embedded broker is open over TLS at ${host}:${port}`);
  }

  /** Once for each trouble, not at every look. */
  #tell(trouble: string): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    const { host, port } = this.#settings.address;
    const message = this.trouble ?? trouble;
    this.#context.log.error(message);
    this.#context.diagnose({ code: 'tls-unusable', message, place: `${host}:${port}` });
  }
}
