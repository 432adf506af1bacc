import { createHash } from 'node:crypto';
import {
  CommandRejectedError,
  DeviceOfflineError,
  messageOf,
  type CommandOutcome,
  type DeviceDescriptor,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';
import type { DeviceIdentity } from './device-identity.ts';
import type { Connection } from '../connection/connection.ts';
import type { Message } from '../topics/message.ts';
import { Availability } from './availability.ts';
import { authorities, type DialectName } from './dialect-name.ts';
import { carryOut, planCommand } from './command-plan.ts';
import type { Part, PartListener } from './part.ts';
import { place, type Placement } from './placement.ts';
import { candidateOf } from './removed-devices.ts';
import type { Reporter } from './reporter.ts';

/** Announcements usually come as a bunch, one a part; the device is described once when they paused this long. */
const settleMs = 20;
/** A device is described at most this often, whatever it announces. */
const describeEveryMs = 1000;
const maxParts = 1000;
/** Some products say a value for each of their parts together with what they are. */
const maxHeld = 2 * maxParts;
const heldTooMuch = `more than ${maxHeld} messages came before the device was described; the rest is not looked at`;

interface DeviceSurroundings {
  readonly context: PluginContext;
  readonly connection: Connection;
  readonly reporter: Reporter;
  readonly forgetAfterMs: number;
  /** True while the owner does not want the device, or has not said so yet: it is offered as a candidate, and says nothing. */
  readonly isAside: () => boolean;
  /** Why, in a sentence for the owner. */
  readonly whyAside: () => string;
  /** True while another broker speaks for it: it hears announcements, and says nothing. */
  readonly isStandingBy: () => boolean;
  /** Nobody announces it, for now. */
  readonly withdrawn: () => void;
  /** False where another broker speaks for it all the same. */
  readonly gone: () => boolean;
}

/** A device: the parts that announcements gave it, and where they stand. */
export class MappedDevice {
  readonly key: string;
  readonly connection: Connection;
  readonly availability: Availability;
  readonly #context: PluginContext;
  readonly #reporter: Reporter;
  readonly #forgetAfterMs: number;
  readonly #isAside: () => boolean;
  readonly #whyAside: () => string;
  readonly #isStandingBy: () => boolean;
  readonly #sayWithdrawn: () => void;
  readonly #gone: () => boolean;
  readonly #parts = new Map<string, Part>();
  readonly #placed = new Set<Part>();
  /** The parts that were announced since the device was described. */
  readonly #fresh = new Set<string>();
  /** The dialects that speak for it, and how each is told that a better one does from now on. */
  readonly #voices = new Map<DialectName, () => void>();
  #identity: DeviceIdentity;
  #placement: Placement | undefined;
  /** What the hub was told last, by its digest: a description, or a candidate where the owner removed the device. */
  #shown: string | undefined;
  #isDescribed = false;
  #describedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #farewell: NodeJS.Timeout | undefined;
  /** Parts that know something without a message, which the hub has not been told yet. */
  readonly #untold = new Set<Part>();
  /** What came for parts that have no endpoint yet. */
  #held: (() => void)[] = [];

  constructor(
    key: string,
    identity: DeviceIdentity,
    { context, connection, reporter, forgetAfterMs, isAside, whyAside, isStandingBy, withdrawn, gone }: DeviceSurroundings,
  ) {
    this.key = key;
    this.#identity = identity;
    this.connection = connection;
    this.#context = context;
    this.#reporter = reporter;
    this.#forgetAfterMs = forgetAfterMs;
    this.#isAside = isAside;
    this.#whyAside = whyAside;
    this.#isStandingBy = isStandingBy;
    this.#sayWithdrawn = withdrawn;
    this.#gone = gone;
    this.availability = new Availability((state) => {
      if (this.#isDescribed) context.setAvailability(key, state, this.#identity.sleeping ? { sleeping: true } : undefined);
    }, connection.isOnline);
  }

  get isDescribed(): boolean {
    return this.#isDescribed;
  }

  /** True while nobody announces it. It may come back; if it does not, it is forgotten. */
  get isWithdrawn(): boolean {
    return this.#farewell !== undefined;
  }

  parts(): Iterable<Part> {
    return this.#parts.values();
  }

  /**
   * A dialect wants to speak for the device. False where one that knows it better does; those that know it less are told to give up what
   * they gave it. A dialect without any part does not speak any more.
   */
  speak(dialect: DialectName, give: () => void): boolean {
    const others = [...this.#voices].filter(([name]) => name !== dialect);
    if (others.some(([name]) => authorities[name] > authorities[dialect])) return false;
    this.#voices.set(dialect, give);
    for (const [name, giveUp] of others) {
      if (authorities[name] === authorities[dialect]) continue;
      this.#voices.delete(name);
      giveUp();
    }
    return true;
  }

  identify(identity: DeviceIdentity): void {
    const wasSleeping = this.#identity.sleeping ?? false;
    this.#identity = identity;
    this.#changed();
    if (wasSleeping !== (identity.sleeping ?? false)) this.availability.sayAgain();
  }

  /** Adds a part, or replaces the one with its id. `isGrowing`: it is no announcement that is repeated, but more of what it was is known. */
  add(part: Part, isGrowing = false): void {
    const previous = this.#parts.get(part.id);
    if (!previous && this.#parts.size >= maxParts) {
      this.#context.diagnose({ code: 'too-many-parts', message: `more than ${maxParts} parts`, device: this.key, place: part.id });
      return;
    }
    if (previous) {
      this.#placed.delete(previous);
      this.#untold.delete(previous);
    }
    if (part.known) this.#untold.add(part);
    if (this.#fresh.has(part.id) && !isGrowing)
      this.#context.diagnose({
        code: 'announces-too-often',
        message: 'announced again before the last was taken in',
        device: this.key,
        place: part.id,
      });
    this.#fresh.add(part.id);
    this.#parts.set(part.id, part);
    if (part.hasAvailability) this.availability.expect(part.id);
    clearTimeout(this.#farewell);
    this.#farewell = undefined;
    this.availability.withdraw(false);
    this.#changed();
  }

  remove(partId: string): void {
    const part = this.#parts.get(partId);
    if (!part) return;
    this.#parts.delete(partId);
    this.#placed.delete(part);
    this.#untold.delete(part);
    this.availability.drop(partId);
    if (![...this.#parts.values()].some(({ dialect }) => dialect === part.dialect)) this.#voices.delete(part.dialect);
    this.#changed();
  }

  /** It left for good: forgotten at once. */
  leave(): void {
    this.stop();
    this.#parts.clear();
    this.#placed.clear();
    this.#untold.clear();
    const isDescribed = this.#isDescribed;
    if (this.#gone() && isDescribed) this.#context.forget(this.key);
    this.#isDescribed = false;
  }

  /** Describes it, or offers it where the owner removed it: after the owner decided about it. */
  show(): void {
    this.#isDescribed = false;
    this.#shown = undefined;
    for (const part of this.#parts.values()) if (part.known) this.#untold.add(part);
    if (this.#placement) this.#say(this.#placement);
    this.#tellKnown();
  }

  /** What a part knows without a message is something else now. */
  refresh(part: Part): void {
    if (!part.known || this.#parts.get(part.id) !== part) return;
    this.#untold.add(part);
    this.#tellKnown();
  }

  /** Another broker speaks for it from now on. */
  standBy(): void {
    this.#isDescribed = false;
    this.#held = [];
  }

  /** Hands a message to a part; one that has no endpoint yet gets it as soon as it has. */
  receive(part: Part, listener: PartListener, message: Message): void {
    if (this.#isAside() || this.#isStandingBy()) return;
    if (this.#placed.has(part)) {
      this.availability.heard();
      listener.read(message, this.#reporter);
    } else if (this.#held.length < maxHeld) {
      this.#held.push(() => {
        if (this.#placed.has(part)) listener.read(message, this.#reporter);
      });
    } else {
      this.#context.diagnose({ code: 'too-much-at-once', message: heldTooMuch, device: this.key, place: message.topic });
    }
  }

  /** Carries out a command. Throws `CommandRejectedError` where the device has no such capability, or refuses. */
  async command({ endpoint, capability, command, args, timeoutMs }: PluginCommand): Promise<CommandOutcome> {
    const slot = this.#placement?.slots.get(endpoint)?.get(capability);
    if (!slot) throw new CommandRejectedError(`the device has no ${capability} on "${endpoint}"`);
    if (!this.connection.isOnline) throw new DeviceOfflineError(`${this.connection.name} is not connected`);
    if (this.availability.state === 'offline') throw new DeviceOfflineError('the device is offline');
    return carryOut(planCommand(slot, command, args), timeoutMs, {
      connection: this.connection,
      assume: (values) => this.#reporter.assume(slot, values),
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#farewell);
    this.#timer = this.#farewell = undefined;
  }

  #changed(): void {
    if (this.#timer) return;
    const wait = Math.max(settleMs, this.#describedAt + describeEveryMs - performance.now());
    this.#timer = setTimeout(() => this.#describe(), wait);
  }

  #describe(): void {
    this.#timer = undefined;
    this.#fresh.clear();
    if (this.#parts.size === 0) return this.#withdrawn();
    this.#placement = place(this.key, this.#parts.values());
    for (const part of this.#parts.values()) this.#placed.add(part);
    this.#say(this.#placement);
    const held = this.#held;
    this.#held = [];
    for (const deliver of held) this.#contained(deliver);
    if (held.length > 0) this.availability.heard();
    this.#tellKnown();
    this.#reporter.flush();
  }

  /** Outside of a message nobody else keeps what a part throws from ending the process. */
  #contained(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#context.diagnose({ code: 'message-failed', message: messageOf(error), device: this.key });
    }
  }

  #tellKnown(): void {
    if (this.#untold.size === 0 || this.#isAside() || this.#isStandingBy()) return;
    for (const part of this.#untold) {
      if (!this.#placed.has(part)) continue;
      this.#untold.delete(part);
      this.#contained(() => part.known?.(this.#reporter));
    }
    this.#reporter.flush();
  }

  /**
   * Nobody announces it any more. Products withdraw themselves for moments, too: at an update, or to announce themselves anew. What was
   * forgotten would come back as a device that its owner does not know, so that has to stay so for a while.
   */
  #withdrawn(): void {
    if (this.#shown === undefined) return this.leave();
    this.availability.withdraw(true);
    clearTimeout(this.#farewell);
    this.#farewell = setTimeout(() => {
      // Nothing can be announced through a broker that is not there.
      if (this.connection.isOnline) this.leave();
      else this.#withdrawn();
    }, this.#forgetAfterMs);
    this.#sayWithdrawn();
  }

  #say({ endpoints, mapping }: Placement): void {
    if (endpoints.length === 0 || this.#isStandingBy()) return;
    const isAside = this.#isAside();
    const descriptor: DeviceDescriptor = { key: this.key, ...this.#identity, endpoints, mapping };
    const candidate = candidateOf(this.key, this.#identity, this.#whyAside());
    const shown = digestOf(isAside ? candidate : descriptor);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#describedAt = performance.now();
    if (isAside) return this.#context.offer(candidate);
    this.#context.describe(descriptor);
    if (this.#isDescribed) return;
    this.#isDescribed = true;
    this.availability.sayAgain();
  }
}

/** Stands for a description of some kilobytes, of which a home may have thousands. */
function digestOf(description: object): string {
  return createHash('sha1').update(JSON.stringify(description)).digest('base64');
}
