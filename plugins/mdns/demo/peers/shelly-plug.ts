import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { Announcer } from './announcer.ts';
import { DigestGuard } from './digest-guard.ts';
import { answerJson, WebServer } from './http.ts';
import { PlugDocuments } from './plug-documents.ts';

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

export interface PlugState {
  readonly on: boolean;
  readonly energyWh: number;
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

const voltage = 230;
const meteringMs = 2000;

/** Plays a Shelly Plug S Gen3: the RPC protocol over HTTP and WebSocket, a relay with a meter, and its announcement. */
export class ShellyPlug {
  readonly #options: ShellyPlugOptions;
  readonly #documents: PlugDocuments;
  readonly #guard: DigestGuard | undefined;
  readonly #web: WebServer;
  /** Who gets notifications: each socket with the name it sent requests with. */
  readonly #subscribers = new Map<WebSocket, string>();
  #announcer: Announcer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #on: boolean;
  #source = 'init';
  #loadWatts = 40;
  #energyWh: number;
  #countedAt = Date.now();
  #autoOff: NodeJS.Timeout | undefined;

  constructor(options: ShellyPlugOptions) {
    this.#options = options;
    this.#documents = new PlugDocuments(options.id, options.name);
    this.#on = options.state?.on ?? false;
    this.#energyWh = options.state?.energyWh ?? 0;
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
    this.#timer = setInterval(() => this.#meter(), meteringMs);
    return port;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#autoOff);
    await this.#announcer?.stop();
    await this.#web.stop();
  }

  /** Somebody presses the button on the plug. */
  press(): void {
    this.#switch(!this.#on, 'button');
  }

  /** Something of this power is plugged in. */
  setLoad(watts: number): void {
    this.#count();
    this.#loadWatts = watts;
    this.#notify({ id: 0, apower: this.#power, current: this.#current });
  }

  get #power(): number {
    return this.#on ? this.#loadWatts : 0;
  }

  get #current(): number {
    return Number((this.#power / voltage).toFixed(3));
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
        return this.#documents.status(this.#switchStatus());
      case 'Shelly.GetConfig':
        return this.#documents.config();
      case 'Switch.GetStatus':
        checkId(params);
        return this.#switchStatus();
      case 'Switch.Set':
        checkId(params);
        if (typeof params['on'] !== 'boolean') throw new RpcError(-103, "Missing or bad argument 'on'!");
        return this.#set(params['on'], params['toggle_after']);
      case 'Switch.Toggle':
        checkId(params);
        return this.#set(!this.#on, undefined);
      case 'Switch.ResetCounters':
        checkId(params);
        this.#count();
        this.#energyWh = 0;
        this.#notify({ id: 0, aenergy: this.#energy() });
        return { aenergy: this.#energy() };
      default:
        throw new RpcError(404, `No handler for ${method}`);
    }
  }

  #set(on: boolean, toggleAfter: unknown): object {
    const wasOn = this.#on;
    clearTimeout(this.#autoOff);
    if (typeof toggleAfter === 'number') this.#autoOff = setTimeout(() => this.#switch(!on, 'timer'), toggleAfter * 1000);
    // The answer leaves before the notification, as on the real one.
    setImmediate(() => this.#switch(on, 'WS_in'));
    return { was_on: wasOn };
  }

  #switch(on: boolean, source: string): void {
    if (on === this.#on) return;
    this.#count();
    this.#on = on;
    this.#source = source;
    this.#options.changed?.({ on, energyWh: this.#energyWh });
    this.#notify({ id: 0, source, output: on, apower: this.#power, current: this.#current });
  }

  #meter(): void {
    if (!this.#on) return;
    this.#count();
    this.#notify({ id: 0, aenergy: this.#energy() });
  }

  #count(): void {
    const now = Date.now();
    this.#energyWh += (this.#power * (now - this.#countedAt)) / 3_600_000;
    this.#countedAt = now;
  }

  #notify(status: object): void {
    const ts = Date.now() / 1000;
    for (const [socket, dst] of this.#subscribers)
      socket.send(JSON.stringify({ src: this.#options.id, dst, method: 'NotifyStatus', params: { ts, 'switch:0': status } }));
  }

  #energy(): object {
    return { total: Number(this.#energyWh.toFixed(3)), by_minute: [0, 0, 0], minute_ts: Math.floor(Date.now() / 60_000) * 60 };
  }

  #switchStatus(): object {
    return {
      id: 0,
      source: this.#source,
      output: this.#on,
      apower: this.#power,
      voltage,
      freq: 50,
      current: this.#current,
      aenergy: this.#energy(),
      ret_aenergy: { total: 0, by_minute: [0, 0, 0], minute_ts: Math.floor(Date.now() / 60_000) * 60 },
      temperature: { tC: 31.4, tF: 88.5 },
    };
  }
}

function checkId(params: Record<string, unknown>): void {
  if (typeof params['id'] !== 'number') throw new RpcError(-103, "Missing or bad argument 'id'!");
  if (params['id'] !== 0) throw new RpcError(-105, `Argument 'id', value ${params['id']} not found!`);
}

function parametersOf(url: URL): Record<string, unknown> {
  return Object.fromEntries([...url.searchParams].map(([name, value]) => [name, JSON.parse(value) as unknown]));
}
