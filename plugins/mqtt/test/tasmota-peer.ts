import type { MqttClient } from 'mqtt';
import { connect } from './plugin-test.ts';

/** Plays a product with Tasmota's firmware: a light with colours behind relay 1, and a meter. It says what it did, as the real one does. */
export class TasmotaPeer {
  readonly #client: MqttClient;
  readonly #topic: string;
  readonly heard: string[] = [];
  power = false;
  dimmer = 40;
  hue = 0;
  saturation = 0;
  ct = 300;

  private constructor(client: MqttClient, topic: string) {
    this.#client = client;
    this.#topic = topic;
  }

  static async start(url: string, topic: string): Promise<TasmotaPeer> {
    const will = { topic: `tele/${topic}/LWT`, payload: Buffer.from('Offline'), retain: true, qos: 1 } as const;
    const client = await connect(url, { clientId: `DVES_${topic}`, will });
    const peer = new TasmotaPeer(client, topic);
    client.on('message', (from, payload) => peer.#told(from.slice(from.lastIndexOf('/') + 1), payload.toString()));
    await client.subscribeAsync(`cmnd/${topic}/+`);
    await client.publishAsync(`tele/${topic}/LWT`, 'Online', { retain: true });
    return peer;
  }

  say(kind: 'stat' | 'tele', name: string, members: unknown): void {
    this.#client.publish(`${kind}/${this.#topic}/${name}`, typeof members === 'string' ? members : JSON.stringify(members));
  }

  /** The power is cut: its will is the broker's to send. */
  cut(): void {
    this.#client.stream.destroy();
  }

  stop(): Promise<void> {
    return this.#client.endAsync(true);
  }

  get state() {
    const { dimmer, ct } = this;
    return {
      POWER: this.power ? 'ON' : 'OFF',
      Dimmer: dimmer,
      HSBColor: `${this.hue},${this.saturation},${dimmer}`,
      CT: ct,
      White: 0,
      Scheme: 0,
    };
  }

  #told(command: string, argument: string): void {
    this.heard.push(`${command} ${argument}`.trim());
    if (command === 'STATUS') return this.#status();
    const steps = command === 'Backlog' ? argument.split(';').filter((step) => step !== 'NoDelay') : [`${command} ${argument}`];
    for (const step of steps) this.#obey(...(step.split(' ') as [string, string]));
    this.say('stat', 'RESULT', this.state);
  }

  #obey(command: string, argument: string): void {
    const number = Number(argument);
    const deeds: Readonly<Record<string, () => void>> = {
      POWER1: () => (this.power = argument === 'TOGGLE' ? !this.power : argument === 'ON'),
      Dimmer: () => {
        this.dimmer = number;
        this.power = number > 0;
      },
      HSBColor1: () => (this.hue = number),
      HSBColor2: () => (this.saturation = number),
      CT: () => (this.ct = number),
    };
    deeds[command]?.();
  }

  #status(): void {
    this.say('stat', 'STATUS', { Status: { Module: 0, DeviceName: 'Stairs', FriendlyName: ['Stairs'] } });
    this.say('stat', 'STATUS2', { StatusFWR: { Version: '14.2.0(release-tasmota)', Hardware: 'ESP8266EX' } });
    this.say('stat', 'STATUS5', { StatusNET: { Hostname: 'stairs', IPAddress: '192.0.2.7', Mac: '5C:CF:7F:49:A3:BC' } });
    this.say('stat', 'STATUS10', { StatusSNS: { Time: '2026-01-01T12:00:00', ENERGY: { Total: 1.5, Power: 12, Factor: 0.5 } } });
    this.say('stat', 'STATUS11', { StatusSTS: { UptimeSec: 60, ...this.state, Wifi: { RSSI: 80, Signal: -60 } } });
  }
}

/** A discovery message, with what a test is about. */
export function discoveryConfig(mac: string, members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    ip: '192.0.2.7',
    dn: 'Stairs',
    fn: ['Stairs', null, null, null],
    hn: 'stairs',
    mac,
    md: 'Generic',
    ty: 0,
    if: 0,
    ofln: 'Offline',
    onln: 'Online',
    state: ['OFF', 'ON', 'TOGGLE', 'HOLD'],
    sw: '14.2.0',
    t: 'stairs',
    ft: '%prefix%/%topic%/',
    tp: ['cmnd', 'stat', 'tele'],
    rl: [0, 0, 0, 0],
    swc: [-1, -1, -1, -1],
    swn: [null, null, null, null],
    btn: [0, 0, 0, 0],
    so: { '4': 0, '11': 0, '13': 0, '17': 0, '20': 0, '30': 0, '68': 0, '73': 0, '82': 0, '114': 0, '117': 0 },
    lk: 1,
    lt_st: 0,
    sho: [],
    sht: [],
    ver: 1,
    ...members,
  });
}
