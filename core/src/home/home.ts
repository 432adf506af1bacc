import type { DatabaseSync } from 'node:sqlite';
import { ConcordError, messageOf, type DeviceDescriptor, type PluginMessage } from '@concord/sdk';
import type { Clock } from '../clock.ts';
import { ConflictError } from '../errors.ts';
import { Feed } from '../feed.ts';
import type { WriteBehind } from '../storage/index.ts';
import { Candidates } from './candidates.ts';
import type { Change, HomeNotice } from './changes.ts';
import { Commands, type PluginRequest } from './commands.ts';
import { availabilityOf, type DeviceModel } from './device-model.ts';
import { HomeStore, type HistoryCopy } from './home-store.ts';
import type { Address, ExactAddress } from './identity/former-devices.ts';
import { Identity } from './identity/identity.ts';
import { NamedCollection } from './named-collection.ts';
import { isCalled, personFrom } from './people.ts';
import { Registry } from './registry.ts';
import { renameInScenes, setScene, type SceneResult } from './scenes.ts';
import type {
  Candidate,
  CommandInput,
  CommandResult,
  DescriptorView,
  Device,
  DevicePatch,
  MappingView,
  Origin,
  Person,
  PersonInput,
  Room,
  Scene,
  SceneInput,
} from './resources.ts';
import { Twins, type Refuse } from './twins.ts';
import { descriptorView, deviceView, mappingView } from './views.ts';

const removalPatienceMs = 15_000;

export interface HomeOptions {
  readonly clock: Clock;
  readonly database: DatabaseSync;
  readonly writer: WriteBehind;
  /** How the home reaches a plugin. */
  readonly request: PluginRequest;
  readonly refuse: Refuse;
  readonly onError: (error: unknown) => void;
}

/** The home: its devices and their twins, what people group them by, and the only way to command them. */
export class Home {
  readonly changes: Feed<Change>;
  readonly notices: Feed<HomeNotice>;
  readonly rooms: NamedCollection<Room, { name: string }>;
  readonly people: NamedCollection<Person, PersonInput>;
  readonly scenes: NamedCollection<Scene, SceneInput>;
  /** Which views are one product, and which product takes the place of another. */
  readonly identity: Identity;
  readonly #options: HomeOptions;
  readonly #store: HomeStore;
  readonly #twins: Twins;
  readonly #registry: Registry;
  readonly #commands: Commands;
  readonly #candidates: Candidates;

  constructor(options: HomeOptions) {
    const { clock, database, writer, request, refuse, onError } = options;
    this.#options = options;
    this.notices = new Feed(onError);
    this.#store = new HomeStore(database, writer, onError);
    this.#twins = new Twins(clock, this.notices, refuse, (slot) => this.#store.touch(slot), onError);
    this.changes = this.#twins.changes;
    this.#registry = new Registry(clock, this.#store, this.#twins, this.notices, refuse);
    this.identity = new Identity({
      clock,
      registry: this.#registry,
      twins: this.#twins,
      store: this.#store,
      notices: this.notices,
      view: (device) => this.#view(device),
    });
    this.#commands = new Commands(clock, this.#twins, request);
    this.#candidates = new Candidates(clock, this.notices, request, refuse);
    this.rooms = new NamedCollection(
      database,
      { word: 'room', table: 'rooms', build: (id, { name }) => ({ id, name }), removed: (id) => this.#registry.leaveRoom(id) },
      this.notices,
    );
    this.people = new NamedCollection(
      database,
      {
        word: 'person',
        table: 'people',
        build: (id, input) =>
          personFrom(id, input, {
            hasDevice: (device) => this.#registry.find(device) !== undefined,
            people: this.people.list(),
            current: (device) => this.#registry.find(device)?.id ?? device,
          }),
      },
      this.notices,
    );
    this.scenes = new NamedCollection(
      database,
      {
        word: 'scene',
        table: 'scenes',
        build: (id, { name, actions }) => {
          actions.forEach(({ device }, index) => void this.#registry.named(device, `/actions/${index}/device`));
          return { id, name, actions };
        },
      },
      this.notices,
    );
  }

  start(): void {
    this.#registry.load();
    this.identity.start();
    this.notices.listen((notice) => {
      if (notice.type === 'device' && notice.action === 'renamed')
        renameInScenes(this.scenes, notice.moved, (address) => this.current(address));
    });
  }

  /** Everything is on disk when it resolves. */
  async stop(): Promise<void> {
    this.#registry.stop();
    this.#commands.stop();
    await this.#store.flush();
  }

  get waitingWrites(): number {
    return this.#store.waiting;
  }

  devices(): Device[] {
    return [...this.#registry.devices()].map((device) => this.#view(device));
  }

  device(id: string): Device {
    return this.#view(this.#registry.get(id));
  }

  descriptor(id: string): DescriptorView {
    return descriptorView(this.#registry.get(id));
  }

  mapping(id: string): MappingView {
    return mappingView(this.#registry.get(id));
  }

  /** The live model, for rules: narrow reads without copies. */
  find(id: string): DeviceModel | undefined {
    return this.#registry.find(id);
  }

  models(): IterableIterator<DeviceModel> {
    return this.#registry.devices();
  }

  updateDevice(id: string, patch: DevicePatch): Device {
    if (patch.room) this.rooms.get(patch.room);
    const device = this.#registry.get(id);
    this.#registry.update(device, patch);
    return this.#view(device);
  }

  /** Where an address leads now: its device may have been linked to another. */
  current(address: Address): Address {
    return this.#registry.former.current(address);
  }

  /** Where the same attributes were known before their device was linked to this one. */
  earlier(address: ExactAddress): (ExactAddress & { readonly until: number })[] {
    return this.#registry.former.earlier(address);
  }

  /** History that is to be given to another address, and what to call when that is done. */
  readonly historyCopies = {
    list: (): readonly HistoryCopy[] => this.#store.copies(),
    done: (id: string): void => this.#store.removeCopy(id),
  };

  /** Lets its plugins let go of it, then forgets it. A plugin that isn't running can't be asked, and the device goes all the same. */
  async removeDevice(id: string): Promise<void> {
    const device = this.#registry.get(id);
    // Whoever names what was linked means that product, and not all that it became part of.
    if (device.id !== id) throw new ConflictError(`this is part of "${device.name}" now: unlink it first, or delete that`, 'part-of-other');
    for (const { plugin, key } of device.sources) {
      try {
        await this.#options.request(plugin, (requestId) => ({ type: 'remove', id: requestId, device: key }), removalPatienceMs);
      } catch (error) {
        if (!(error instanceof ConcordError)) throw error;
        this.#options.refuse(plugin, {
          code: error.code,
          message: `it could not let go of the device: ${messageOf(error)}`,
          place: 'remove',
          device: key,
        });
      }
    }
    if (this.#registry.find(id) === device) {
      this.identity.gone(device);
      this.#registry.remove(device);
    }
    this.#store.commit();
  }

  async command(device: string, input: CommandInput, origin: Origin): Promise<CommandResult> {
    const { endpoint } = this.current({ device, endpoint: input.endpoint, capability: input.capability });
    return this.#commands.send(this.#registry.get(device), endpoint === undefined ? input : { ...input, endpoint }, origin);
  }

  /** Resolves when the device is online, or at `until` (milliseconds): right after the hub's start no device is, yet. */
  async untilOnline(device: string, until: number): Promise<void> {
    const isOnline = () => {
      const model = this.#registry.find(device);
      return !model || availabilityOf(model) === 'online';
    };
    const { clock } = this.#options;
    if (isOnline() || clock.now() >= until) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        timer.cancel();
        stopListening();
        resolve();
      };
      const timer = clock.at(until, done);
      const stopListening = this.notices.listen((notice) => {
        if (notice.type === 'device' && notice.id === this.#registry.find(device)?.id && isOnline()) done();
      });
    });
  }

  candidates(): Candidate[] {
    return this.#candidates.list().map((candidate) => {
      const device = this.identity.deviceOf(candidate);
      return device ? { ...candidate, device: device.id } : candidate;
    });
  }

  /** The candidate that a plugin calls `key`. */
  candidateOf(plugin: string, key: string): Candidate | undefined {
    return this.#candidates.find(plugin, key);
  }

  /** Answers the devices that came of it. */
  async adopt(candidate: string, input: Record<string, unknown>): Promise<Device[]> {
    const { plugin, devices } = await this.#candidates.adopt(candidate, input);
    this.#store.commit();
    return devices.flatMap((key) => {
      const source = this.#registry.source(plugin, key);
      return source ? [this.#view(source.device)] : [];
    });
  }

  /** Sends all of a scene's commands, each when `ready` of its device resolves; one that fails does not keep the others. */
  async activateScene(
    id: string,
    origin: Origin,
    ready: (device: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<SceneResult> {
    return setScene(this.scenes.get(id), (device, input) => this.command(device, input, origin), ready);
  }

  /** The person that a lock (or the like) calls `user`. */
  personOf(device: string, user: unknown): Person | undefined {
    if (typeof user !== 'string' && typeof user !== 'number') return undefined;
    return this.people.list().find((person) => isCalled(person, device, String(user), (id) => this.#registry.find(id)?.id ?? id));
  }

  knownDevices(plugin: string): DeviceDescriptor[] {
    return this.#registry.sourcesOf(plugin).map(({ descriptor }) => descriptor);
  }

  deviceCount(plugin: string): number {
    return this.#registry.sourcesOf(plugin).length;
  }

  pluginGone(plugin: string): void {
    this.#registry.pluginGone(plugin);
    this.#candidates.pluginGone(plugin);
  }

  /** What a plugin says about devices and candidates; it has been checked against the protocol. */
  receive(plugin: string, message: PluginMessage): void {
    switch (message.type) {
      case 'report':
        return this.#withSource(plugin, message.device, (source) => this.#twins.report(source, message));
      case 'event':
        return this.#withSource(plugin, message.device, (source) => this.#twins.event(source, message));
      case 'availability':
        return this.#withSource(plugin, message.device, (source) =>
          this.#registry.setAvailability(source, message.state, message.sleeping),
        );
      case 'deviceRemoved':
        return this.#withSource(plugin, message.device, (source) => this.#registry.withdraw(source));
      case 'device':
        return this.#describe(plugin, message.device);
      case 'candidate':
        return this.#candidates.offer(plugin, message.candidate);
      case 'candidateRemoved':
        return this.#candidates.withdraw(plugin, message.candidate);
      default:
        throw new Error(`the home has no use for a "${message.type}"`);
    }
  }

  #withSource(plugin: string, key: string, use: (source: NonNullable<ReturnType<Registry['source']>>) => void): void {
    const source = this.#registry.source(plugin, key);
    if (source) use(source);
    else
      this.#options.refuse(plugin, {
        code: 'unknown-device',
        message: 'it was not described (or was removed)',
        place: 'device',
        device: key,
      });
  }

  #describe(plugin: string, descriptor: DeviceDescriptor): void {
    const source = this.#registry.describe(plugin, descriptor);
    if (source) this.identity.heard(source);
  }

  #view(device: DeviceModel): Device {
    return deviceView(device, {
      deviceOf: (plugin, key) => this.#registry.source(plugin, key)?.device.id,
      former: (id) => this.#registry.former.of(id).map((former) => former.id),
    });
  }
}
