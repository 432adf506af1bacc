import { parseArgs } from 'node:util';
import mqtt, { type MqttClient } from 'mqtt';

const farewellMs = 2000;

/** Connects a demo program to the broker of `--mqtt URL`; it ends with SIGTERM. `will` is what the broker says if it just dies. */
export async function connectProgram(name: string, { url, will }: { url: string; will?: string }): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, {
    clientId: `demo-${name}-${process.pid}`,
    ...(will !== undefined && { will: { topic: will, payload: Buffer.from('{"state":"offline"}'), retain: true, qos: 1 as const } }),
  });
  if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function') client.stream.setNoDelay(true);
  // A hub that started this program and is gone, however it ended, has no use for it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // A broker that is gone takes no farewell.
      setTimeout(() => process.exit(0), farewellMs).unref();
      const leave = will === undefined ? Promise.resolve() : client.publishAsync(will, '{"state":"offline"}', { retain: true, qos: 1 });
      void leave.then(() => client.endAsync()).finally(() => process.exit(0));
    });
  }
  return client;
}

/** Calls `announce` now and after each reconnection, as products do: the broker may have forgotten what it was told. */
export async function announceOnConnect(client: MqttClient, announce: () => Promise<unknown>): Promise<void> {
  await announce();
  client.on('connect', () => void announce());
}

/** The options every demo program takes; the hub gives each one `--data` and `--network` too, which say nothing to MQTT. */
export function programOptions(): { readonly mqtt: string; readonly id: string | undefined } {
  const { values } = parseArgs({
    options: {
      mqtt: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      id: { type: 'string' },
      data: { type: 'string' },
      network: { type: 'string' },
    },
  });
  return { mqtt: values.mqtt, id: values.id };
}

/** Calls `obey` with the JSON of each message to `topic`. */
export async function onJson(client: MqttClient, topic: string, obey: (members: Record<string, unknown>) => void): Promise<void> {
  client.on('message', (from, payload) => {
    if (from !== topic) return;
    try {
      const parsed: unknown = JSON.parse(payload.toString());
      if (typeof parsed === 'object' && parsed !== null) obey(parsed as Record<string, unknown>);
    } catch {
      console.error(`not JSON: ${payload.toString()}`);
    }
  });
  await client.subscribeAsync(topic);
}
