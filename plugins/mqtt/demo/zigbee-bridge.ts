import type { MqttClient } from 'mqtt';
import { coordinator, demoDevices, demoGroups, type DemoDevice, type DemoGroup } from './zigbee-home.ts';

type Members = Record<string, unknown>;
interface Refusal {
  readonly error: string;
}

const longestJoinSeconds = 254;
const updateStepMs = 200;

/** The bridge of the demo's network: what it says of itself, and the requests that it answers. */
export class DemoBridge {
  readonly #client: MqttClient;
  readonly #base: string;
  readonly #publish: (device: DemoDevice, changes: Members) => void;
  readonly #options: Record<string, Members> = {};
  readonly #requests: Readonly<Record<string, (wanted: Members) => Members | Refusal>>;
  #joinEnd: number | undefined;
  #logLevel = 'info';

  constructor(client: MqttClient, base: string, publish: (device: DemoDevice, changes: Members) => void) {
    this.#client = client;
    this.#base = base;
    this.#publish = publish;
    this.#requests = {
      permit_join: ({ time }) => this.#permitJoin(Number(time)),
      options: ({ options }) => this.#bridgeOptions(options),
      'device/options': ({ id, options }) => this.#deviceOptions(String(id), options),
      'device/ota_update/check': ({ id }) => this.#check(deviceOf(id)),
      'device/ota_update/update': ({ id }) => this.#update(deviceOf(id)),
    };
  }

  async start(): Promise<void> {
    const prefix = `${this.#base}/bridge/request/`;
    this.#client.on('message', (topic, payload) => {
      if (topic.startsWith(prefix)) this.#asked(topic.slice(prefix.length), payload.toString());
    });
    await this.#client.subscribeAsync(`${prefix}#`);
  }

  /** Says everything that the broker is to keep. */
  announce(): void {
    this.#say('info', this.#info());
    this.lists();
  }

  lists(): void {
    this.#say('devices', [coordinator, ...demoDevices.map(({ entry }) => entry)]);
    this.#say(
      'groups',
      demoGroups.map(({ entry }) => entry),
    );
  }

  #asked(endpoint: string, text: string): void {
    const wanted = JSON.parse(text) as Members;
    const answer = this.#requests[endpoint]?.(wanted) ?? { error: `Unknown request '${endpoint}'` };
    const isRefused = typeof answer['error'] === 'string';
    const response = {
      status: isRefused ? 'error' : 'ok',
      ...(isRefused ? { error: answer['error'], data: {} } : { data: answer }),
      ...(wanted['transaction'] !== undefined && { transaction: wanted['transaction'] }),
    };
    this.#client.publish(`${this.#base}/bridge/response/${endpoint}`, JSON.stringify(response));
  }

  #permitJoin(time: number): Members | Refusal {
    if (!(time >= 0 && time <= longestJoinSeconds)) return { error: `Cannot permit join for more than ${longestJoinSeconds} seconds.` };
    this.#joinEnd = time > 0 ? Date.now() + time * 1000 : undefined;
    this.#say('info', this.#info());
    return { time };
  }

  #bridgeOptions(options: unknown): Members | Refusal {
    const level = (options as { advanced?: { log_level?: string } }).advanced?.log_level;
    if (level === undefined) return { error: 'Invalid payload' };
    this.#logLevel = level;
    this.#say('info', this.#info());
    return { restart_required: false };
  }

  #deviceOptions(id: string, options: unknown): Members | Refusal {
    if (!deviceOf(id)) return { error: `Device '${id}' does not exist` };
    const from = this.#options[id] ?? {};
    const to = { ...from, ...(options as Members) };
    this.#options[id] = to;
    this.#say('info', this.#info());
    return { id, from, to, restart_required: false };
  }

  #check(device: DemoDevice | undefined): Members | Refusal {
    if (!device?.newFirmware) return { error: 'Failed to check if OTA update available (Device did not respond to OTA request)' };
    const { from, to, notes } = device.newFirmware;
    const isNewer = device.firmware !== to;
    this.#publish(device, {
      update: {
        state: isNewer ? 'available' : 'idle',
        installed_version: isNewer ? from : to,
        latest_version: to,
        latest_release_notes: notes,
      },
    });
    return { id: device.entry['ieee_address'], update_available: isNewer };
  }

  #update(device: DemoDevice | undefined): Members | Refusal {
    if (!device?.newFirmware) return { error: 'Update failed (No image currently available)' };
    const { from, to } = device.newFirmware;
    let progress = 0;
    const timer = setInterval(() => {
      progress += 25;
      const isDone = progress > 100;
      if (isDone) {
        clearInterval(timer);
        device.firmware = to;
      }
      const versions = { installed_version: isDone ? to : from, latest_version: to };
      this.#publish(device, {
        update: isDone ? { state: 'idle', ...versions } : { state: 'updating', progress, remaining: 100 - progress, ...versions },
      });
    }, updateStepMs);
    return { id: device.entry['ieee_address'], from: { file_version: from }, to: { file_version: to } };
  }

  #info(): Members {
    const isOpen = this.#joinEnd !== undefined && this.#joinEnd > Date.now();
    return {
      version: '2.14.1',
      coordinator: { ieee_address: coordinator.ieee_address, type: 'EmberZNet', meta: { revision: '7.4.1' } },
      network: { channel: 15, pan_id: 6754, extended_pan_id: '0xdddddddddddddddd' },
      log_level: this.#logLevel,
      permit_join: isOpen,
      ...(isOpen && { permit_join_end: this.#joinEnd }),
      restart_required: false,
      config: { advanced: { output: 'json', last_seen: 'disable' }, devices: this.#options, device_options: {} },
    };
  }

  #say(topic: string, value: unknown): void {
    this.#client.publish(`${this.#base}/bridge/${topic}`, JSON.stringify(value), { retain: true });
  }
}

function deviceOf(id: unknown): DemoDevice | undefined {
  return demoDevices.find(({ entry, name }) => entry['ieee_address'] === id || name === id);
}

/** What a lamp or a group does with its scenes; answers whether the lists are different now. */
export function obeyScenes({ scenes }: DemoDevice | DemoGroup, wanted: Members): boolean {
  const { scene_store: stored, scene_remove: removed } = wanted;
  const id = typeof stored === 'number' ? stored : undefined;
  if (id !== undefined && !scenes.some((scene) => scene.id === id)) scenes.push({ id, name: `Scene ${id}` });
  const at = scenes.findIndex((scene) => scene.id === removed);
  if (at >= 0) scenes.splice(at, 1);
  return id !== undefined || at >= 0;
}
