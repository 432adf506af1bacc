import {
  capabilities,
  CommandRejectedError,
  DeviceOfflineError,
  type CommandOutcome,
  type DeviceDescriptor,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';
import type { Connection } from '../connection/connection.ts';
import type { Message } from '../topics/message.ts';
import { Availability } from './availability.ts';
import type { Part, PartListener, Values } from './part.ts';
import { place, type Placement } from './placement.ts';
import type { Reporter } from './reporter.ts';
import type { Slot } from './slot.ts';

/** What an announcement says of the device as a whole. */
export type DeviceIdentity = Omit<DeviceDescriptor, 'key' | 'endpoints' | 'mapping'>;

/** Announcements usually come as a bunch, one a part; the device is described once when they paused this long. */
const settleMs = 20;
/** A device is described at most this often, whatever it announces. */
const describeEveryMs = 1000;
const maxHeld = 500;
const maxParts = 1000;

/** A device: the parts that announcements gave it, and where they stand. */
export class MappedDevice {
  readonly key: string;
  readonly connection: Connection;
  readonly availability: Availability;
  readonly #context: PluginContext;
  readonly #reporter: Reporter;
  readonly #gone: () => void;
  readonly #parts = new Map<string, Part>();
  readonly #placed = new Set<Part>();
  #identity: DeviceIdentity;
  #placement: Placement | undefined;
  #described: string | undefined;
  #describedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  /** What came for parts that have no endpoint yet. */
  #held: (() => void)[] = [];

  constructor(
    key: string,
    identity: DeviceIdentity,
    { context, connection, reporter, gone }: { context: PluginContext; connection: Connection; reporter: Reporter; gone: () => void },
  ) {
    this.key = key;
    this.#identity = identity;
    this.connection = connection;
    this.#context = context;
    this.#reporter = reporter;
    this.#gone = gone;
    this.availability = new Availability((state) => {
      if (this.#described !== undefined) context.setAvailability(key, state, identity.sleeping ? { sleeping: true } : undefined);
    }, connection.isOnline);
  }

  get isDescribed(): boolean {
    return this.#described !== undefined;
  }

  parts(): Iterable<Part> {
    return this.#parts.values();
  }

  identify(identity: DeviceIdentity): void {
    this.#identity = identity;
    this.#changed();
  }

  /** Adds a part, or replaces the one with its id. */
  add(part: Part): void {
    const previous = this.#parts.get(part.id);
    if (!previous && this.#parts.size >= maxParts) {
      this.#context.diagnose({ code: 'too-many-parts', message: `more than ${maxParts} parts`, device: this.key, place: part.id });
      return;
    }
    if (previous) {
      this.#placed.delete(previous);
      if (this.#timer)
        this.#context.diagnose({
          code: 'announces-too-often',
          message: 'announced again before the last was taken in',
          device: this.key,
          place: part.id,
        });
    }
    this.#parts.set(part.id, part);
    if (part.hasAvailability) this.availability.expect(part.id);
    this.#changed();
  }

  remove(partId: string): void {
    const part = this.#parts.get(partId);
    if (!part) return;
    this.#parts.delete(partId);
    this.#placed.delete(part);
    this.availability.drop(partId);
    this.#changed();
  }

  /** Hands a message to a part; one that has no endpoint yet gets it as soon as it has. */
  receive(part: Part, listener: PartListener, message: Message): void {
    if (this.#placed.has(part)) {
      this.availability.heard();
      listener.read(message, this.#reporter);
    } else if (this.#held.length < maxHeld) {
      this.#held.push(() => this.#placed.has(part) && listener.read(message, this.#reporter));
    }
  }

  /** The slot of a command. Throws `CommandRejectedError` where the device has no such capability. */
  async command({ endpoint, capability, command, args }: PluginCommand): Promise<CommandOutcome> {
    const slot = this.#placement?.slots.get(endpoint)?.get(capability);
    if (!slot) throw new CommandRejectedError(`the device has no ${capability} on "${endpoint}"`);
    if (!this.connection.isOnline) throw new DeviceOfflineError(`${this.connection.name} is not connected`);
    if (this.availability.state === 'offline') throw new DeviceOfflineError('the device is offline');
    const plans = command === 'set' ? planSet(slot, args) : [planCommand(slot, command, args)];
    const assumed: Values[] = [];
    for (const { sendings, assumed: values } of plans) {
      for (const { topic, payload, ...options } of sendings) this.connection.publish(topic, payload, options);
      if (values) assumed.push(values);
    }
    if (assumed.length < plans.length) return { confirmation: 'sent' };
    this.#reporter.assume(slot, Object.assign({}, ...assumed));
    return { confirmation: 'assumed' };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #changed(): void {
    if (this.#timer) return;
    const wait = Math.max(settleMs, this.#describedAt + describeEveryMs - performance.now());
    this.#timer = setTimeout(() => this.#describe(), wait);
  }

  #describe(): void {
    this.#timer = undefined;
    if (this.#parts.size === 0) {
      this.#gone();
      if (this.#described !== undefined) this.#context.forget(this.key);
      return;
    }
    this.#placement = place(this.key, this.#parts.values());
    for (const part of this.#parts.values()) this.#placed.add(part);
    this.#say(this.#placement);
    const held = this.#held;
    this.#held = [];
    for (const deliver of held) deliver();
    if (held.length > 0) this.availability.heard();
    this.#reporter.flush();
  }

  #say({ endpoints, mapping }: Placement): void {
    if (endpoints.length === 0) return;
    const descriptor: DeviceDescriptor = { key: this.key, ...this.#identity, endpoints, mapping };
    const described = JSON.stringify(descriptor);
    if (described === this.#described) return;
    const isNew = this.#described === undefined;
    this.#described = described;
    this.#describedAt = performance.now();
    this.#context.describe(descriptor);
    if (isNew) this.availability.sayAgain();
  }
}

function planCommand(slot: Slot, command: string, args: Values) {
  const planner = slot.commands.get(command);
  if (!planner) throw new CommandRejectedError(`this ${slot.capability} has no command "${command}"`);
  return planner(args);
}

/** One plan for each part that has some of the attributes. */
function planSet(slot: Slot, args: Values) {
  const byFragment = new Map<ReturnType<typeof slot.setters.get>, Record<string, unknown>>();
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    if (capabilities.get(slot.capability)?.setOptions?.[name]) {
      options[name] = value;
      continue;
    }
    const fragment = slot.setters.get(name);
    if (!fragment?.set) throw new CommandRejectedError(`${slot.capability}.${name} can't be set on this device`);
    const values = byFragment.get(fragment);
    if (values) values[name] = value;
    else byFragment.set(fragment, { [name]: value });
  }
  if (byFragment.size === 0) throw new CommandRejectedError('nothing to set');
  return [...byFragment].flatMap(([fragment, values]) => (fragment?.set ? [fragment.set({ ...values, ...options })] : []));
}
