import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { Announcer } from './announcer.ts';
import { answerJson, WebServer } from './http.ts';

interface WledOptions {
  /** Twelve hexadecimal digits. */
  readonly mac: string;
  readonly port: number;
  readonly name?: string;
  readonly network?: string;
  readonly segments?: number;
  readonly changed?: (state: { on: boolean; bri: number }) => void;
}

type Json = Record<string, unknown>;

const effects = ['Solid', 'Blink', 'Breathe', 'Wipe', 'RSVD', 'Random Colors', 'Sweep', 'Dynamic', 'Colorloop', 'Rainbow'];
const palettes = ['Default', '* Random Cycle', '* Color 1', 'Party', 'Cloud', 'Lava', 'Ocean', 'Forest', 'Rainbow'];
const presets = { 0: {}, 1: { n: 'Evening', on: true, bri: 60 }, 2: { n: 'Party', on: true, bri: 255, seg: { fx: 9 } } };

/** All of its lamps are red, green, blue and two whites: `lc` has the bits of colour, white and colour temperature. */
const lamps = 1 | 2 | 4;
const ledsInSegment = 30;

/** Plays a WLED: its JSON interface over HTTP and WebSocket, with segments, effects and presets, and its announcement. */
export class Wled {
  readonly #options: WledOptions;
  readonly #web: WebServer;
  readonly #state: Json & { on: boolean; bri: number; ps: number; seg: Json[] };
  #announcer: Announcer | undefined;

  constructor(options: WledOptions) {
    this.#options = options;
    this.#web = new WebServer('/ws', {
      request: (request, body, response) => this.#http(request, body, response),
      connected: (socket) => this.#connected(socket),
    });
    const seg = Array.from({ length: options.segments ?? 1 }, (_, id) => segment(id));
    this.#state = {
      on: false,
      bri: 128,
      transition: 7,
      ps: -1,
      pl: -1,
      nl: { on: false, dur: 60, mode: 1, tbri: 0, rem: -1 },
      lor: 0,
      mainseg: 0,
      seg,
    };
  }

  /** Answers the port. */
  async start(): Promise<number> {
    const { mac, network } = this.#options;
    const port = await this.#web.listen(this.#options.port);
    this.#announcer = new Announcer(network);
    const host = `wled-${mac.slice(-6)}`;
    this.#announcer.announce({ type: '_wled._tcp', name: host, host, port, txt: { mac } });
    this.#announcer.announce({ type: '_http._tcp', name: host, host, port, txt: {} });
    return port;
  }

  async stop(): Promise<void> {
    await this.#announcer?.stop();
    await this.#web.stop();
  }

  /** Somebody presses the button of the controller. */
  press(): void {
    this.#apply({ on: 't' });
  }

  #connected(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    socket.send(JSON.stringify(this.#stateAndInfo()));
    socket.on('message', (data) => {
      let message: unknown;
      try {
        message = JSON.parse((data as Buffer).toString());
      } catch {
        socket.send('{"error":9}');
        return;
      }
      const asked = message as Json;
      if (!this.#apply(asked) && asked['v'] === true) socket.send(JSON.stringify(this.#stateAndInfo()));
    });
  }

  #http(request: IncomingMessage, body: string, response: ServerResponse): void {
    if (request.method === 'POST') this.#apply(JSON.parse(body) as Json);
    const pages: Readonly<Record<string, () => unknown>> = {
      '/json': () => ({ ...this.#stateAndInfo(), effects, palettes }),
      '/json/si': () => this.#stateAndInfo(),
      '/json/state': () => this.#state,
      '/json/info': () => this.#info(),
      '/json/eff': () => effects,
      '/json/pal': () => palettes,
      '/presets.json': () => presets,
    };
    const page = pages[request.url ?? ''];
    if (page) answerJson(response, 200, page());
    else answerJson(response, 404, { error: 4 });
  }

  /** Changes the state and tells everyone; false if nothing changed. */
  #apply(asked: Json): boolean {
    const before = JSON.stringify(this.#state);
    const preset = typeof asked['ps'] === 'number' ? (presets as Record<string, Json>)[asked['ps']] : undefined;
    if (preset) {
      this.#change(preset);
      this.#state.ps = Number(asked['ps']);
    }
    this.#change(asked);
    if (JSON.stringify(this.#state) === before) return false;
    if (!preset && 'bri' in asked) this.#state.ps = -1;
    for (const client of this.#web.clients) client.send(JSON.stringify(this.#stateAndInfo()));
    this.#options.changed?.({ on: this.#state.on, bri: this.#state.bri });
    return true;
  }

  #change({ on, bri, transition, nl, seg }: Json): void {
    if (on === 't') this.#state.on = !this.#state.on;
    else if (typeof on === 'boolean') this.#state.on = on;
    if (bri === 0) this.#state.on = false;
    else if (isByte(bri)) this.#state.bri = bri;
    if (typeof transition === 'number') this.#state['transition'] = transition;
    if (typeof nl === 'object') this.#state['nl'] = { ...(this.#state['nl'] as Json), ...nl };
    for (const change of [seg].flat()) if (typeof change === 'object' && change !== null) this.#changeSegment(change as Json);
  }

  #changeSegment({ id = 0, col, ...rest }: Json): void {
    const segment = this.#state.seg.find((segment) => segment['id'] === id);
    if (!segment) return;
    if (Array.isArray(col)) segment['col'] = (segment['col'] as unknown[]).map((colour, at): unknown => col[at] ?? colour);
    for (const name of ['on', 'frz', 'rev', 'mi']) if (typeof rest[name] === 'boolean') segment[name] = rest[name];
    for (const name of ['bri', 'cct', 'fx', 'sx', 'ix', 'pal']) if (isByte(rest[name])) segment[name] = rest[name];
  }

  #stateAndInfo(): { state: Json; info: Json } {
    return { state: this.#state, info: this.#info() };
  }

  #info(): Json {
    const { mac, name = 'WLED', segments = 1 } = this.#options;
    return {
      ver: '0.15.0',
      vid: 2_412_100,
      leds: {
        count: ledsInSegment * segments,
        pwr: 120,
        fps: 42,
        maxpwr: 850,
        maxseg: 32,
        lc: lamps,
        seglc: this.#state.seg.map(() => lamps),
        rgbw: true,
        wv: 0,
        cct: true,
      },
      str: false,
      name,
      udpport: 21_324,
      live: false,
      ws: this.#web.clients.size,
      fxcount: effects.length,
      palcount: palettes.length,
      wifi: { bssid: '02:00:00:00:00:01', rssi: -61, signal: 78, channel: 6 },
      fs: { u: 12, t: 983, pmt: 1_730_000_000 },
      arch: 'esp32',
      core: 'v3.3.6',
      freeheap: 196_960,
      uptime: Math.floor(process.uptime()),
      brand: 'WLED',
      product: 'FOSS',
      mac,
      ip: '10.0.0.21',
    };
  }
}

function segment(id: number): Json {
  const start = id * ledsInSegment;
  const col = [
    [255, 160, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  return {
    id,
    start,
    stop: start + ledsInSegment,
    len: ledsInSegment,
    grp: 1,
    spc: 0,
    of: 0,
    on: true,
    frz: false,
    bri: 255,
    cct: 127,
    col,
    fx: 0,
    sx: 128,
    ix: 128,
    pal: 0,
    sel: true,
    rev: false,
    mi: false,
  };
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}
