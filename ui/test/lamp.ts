import { connectAsync, type MqttClient } from 'mqtt';

const base = 'test/lamp';
const offline = { topic: `${base}/availability`, payload: 'offline', retain: true, qos: 1 } as const;

/** A lamp on the hub's own broker that announces itself as many products do. */
export class Lamp {
  readonly #client: MqttClient;
  #isOn = false;
  /** Whether it does what it is told. */
  obeys = true;

  private constructor(client: MqttClient) {
    this.#client = client;
    client.on('message', (_, payload) => {
      if (!this.obeys) return;
      this.#isOn = payload.toString() === 'ON';
      this.#report();
    });
  }

  static async plugIn(url: string): Promise<Lamp> {
    const client = await connectAsync(url, { clientId: 'test-lamp', will: { ...offline, payload: Buffer.from(offline.payload) } });
    const lamp = new Lamp(client);
    await client.subscribeAsync(`${base}/set`);
    const config = {
      name: null,
      unique_id: 'test-lamp',
      command_topic: `${base}/set`,
      state_topic: `${base}/state`,
      availability_topic: offline.topic,
      device: { identifiers: ['test-lamp'], name: 'Reading lamp', manufacturer: 'Test', model: 'L1' },
    };
    await client.publishAsync('homeassistant/light/test-lamp/config', JSON.stringify(config), { retain: true, qos: 1 });
    await client.publishAsync(offline.topic, 'online', { retain: true, qos: 1 });
    lamp.#report();
    return lamp;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Somebody presses its own key. */
  press(): void {
    this.#isOn = !this.#isOn;
    this.#report();
  }

  async unplug(): Promise<void> {
    await this.#client.publishAsync(offline.topic, offline.payload, { retain: true, qos: 1 });
    await this.#client.endAsync();
  }

  #report(): void {
    this.#client.publish(`${base}/state`, this.#isOn ? 'ON' : 'OFF', { retain: true });
  }
}
