import { messageOf, type PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools, JoinOpening } from '../dialect.ts';
import { readBridgeDevice, type BridgeDevice } from './bridge-device.ts';
import { readBridgeEvent } from './bridge-event.ts';
import { DeviceOptions, readBridgeInfo } from './bridge-info.ts';
import { bridgeParts } from './bridge-parts.ts';
import { BridgeRequests } from './bridge-requests.ts';
import { Definitions } from './definitions.ts';
import { readRemoval, removals } from './departure.ts';
import { Groups } from './groups.ts';
import { ListReader } from './list-reader.ts';
import { Newcomers, readNewcomer } from './newcomers.ts';
import { generalOptions } from './options.ts';
import { partsOfDevice } from './parts-of-device.ts';
import { Questions } from './questions.ts';
import { Roster, stateIn, type Known } from './roster.ts';
import { inSlices } from './slices.ts';

/** How long the bridge may take to open its network. */
const joinPatienceMs = 10_000;

/** One Zigbee2MQTT, in its own language: the devices and groups of its bridge and what they say under `<base>/`. */
export class Zigbee2MqttDialect implements Dialect {
  readonly #base: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #requests: BridgeRequests;
  readonly #questions: Questions;
  readonly #newcomers: Newcomers;
  readonly #options = new DeviceOptions();
  readonly #roster: Roster;
  readonly #groupRoster: Roster;
  readonly #groups: Groups;
  readonly #list: ListReader;
  readonly #definitions = new Definitions();
  readonly #devices = new Map<string, BridgeDevice>();
  readonly #stopped = new AbortController();
  /** The keys of devices by the digests of their entries. */
  #digests: ReadonlyMap<string, string> = new Map();
  #present = new Set<string>();
  #newcoming = new Set<string>();
  #coordinator: string | undefined;
  #isOnline: boolean | undefined;

  constructor(base: string, { dispatcher, registry, context }: DialectTools) {
    this.#base = base;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
    this.#requests = new BridgeRequests(base, dispatcher.connection);
    this.#questions = new Questions(dispatcher.connection);
    this.#newcomers = new Newcomers(context);
    this.#roster = new Roster({ base, dispatcher, registry, context });
    this.#groupRoster = new Roster({ base, dispatcher, registry, context });
    this.#groups = new Groups({
      base,
      dispatcher,
      context,
      roster: this.#groupRoster,
      devices: this.#devices,
      digestOf: (key) => this.#roster.get(key)?.entry.digest,
      bridge: () => this.#coordinator,
      isOptimistic: (id) => this.#options.isOptimisticGroup(id),
    });
    this.#list = this.#deviceList();
  }

  start(): void {
    const topics: Readonly<Record<string, (message: Message) => void>> = {
      // First, since the devices are mapped by what it says.
      info: (message) => this.#info(message),
      state: (message) => this.#bridgeSaid(message),
      devices: ({ payload }) => this.#list.read(payload),
      groups: ({ payload }) => this.#groups.read(payload),
      event: (message) => this.#happened(message),
    };
    for (const [topic, receive] of Object.entries(topics))
      this.#dispatcher.listen(`${this.#base}/bridge/${topic}`, { receive, takesLarge: true });
    for (const kind of removals)
      this.#dispatcher.listen(`${this.#base}/bridge/response/${kind}/remove`, { receive: (message) => this.#removed(message, kind) });
    this.#requests.start(this.#dispatcher);
  }

  stop(): void {
    this.#stopped.abort();
    this.#questions.stop();
    this.#list.stop();
    this.#groups.stop();
  }

  permitJoin(seconds: number, device?: string): Promise<JoinOpening> | undefined {
    // It may be that no such bridge is there.
    const isThere = this.#isOnline ?? this.#roster.size > 0;
    const key = device === undefined ? undefined : this.#roster.keyOf(device);
    if (!isThere || !this.#dispatcher.connection.isOnline || (device !== undefined && key === undefined)) return undefined;
    return this.#openJoin(seconds, key === undefined ? undefined : this.#devices.get(key)?.ieee);
  }

  async #openJoin(seconds: number, router: string | undefined): Promise<JoinOpening> {
    const request = { time: seconds, ...(router !== undefined && { device: router }) };
    await this.#requests.ask('permit_join', request, joinPatienceMs);
    return { until: seconds > 0 ? Date.now() + seconds * 1000 : undefined };
  }

  #bridgeSaid(message: Message): void {
    const state = stateIn(message);
    if (state === undefined) return this.#bad('bridge-state', message.topic, message.text);
    this.#isOnline = state;
    this.#roster.bridgeSaid(state);
    this.#groupRoster.bridgeSaid(state);
  }

  #info({ object, topic }: Message): void {
    if (!object) return this.#bad('bridge-info', topic, 'not an object');
    const { coordinator, output } = readBridgeInfo(object, Date.now());
    if (coordinator !== undefined) this.#coordinatorIs(coordinator);
    const changed = this.#options.read(object);
    const isOther = [this.#roster.setOutput(output), this.#groupRoster.setOutput(output)].some(Boolean);
    this.#groups.update();
    if (isOther) this.#rebuild();
    else this.#slowly(changed, (ieee) => this.#refreshOptions(zigbeeKey(ieee)));
  }

  #refreshOptions(key: string): void {
    const known = this.#roster.get(key);
    const ieee = this.#devices.get(key)?.ieee;
    if (!known || ieee === undefined) return;
    if (generalOptions(ieee, this.#options).some((name) => !known.parts.some(({ id }) => id === `options.${name}`)))
      return this.#roster.rebuild(known);
    for (const part of known.parts) if (part.id.startsWith('options.')) known.share.device.refresh(part);
  }

  /** Nobody waits for it, so what fails is told here. */
  #slowly<T>(items: Iterable<T>, work: (item: T) => void): void {
    inSlices(items, work, this.#stopped.signal).catch((error: unknown) => this.#bad('message-failed', this.#base, messageOf(error)));
  }

  #coordinatorIs(ieee: string): void {
    const key = zigbeeKey(ieee);
    if (this.#coordinator === key) return;
    this.#coordinator = key;
    if (this.#roster.size > 0) this.#rebuild();
  }

  #rebuild(): void {
    const all = [...this.#roster.all(), ...this.#groupRoster.all()];
    const rebuild = (known: Known) => (this.#devices.has(known.entry.key) ? this.#roster : this.#groupRoster).rebuild(known);
    this.#slowly(all, rebuild);
  }

  #deviceList(): ListReader {
    const place = `${this.#base}/bridge/devices`;
    const bad = (what: unknown) => this.#bad('bad-device', place, JSON.stringify(what) ?? '');
    return new ListReader({
      begin: () => {
        this.#present = new Set();
        this.#newcoming = new Set();
        return this.#dispatcher.hold(`${this.#base}/`);
      },
      item: (digest, parse) => {
        const key = this.#digests.get(digest);
        // Most of a list is as it was.
        if (key !== undefined && this.#roster.get(key)?.entry.digest === digest) return void this.#present.add(key);
        const entry = parse();
        const device = readBridgeDevice(entry, this.#definitions, bad);
        if (device) return this.#device(device, digest);
        const newcomer = readNewcomer(entry);
        if (!newcomer || this.#registry.get(newcomer.key)) return;
        this.#newcoming.add(newcomer.key);
        this.#newcomers.offer(newcomer);
      },
      done: () => {
        this.#roster.keep(this.#present);
        for (const key of this.#devices.keys()) if (!this.#present.has(key)) this.#devices.delete(key);
        this.#digests = new Map([...this.#roster.all()].map(({ entry: { digest, key } }) => [digest, key]));
        this.#newcomers.keep(this.#newcoming);
        this.#refreshChildren();
        this.#groups.update();
      },
      bad: (what) => this.#bad('bridge-devices', place, what),
    });
  }

  #device(device: BridgeDevice, digest: string): void {
    const { key } = device;
    this.#present.add(key);
    this.#newcomers.withdraw(key);
    this.#devices.set(key, device);
    if (device.isCoordinator) this.#coordinatorIs(device.ieee);
    const surroundings = { options: this.#options, requests: this.#requests };
    const known = this.#roster.put({
      ...device,
      digest,
      hasState: !device.isCoordinator,
      via: () => (this.#coordinator === key ? undefined : this.#coordinator),
      parts: (tools) =>
        device.isCoordinator
          ? bridgeParts({ base: this.#base, requests: this.#requests, children: () => this.#children() })
          : partsOfDevice(device, tools, surroundings),
    });
    if (!known || device.isCoordinator || device.identity.sleeping) return;
    const isOpen = () => {
      const current = this.#roster.get(key);
      return current !== undefined && !current.wasHeard && current.said !== false && this.#isOnline !== false;
    };
    this.#questions.add(key, { stateTopic: `${this.#base}/${device.friendlyName}`, members: device.readable, isOpen });
  }

  #children() {
    return [...this.#devices.values()]
      .filter(({ isCoordinator }) => !isCoordinator)
      .map(({ ieee, friendlyName }) => ({ id: ieee, name: friendlyName.slice(0, 1000) }));
  }

  #refreshChildren(): void {
    const bridge = this.#coordinator === undefined ? undefined : this.#roster.get(this.#coordinator);
    for (const part of bridge?.parts ?? []) if (part.id === 'bridge') bridge?.share.device.refresh(part);
  }

  #happened(message: Message): void {
    const event = message.retained ? undefined : readBridgeEvent(message);
    if (event?.type === 'device_interview' && event.status === 'failed')
      this.#context.diagnose({
        code: 'interview-failed',
        message: `${event.name} did not answer when asked what it is: bring it near, wake it, reset it and let it join again`,
        place: message.topic,
        device: zigbeeKey(event.ieee),
      });
    if (event?.type === 'device_leave') this.#roster.leave(zigbeeKey(event.ieee));
  }

  /** Somebody removed a device or a group. What a broker kept happened once, and may have been undone. */
  #removed(message: Message, kind: (typeof removals)[number]): void {
    const name = message.retained ? undefined : readRemoval(message);
    if (name === undefined) return;
    if (kind === 'device') return this.#roster.leave(this.#roster.keyOf(name) ?? zigbeeKey(name));
    const group = this.#groups.keyOf(name);
    if (group !== undefined) this.#groupRoster.leave(group);
  }

  #bad(code: string, place: string, what: string): void {
    this.#context.diagnose({ code, message: what.slice(0, 200), place });
  }
}
