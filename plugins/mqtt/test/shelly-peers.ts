import type { MqttClient } from 'mqtt';

type Values = Readonly<Record<string, unknown>>;

/** A relay with a meter of the first generation, played on a real connection: obeys its command topics, says what it did. */
export class OldRelay {
  readonly id: string;
  readonly #client: MqttClient;
  #isOn = false;

  constructor(client: MqttClient, id: string) {
    this.#client = client;
    this.id = id;
  }

  async start(): Promise<void> {
    this.#client.on('message', (topic, payload) => this.#told(topic, payload.toString()));
    await this.#client.subscribeAsync(['shellies/command', `shellies/${this.id}/#`]);
    this.#client.publish(`shellies/${this.id}/online`, 'true', { retain: true });
    this.#sayAll();
  }

  say(rest: string, payload: string): void {
    this.#client.publish(`shellies/${this.id}/${rest}`, payload);
  }

  #told(topic: string, word: string): void {
    if (topic === 'shellies/command' && word === 'announce') this.#announce();
    if (topic === 'shellies/command' && word === 'update') this.#sayAll();
    if (topic !== `shellies/${this.id}/relay/0/command`) return;
    this.#isOn = word === 'toggle' ? !this.#isOn : word === 'on';
    this.#sayAll();
  }

  #announce(): void {
    const mac = this.id.slice(-12);
    const told = { id: this.id, model: 'SHSW-PM', mac, ip: '192.0.2.5', new_fw: false, fw_ver: '20230913-112003/v1.14.0' };
    this.#client.publish('shellies/announce', JSON.stringify(told));
  }

  #sayAll(): void {
    this.say('relay/0', this.#isOn ? 'on' : 'off');
    this.say('relay/0/power', this.#isOn ? '40.00' : '0.00');
    this.say('relay/0/energy', '1200');
  }
}

interface NewRelayOptions {
  readonly prefix: string;
  readonly mac: string;
  /** False: its owner switched RPC off, and it takes orders on its control topics. */
  readonly takesRpc?: boolean;
  /** What it answers instead of obeying. */
  readonly refusal?: string;
}

/** A switch of a later generation, played on a real connection: answers calls, obeys, and says its new status. */
export class NewRelay {
  readonly calls: string[] = [];
  readonly #client: MqttClient;
  readonly #options: NewRelayOptions;
  #isOn = false;

  constructor(client: MqttClient, options: NewRelayOptions) {
    this.#client = client;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { prefix } = this.#options;
    this.#client.on('message', (topic, payload) => this.#told(topic, payload.toString()));
    await this.#client.subscribeAsync([`${prefix}/rpc`, `${prefix}/command`, `${prefix}/command/+`]);
    this.#client.publish(`${prefix}/online`, 'true', { retain: true });
    this.#saySwitch();
  }

  say(rest: string, payload: unknown): void {
    this.#client.publish(`${this.#options.prefix}/${rest}`, JSON.stringify(payload));
  }

  #told(topic: string, text: string): void {
    const { prefix, takesRpc = true } = this.#options;
    if (topic === `${prefix}/rpc` && takesRpc) this.#call(JSON.parse(text) as Values);
    if (topic === `${prefix}/command/switch:0`) this.#turn(text === 'on');
    if (topic === `${prefix}/command` && text === 'status_update') this.#saySwitch();
  }

  #call({ id, src, method, params }: Values): void {
    const { mac, refusal, prefix } = this.#options;
    this.calls.push(String(method));
    const answers: Readonly<Record<string, unknown>> = {
      'Shelly.GetDeviceInfo': {
        name: 'Heater',
        id: `shellyplus1pm-${mac}`,
        mac,
        model: 'SNSW-001P16EU',
        gen: 2,
        ver: '1.7.0',
        app: 'Plus1PM',
      },
      'Shelly.GetConfig': { 'switch:0': { id: 0, name: 'Heater' } },
      'Shelly.GetComponents': { components: [], total: 0 },
      'Shelly.GetStatus': { 'switch:0': this.#status(), sys: { mac, uptime: 5, available_updates: {} } },
    };
    const isOrder = String(method).startsWith('Switch.');
    const result = Object.hasOwn(answers, String(method)) ? answers[String(method)] : { was_on: this.#isOn };
    const outcome = isOrder && refusal !== undefined ? { error: { code: -114, message: refusal } } : { result };
    this.#client.publish(`${String(src)}/rpc`, JSON.stringify({ id, src: `shellyplus1pm-${mac}`, dst: src, ...outcome }));
    if (isOrder && refusal === undefined) this.#turn((params as Values)['on'] === true, prefix);
  }

  #turn(isOn: boolean, prefix = this.#options.prefix): void {
    this.#isOn = isOn;
    this.#saySwitch();
    const params = { ts: 1.5, 'switch:0': this.#status() };
    this.#client.publish(
      `${prefix}/events/rpc`,
      JSON.stringify({ src: `shellyplus1pm-${this.#options.mac}`, method: 'NotifyStatus', params }),
    );
  }

  #saySwitch(): void {
    this.say('status/switch:0', this.#status());
  }

  #status(): Values {
    return { id: 0, source: 'mqtt', output: this.#isOn, apower: this.#isOn ? 1800 : 0, voltage: 230.5, aenergy: { total: 42.5 } };
  }
}
