import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { Announcer } from './announcer.ts';
import { DigestGuard } from './digest-guard.ts';
import { answerJson, WebServer } from './http.ts';
import { PlugDocuments } from './plug-documents.ts';
import { PlugRelay, type PlugState } from './plug-relay.ts';

interface ShellyPlugOptions {
  /** `shellyplugsg3-<mac>` */
  readonly id: string;
  readonly port: number;
  readonly password?: string;
  readonly network?: string;
  readonly name?: string;
  /** Where it stands when it comes up. */
  readonly state?: PlugState;
  readonly changed?: (state: PlugState) => void;
}

interface Frame {
  id?: unknown;
  src?: unknown;
  method?: unknown;
  params?: Record<string, unknown>;
  auth?: unknown;
}

class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Plays a Shelly Plug S Gen3: the RPC protocol over HTTP and WebSocket, a relay with a meter, and its announcement. */
export class ShellyPlug {
  readonly #options: ShellyPlugOptions;
  readonly #documents: PlugDocuments;
  readonly #guard: DigestGuard | undefined;
  readonly #web: WebServer;
  readonly #relay: PlugRelay;
  /** Who gets notifications: each socket with the name it sent requests with. */
  readonly #subscribers = new Map<WebSocket, string>();
  #announcer: Announcer | undefined;

  constructor(options: ShellyPlugOptions) {
    this.#options = options;
    this.#documents = new PlugDocuments(options.id, options.name);
    this.#relay = new PlugRelay(options.state ?? { on: false, energyWh: 0 }, {
      notify: (status) => this.#notify(status),
      changed: (state) => options.changed?.(state),
    });
    this.#guard = options.password === undefined ? undefined : new DigestGuard(options.id, options.password);
    this.#web = new WebServer('/rpc', {
      request: (request, body, response) => this.#http(request, body, response),
      connected: (socket) => this.#connected(socket),
    });
  }

  /** Answers the port. */
  async start(): Promise<number> {
    const { id, network } = this.#options;
    const port = await this.#web.listen(this.#options.port);
    this.#announcer = new Announcer(network);
    const txt = { gen: '3', app: 'PlugSG3', ver: '1.6.1' };
    for (const type of ['_shelly._tcp', '_http._tcp']) this.#announcer.announce({ type, name: id, host: id, port, txt });
    this.#relay.start();
    return port;
  }

  async stop(): Promise<void> {
    this.#relay.stop();
    await this.#announcer?.stop();
    await this.#web.stop();
  }

  /** Somebody presses the button on the plug. */
  press(): void {
    this.#relay.press();
  }

  /** Something of this power is plugged in. */
  setLoad(watts: number): void {
    this.#relay.setLoad(watts);
  }

  #connected(socket: WebSocket): void {
    socket.on('close', () => this.#subscribers.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      let frame: Frame;
      try {
        frame = JSON.parse((data as Buffer).toString()) as Frame;
      } catch {
        socket.close();
        return;
      }
      const isAllowed = frame.method === 'Shelly.GetDeviceInfo' || !this.#guard || this.#guard.acceptsRpc(frame.auth);
      if (isAllowed && typeof frame.src === 'string' && frame.method !== 'Shelly.GetDeviceInfo') this.#subscribers.set(socket, frame.src);
      const answer = { id: frame.id, src: this.#options.id, dst: frame.src };
      if (isAllowed) socket.send(JSON.stringify({ ...answer, ...this.#answer(frame) }));
      else socket.send(JSON.stringify({ ...answer, error: { code: 401, message: this.#guard?.rpcChallenge } }));
    });
  }

  #http(request: IncomingMessage, body: string, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://plug');
    if (url.pathname === '/shelly') return answerJson(response, 200, this.#documents.info(this.#guard !== undefined));
    if (url.pathname !== '/rpc' && !url.pathname.startsWith('/rpc/')) return answerJson(response, 404, { code: 404, message: 'Not Found' });
    const frame = url.pathname === '/rpc' ? (JSON.parse(body) as Frame) : { method: url.pathname.slice(5), params: parametersOf(url) };
    const { authorization } = request.headers;
    if (
      frame.method !== 'Shelly.GetDeviceInfo' &&
      this.#guard &&
      !this.#guard.acceptsHttp(authorization, request.method ?? '', request.url ?? '')
    ) {
      response.writeHead(401, { 'www-authenticate': this.#guard.httpChallenge }).end();
      return;
    }
    const answer = this.#answer(frame);
    if (url.pathname === '/rpc') answerJson(response, 200, { id: frame.id, src: this.#options.id, ...answer });
    else if ('error' in answer) answerJson(response, 500, answer.error);
    else answerJson(response, 200, answer.result);
  }

  #answer({ method, params = {} }: Frame): { result: object } | { error: { code: number; message: string } } {
    try {
      return { result: this.#call(String(method), params) };
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      return { error: { code: error.code, message: error.message } };
    }
  }

  #call(method: string, params: Record<string, unknown>): object {
    switch (method) {
      case 'Shelly.GetDeviceInfo':
        return this.#documents.info(this.#guard !== undefined);
      case 'Shelly.GetStatus':
        return this.#documents.status(this.#relay.status());
      case 'Shelly.GetConfig':
        return this.#documents.config();
      case 'Switch.GetStatus':
        checkId(params);
        return this.#relay.status();
      case 'Switch.Set':
        checkId(params);
        if (typeof params['on'] !== 'boolean') throw new RpcError(-103, "Missing or bad argument 'on'!");
        return this.#relay.set(params['on'], params['toggle_after']);
      case 'Switch.Toggle':
        checkId(params);
        return this.#relay.toggle();
      case 'Switch.ResetCounters':
        checkId(params);
        return this.#relay.resetCounters();
      default:
        throw new RpcError(404, `No handler for ${method}`);
    }
  }

  #notify(status: object): void {
    const ts = Date.now() / 1000;
    for (const [socket, dst] of this.#subscribers)
      socket.send(JSON.stringify({ src: this.#options.id, dst, method: 'NotifyStatus', params: { ts, 'switch:0': status } }));
  }
}

function checkId(params: Record<string, unknown>): void {
  if (typeof params['id'] !== 'number') throw new RpcError(-103, "Missing or bad argument 'id'!");
  if (params['id'] !== 0) throw new RpcError(-105, `Argument 'id', value ${params['id']} not found!`);
}

function parametersOf(url: URL): Record<string, unknown> {
  return Object.fromEntries([...url.searchParams].map(([name, value]) => [name, JSON.parse(value) as unknown]));
}
