import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { FakeHub, type FakeHubOptions } from '@concord/sdk/testing';
import mqtt, { type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';

const folder = join(import.meta.dirname, '..');

/** Starts the plugin with its broker on a free port of this machine. */
export function startPlugin(options: Partial<FakeHubOptions> = {}): Promise<FakeHub> {
  return FakeHub.start({ folder, patienceMs: 8000, ...options, config: { broker: '127.0.0.1:0', ...options.config } });
}

/** Where the plugin's broker listens. */
export function brokerUrl(hub: FakeHub): string {
  const url = hub.all('ready')[0]?.endpoints?.['mqtt'];
  if (url === undefined) throw new Error('the plugin opened no broker');
  return url;
}

export function connect(url: string, options: IClientOptions = {}): Promise<MqttClient> {
  return mqtt.connectAsync(url, { reconnectPeriod: 0, ...options });
}

/** Everything a client receives, and waiting for what fits. */
export class Inbox {
  readonly messages: { topic: string; text: string }[] = [];
  readonly #client: MqttClient;

  private constructor(client: MqttClient) {
    this.#client = client;
    client.on('message', (topic, payload) => this.messages.push({ topic, text: payload.toString() }));
  }

  #next(wanted: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const last = () => this.messages.slice(-3).map(({ topic }) => topic);
      const tooLate = setTimeout(
        () => reject(new Error(`no "${wanted}" after ${this.messages.length} messages, the last of ${last().join(', ')}`)),
        8000,
      );
      this.#client.once('message', () => {
        clearTimeout(tooLate);
        resolve();
      });
    });
  }

  /** Listens from the first packet on: what a broker kept for the client comes with the connection. */
  static async connect(url: string, options: IClientOptions): Promise<{ client: MqttClient; inbox: Inbox; connack: IConnackPacket }> {
    const client = mqtt.connect(url, { reconnectPeriod: 0, ...options });
    const inbox = new Inbox(client);
    const connack = await new Promise<IConnackPacket>((resolve, reject) => client.once('connect', resolve).once('error', reject));
    return { client, inbox, connack };
  }

  static async open(client: MqttClient, filter: string): Promise<Inbox> {
    const inbox = new Inbox(client);
    await client.subscribeAsync(filter);
    return inbox;
  }

  async waitFor(topic: string): Promise<string> {
    for (;;) {
      const found = this.messages.find((message) => message.topic === topic);
      if (found) return found.text;
      await this.#next(topic);
    }
  }
}

/** A value of the model: the last report of an attribute, waited for. */
export async function reported(
  hub: FakeHub,
  device: string,
  address: string,
  fits: (value: unknown) => boolean = () => true,
  since = 0,
): Promise<unknown> {
  const [place = '', attribute = ''] = address.split('.');
  const [endpoint, capability] = place.includes('/')
    ? [place.slice(0, place.lastIndexOf('/')), place.slice(place.lastIndexOf('/') + 1)]
    : ['main', place];
  const report = await hub.waitFor(
    'report',
    (message) =>
      message.device === device &&
      message.endpoint === endpoint &&
      message.capability === capability &&
      attribute in message.values &&
      fits(message.values[attribute]),
    { since },
  );
  return report.values[attribute];
}

/** Starts one of the demo programs and waits until it has announced itself. */
export async function startDemo(name: string, ...args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(folder, 'demo', `${name}.ts`), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('announced') && resolve());
  });
  return child;
}

export async function stopProcess(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return child.exitCode;
}
