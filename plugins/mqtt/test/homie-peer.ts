import type { MqttClient } from 'mqtt';
import { connect } from './plugin-test.ts';

/** A product of Homie: announces itself, and does what it is told by publishing its new state. */
export class HomiePeer {
  readonly #client: MqttClient;
  readonly #topic: string;
  readonly received: (readonly [topic: string, payload: string])[] = [];

  private constructor(client: MqttClient, topic: string) {
    this.#client = client;
    this.#topic = topic;
  }

  /** `topic` is what its topics begin with; its last will is what the convention wants of it. */
  static async open(url: string, topic: string): Promise<HomiePeer> {
    const client = await connect(url, { will: { topic: `${topic}/$state`, payload: Buffer.from('lost'), qos: 1, retain: true } });
    const peer = new HomiePeer(client, topic);
    client.on('message', (at, payload) => peer.#told(at.slice(topic.length + 1, -'/set'.length), payload.toString()));
    await client.subscribeAsync(`${topic}/+/+/set`);
    return peer;
  }

  /** Says all of it, in this order. */
  async say(messages: Readonly<Record<string, string>>, retain = true): Promise<void> {
    for (const [path, payload] of Object.entries(messages)) await this.#client.publishAsync(`${this.#topic}/${path}`, payload, { retain });
  }

  /** Goes without a word: the broker speaks its will. */
  vanish(): void {
    this.#client.stream.destroy();
  }

  close(): Promise<void> {
    return this.#client.endAsync(true);
  }

  #told(path: string, payload: string): void {
    this.received.push([path, payload]);
    this.#client.publish(`${this.#topic}/${path}`, payload, { retain: true });
  }
}

/** The attributes of Homie 4 of a thermostat with a window contact and two relays. */
export const officeAttributes: Readonly<Record<string, string>> = {
  $homie: '4.0.0',
  $name: 'Office',
  $state: 'init',
  $nodes: 'thermo,relay-1,relay-2',
  $extensions: 'org.homie.legacy-stats:0.1.1:[4.x],org.homie.legacy-firmware:0.1.1:[4.x]',
  'thermo/$name': 'Thermostat',
  'thermo/$type': 'thermostat',
  'thermo/$properties': 'temperature,setpoint,mode',
  'thermo/temperature/$name': 'Room temperature',
  'thermo/temperature/$datatype': 'float',
  'thermo/temperature/$unit': '°C',
  'thermo/setpoint/$name': 'Setpoint',
  'thermo/setpoint/$datatype': 'float',
  'thermo/setpoint/$unit': '°C',
  'thermo/setpoint/$format': '5:30',
  'thermo/setpoint/$settable': 'true',
  'thermo/mode/$name': 'Mode',
  'thermo/mode/$datatype': 'enum',
  'thermo/mode/$format': 'off,heat,auto',
  'thermo/mode/$settable': 'true',
  ...relay('relay-1', 'Left'),
  ...relay('relay-2', 'Right'),
  $mac: 'DE:AD:BE:EF:00:01',
  '$fw/name': 'office',
  '$fw/version': '1.2.3',
  '$stats/uptime': '7200',
};

function relay(id: string, name: string): Record<string, string> {
  return {
    [`${id}/$name`]: name,
    [`${id}/$type`]: 'relay',
    [`${id}/$properties`]: 'on',
    [`${id}/on/$name`]: 'On',
    [`${id}/on/$datatype`]: 'boolean',
    [`${id}/on/$settable`]: 'true',
  };
}

/** The description of a Homie 5 lamp with a bell beside it. */
export function lampDescription(more: Readonly<Record<string, unknown>> = {}): string {
  const settable = true;
  return JSON.stringify({
    homie: '5.0',
    version: 1,
    name: 'Desk lamp',
    nodes: {
      light: {
        name: 'Light',
        type: 'light',
        properties: {
          power: { datatype: 'boolean', format: 'off,on', settable },
          brightness: { datatype: 'integer', format: '0:100:1', unit: '%', settable },
          color: { datatype: 'color', format: 'hsv,rgb', settable },
        },
      },
      bell: { type: 'bell', properties: { ring: { datatype: 'boolean', retained: false } } },
    },
    ...more,
  });
}
