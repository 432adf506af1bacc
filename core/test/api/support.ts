import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { Access, type Role } from '../../src/access/index.ts';
import { createApi, type ApiOptions } from '../../src/api/index.ts';
import { systemClock } from '../../src/clock.ts';
import { Hub } from '../../src/hub.ts';
import { temporaryFolder } from '../harness.ts';

const silent = pino({ level: process.env['CONCORD_TEST_LOG'] ?? 'silent' });

/** JSON that a test looks into: any member may be there, and `expect` says what it must be. */
export type Json = { readonly [member: string]: Json } & readonly Json[];

/** A member that is text, as such. */
export function textOf(json: Json | undefined): string {
  if (typeof json !== 'string') throw new TypeError(`not a text: ${JSON.stringify(json)}`);
  return json;
}

/** A member that is a list, as such. */
export function itemsOf(json: Json | undefined): readonly Json[] {
  if (!Array.isArray(json)) throw new TypeError(`not a list: ${JSON.stringify(json)}`);
  return json;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly body: Json;
}

export interface Call {
  /** A bearer token; left out: the owner's. null: none. */
  readonly token?: string | null;
  readonly cookie?: string;
  readonly origin?: string;
  readonly body?: unknown;
  /** The body as it is. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real API server over a real hub, and a client of it. */
export class ApiUnderTest {
  readonly hub: Hub;
  readonly access: Access;
  readonly url: string;
  readonly ownerToken: string;

  /** Stops the API ahead of the end of the test. */
  readonly stop: () => Promise<void>;

  constructor(hub: Hub, access: Access, url: string, stop: () => Promise<void>) {
    this.stop = stop;
    this.hub = hub;
    this.access = access;
    this.url = url;
    this.ownerToken = this.token('owner');
  }

  token(role: Role): string {
    return this.access.tokens.create({ name: role, role }).secret;
  }

  /** Calls a path below `/api/v1`, or any path that begins with `//` as it stands after the first slash. */
  async call(
    method: string,
    path: string,
    { token = this.ownerToken, cookie, origin, body, raw, headers = {} }: Call = {},
  ): Promise<Answer> {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.url + (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`), {
      method,
      headers: {
        ...(token !== null && cookie === undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(origin !== undefined && { origin }),
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
  }

  /** Makes a user and logs them in; answers the cookie to send. */
  async logIn(name: string, role: 'owner' | 'member' | 'guest' = 'member', password = 'correct horse'): Promise<string> {
    await this.access.users.create({ name, role, password });
    const { headers } = await this.call('POST', '/sessions', { token: null, body: { name, password } });
    return cookieOf(headers);
  }

  /** Opens `/events` and waits until it is open. */
  async listen(query = '', headers: Record<string, string> = { authorization: `Bearer ${this.ownerToken}` }): Promise<Listener> {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/api/v1/events${query}`, { headers });
    onTestFinished(() => socket.terminate());
    const listener = new Listener(socket);
    await listener.opened;
    return listener;
  }
}

/** A client of the live feed that remembers what it heard. */
export class Listener {
  readonly socket: WebSocket;
  readonly messages: Record<string, unknown>[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<number>;
  #wake: () => void = () => {};

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)));
      socket.once('error', reject);
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', (code) => resolve(code));
    });
    // The test that expects a refusal looks at `opened`.
    this.opened.catch(() => socket.terminate());
    socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()));
      this.#wake();
    });
  }

  /** The first message that fits, heard or yet to come. */
  async next(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.messages.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

export function cookieOf(headers: Headers): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Serves a hub without plugins, or the one that is handed in. */
export async function startApi({ hub, ...options }: { hub?: Hub } & Partial<ApiOptions> = {}): Promise<ApiUnderTest> {
  const served = hub ?? (await emptyHub());
  const access = new Access(served.database, systemClock, () => {});
  const { home, rules, history, notifications } = served;
  const parts = { clock: systemClock, version: '1.2.3', home, plugins: served.plugins, rules, history, notifications, health: served };
  const api = await createApi(parts, access, { host: '127.0.0.1', port: 0, ...options }, silent);
  const { url } = await api.start();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= api.stop());
  onTestFinished(stop);
  return new ApiUnderTest(served, access, url, stop);
}

async function emptyHub(): Promise<Hub> {
  const hub = new Hub({ clock: systemClock, data: temporaryFolder(), network: undefined, plugins: [], startConfig: {}, log: silent });
  hub.load();
  await hub.start();
  onTestFinished(() => hub.stop());
  return hub;
}
