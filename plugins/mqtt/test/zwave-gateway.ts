import type { MqttClient } from 'mqtt';

/** A value as Z-Wave JS UI holds it. */
export interface GatewayValue {
  readonly commandClass: number;
  readonly endpoint?: number;
  readonly property: string | number;
  readonly propertyName?: string;
  readonly propertyKey?: string | number;
  readonly value?: unknown;
  readonly type?: string;
  readonly unit?: string;
  readonly writeable?: boolean;
  readonly readable?: boolean;
  readonly states?: readonly { readonly text: string; readonly value: number | boolean }[];
  readonly min?: number;
  readonly max?: number;
  readonly label?: string;
}

export interface GatewayNode {
  readonly id: number;
  readonly name: string;
  readonly loc: string;
  readonly values: readonly GatewayValue[];
  readonly [other: string]: unknown;
}

const classes: Readonly<Record<number, string>> = {
  37: 'switch_binary',
  38: 'switch_multilevel',
  49: 'sensor_multilevel',
  112: 'configuration',
};

/** Plays Z-Wave JS UI with named topics: answers its API, and obeys what is written by publishing the new state. */
export class ZwaveGateway {
  readonly #client: MqttClient;
  #nodes: readonly GatewayNode[];
  readonly #homeId: number;
  readonly calls: string[] = [];

  constructor(client: MqttClient, nodes: readonly GatewayNode[], homeId: number) {
    this.#client = client;
    this.#nodes = nodes;
    this.#homeId = homeId;
  }

  async start(prefix: string): Promise<void> {
    const gateway = `${prefix}/_CLIENTS/ZWAVE_GATEWAY-test`;
    this.#client.on('message', (topic, payload) => this.#receive(prefix, gateway, topic, payload.toString()));
    await this.#client.subscribeAsync([`${gateway}/api/#`, `${prefix}/+/+/+/+/+/set`, `${prefix}/+/+/+/+/+/+/set`]);
    this.#say(`${gateway}/status`, { value: true, time: 1 });
    this.#tell(prefix);
  }

  /** Its owner calls a node otherwise; what the broker kept by its former name stays there. */
  rename(prefix: string, id: number, name: string): void {
    this.#nodes = this.#nodes.map((node) => (node.id === id ? { ...node, name } : node));
    this.#tell(prefix);
  }

  #tell(prefix: string): void {
    for (const node of this.#nodes) {
      for (const value of node.values) this.#say(topicOf(prefix, node, value), { time: 1_700_000_000_000, value: value.value });
      this.#say(`${prefix}/${node.loc}/${node.name}/status`, { time: 1, value: true, status: 'Alive', nodeId: node.id });
    }
  }

  #receive(prefix: string, gateway: string, topic: string, payload: string): void {
    if (!topic.endsWith('/set')) return;
    const path = topic.slice(0, -'/set'.length);
    if (!path.startsWith(`${gateway}/api/`)) return this.#written(path.replace('/targetValue', '/currentValue'), payload);
    const call = path.slice(`${gateway}/api/`.length);
    this.calls.push(call);
    const results: Readonly<Record<string, unknown>> = {
      getInfo: { homeid: this.#homeId, name: `0x${this.#homeId.toString(16)}` },
      getNodes: this.#nodes.map((node) => ({
        ...node,
        values: Object.fromEntries(node.values.map((value) => [topicOf(prefix, node, value), { endpoint: 0, ...value }])),
      })),
    };
    this.#client.publish(path, JSON.stringify({ success: true, message: 'Success zwave api call', result: results[call] }));
  }

  #written(topic: string, payload: string): void {
    const { value } = JSON.parse(payload) as { value: unknown };
    this.#say(topic, { time: 1_700_000_001_000, value });
  }

  #say(topic: string, payload: unknown): void {
    this.#client.publish(topic, JSON.stringify(payload), { retain: true });
  }
}

function topicOf(prefix: string, node: GatewayNode, value: GatewayValue): string {
  const { commandClass, endpoint = 0, property, propertyName = String(property), propertyKey } = value;
  const name = propertyName.replaceAll('/', '-').replaceAll(' ', '_');
  const key = propertyKey === undefined ? '' : `/${propertyKey}`;
  return `${prefix}/${node.loc}/${node.name}/${classes[commandClass] ?? `unknownClass_${commandClass}`}/endpoint_${endpoint}/${name}${key}`;
}
