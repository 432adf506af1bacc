import type { MqttClient } from 'mqtt';
import { connect } from './plugin-test.ts';

type Members = Readonly<Record<string, unknown>>;

/** A WLED that obeys on its topics and says its new state, as mqtt.cpp, set.cpp and json.cpp do it. */
export class WledPeer {
  readonly topic: string;
  readonly heard: string[] = [];
  readonly state: Record<string, number> = {
    fx: 0,
    sx: 128,
    ix: 128,
    fp: 0,
    nl: 0,
    nf: 1,
    nd: 60,
    nt: 0,
    ns: 0,
    nr: 1,
    ps: 0,
    cy: 0,
    ss: 0,
  };
  name: string;
  #bri = 128;
  #last = 128;
  #color = [0, 255, 160, 0];
  #second = 0;
  readonly #hasWhite: boolean;
  #client: MqttClient | undefined;

  constructor(topic: string, name: string, hasWhite = false) {
    this.topic = topic;
    this.name = name;
    this.#hasWhite = hasWhite;
  }

  async start(url: string): Promise<void> {
    const client = await connect(url, { will: { topic: `${this.topic}/status`, payload: Buffer.from('offline'), retain: true } });
    this.#client = client;
    client.on('message', (topic, payload) => this.#obey(topic.slice(this.topic.length), payload.toString()));
    await client.subscribeAsync([this.topic, `${this.topic}/col`, `${this.topic}/api`]);
    this.say();
  }

  say(retain = false): void {
    const { state } = this;
    const [white = 0, ...rgb] = this.#color;
    const hex = [...(white > 0 ? [white] : []), ...rgb].map((part) => part.toString(16).padStart(2, '0')).join('');
    const second = [16, 8, 0].map((shift) => `<cs>${(this.#second >> shift) & 255}</cs>`).join('');
    const tell = (topic: string, text: string, kept = retain) => this.#client?.publish(`${this.topic}/${topic}`, text, { retain: kept });
    tell('g', String(this.#bri));
    tell('c', `#${hex.toUpperCase()}`);
    tell('status', 'online', true);
    const { cy, ss, ps, ...rest } = state;
    const of = (members: Members) =>
      Object.entries(members)
        .map(([name, value]) => `<${name}>${String(value)}</${name}>`)
        .join('');
    const colors = rgb.map((part) => `<cl>${part}</cl>`).join('') + second;
    const whites = { wv: this.#hasWhite ? white : -1, ws: 0 };
    tell('v', `<?xml version="1.0" ?><vs><ac>${this.#bri}</ac>${colors}${of({ ...rest, ...whites, ps, cy, ds: this.name, ss })}</vs>`);
  }

  press(topic: string, word: string): void {
    this.#client?.publish(`${this.topic}/${topic}`, word);
  }

  /** Gone without a word: the broker tells the will. */
  vanish(): void {
    this.#client?.stream.destroy();
  }

  async stop(): Promise<void> {
    await this.#client?.endAsync(true);
  }

  #obey(topic: string, text: string): void {
    this.heard.push(`${topic} ${text}`);
    if (topic === '')
      this.#light(text === 'ON' ? this.#last : text === 'OFF' ? 0 : text === 'T' ? (this.#bri > 0 ? 0 : this.#last) : Number(text));
    else if (topic === '/col')
      this.#color = [24, 16, 8, 0].map((shift) => Math.floor(Number.parseInt(text.slice(1), 16) / 2 ** shift) % 256);
    else if (text.startsWith('{')) this.#json(JSON.parse(text) as Members);
    else this.#parameters(text);
    this.say();
  }

  #light(bri: number): void {
    if (bri > 0) this.#last = bri;
    this.#bri = bri;
  }

  #json({ on, bri, ps, nl, seg }: Members): void {
    if (typeof on === 'boolean') this.#light(on ? this.#last : 0);
    if (typeof bri === 'number') this.#light(bri);
    if (typeof ps === 'number') this.state['ps'] = ps;
    const { on: night, dur } = (nl ?? {}) as Members;
    if (typeof night === 'boolean') this.state['nl'] = Number(night);
    if (typeof dur === 'number') this.state['nd'] = dur;
    const { fx, col } = (seg ?? {}) as { fx?: number; col?: number[][] };
    if (fx !== undefined) this.state['fx'] = fx;
    if (col?.[0]) this.#color = [col[0][3] ?? 0, ...col[0].slice(0, 3)];
  }

  #parameters(text: string): void {
    const known: Readonly<Record<string, string>> = { FX: 'fx', SX: 'sx', IX: 'ix', FP: 'fp', NT: 'nt', NF: 'nf', SN: 'ns', RN: 'nr' };
    for (const [name = '', value = ''] of text.split('&').map((pair) => pair.split('='))) {
      const element = known[name];
      if (element !== undefined) this.state[element] = Number(value);
      if (name === 'W') this.#color[0] = Number(value);
      if (name === 'C2') this.#second = Number.parseInt(value.slice(1), 16);
    }
  }
}
