import type { PluginContext } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Part } from '../../devices/part.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import type { Output } from './bridge-info.ts';
import { DeviceTools } from './device-tools.ts';
import type { Expose } from './expose.ts';
import { UnlistedMembers } from './unlisted.ts';

/** A device or a group as its list has it. */
export interface RosterEntry {
  readonly key: string;
  readonly friendlyName: string;
  readonly identity: DeviceIdentity;
  /** The same for the same entry. */
  readonly digest: string;
  /** False for the bridge itself. */
  readonly hasState: boolean;
  /** Where its state may have more than these, which is kept; undefined for a group, whose members each have something else. */
  readonly exposes?: readonly Expose[] | undefined;
  /** The key of the bridge that it is behind. */
  readonly via: () => string | undefined;
  readonly parts: (tools: DeviceTools) => readonly Part[];
}

/** One that stands in the list. */
export interface Known {
  readonly entry: RosterEntry;
  readonly share: DeviceShare;
  readonly parts: readonly Part[];
  /** What its own availability topic says; nothing where that feature is off. */
  said: boolean | undefined;
  /** Whether it told its state since it stands here. */
  wasHeard: boolean;
}

interface RosterTools {
  readonly base: string;
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
  readonly context: PluginContext;
}

/** Those that a bridge lists, with what they say: its devices, or its groups. */
export class Roster {
  readonly #tools: RosterTools;
  readonly #known = new Map<string, Known>();
  /** By name, also of those that are not in the list any more. */
  readonly #keys = new Map<string, string>();
  #isOnline: boolean | undefined;
  #output: Output = 'json';

  constructor(tools: RosterTools) {
    this.#tools = tools;
  }

  get size(): number {
    return this.#known.size;
  }

  all(): IterableIterator<Known> {
    return this.#known.values();
  }

  get(key: string): Known | undefined {
    return this.#known.get(key);
  }

  /** By its name or its key. */
  keyOf(name: string): string | undefined {
    return this.#keys.get(name) ?? (this.#known.has(name) ? name : undefined);
  }

  /** Takes an entry; undefined where it says nothing new, or somebody else has the device. */
  put(entry: RosterEntry): Known | undefined {
    const previous = this.#known.get(entry.key);
    if (previous?.entry.digest === entry.digest) return undefined;
    return this.#replace(entry, previous);
  }

  /** Builds one anew, because what its parts depend on is something else. */
  rebuild({ entry }: Known): void {
    const current = this.#known.get(entry.key);
    if (current) this.#replace(current.entry, current);
  }

  /** The list has these and no others. */
  keep(keys: ReadonlySet<string>): void {
    for (const [key, { share }] of this.#known) {
      if (keys.has(key)) continue;
      this.#known.delete(key);
      share.end();
    }
  }

  /** It left for good, which the list may have shown before. */
  leave(key: string): void {
    const { registry, dispatcher } = this.#tools;
    const known = this.#known.get(key);
    const device = known?.share.device ?? registry.view(key, dispatcher.connection);
    if (!device) return;
    known?.share.silence();
    this.#known.delete(key);
    for (const [name, of] of this.#keys) if (of === key) this.#keys.delete(name);
    device.leave();
  }

  /** Whether the bridge runs. */
  bridgeSaid(isOnline: boolean): void {
    this.#isOnline = isOnline;
    for (const known of this.#known.values()) this.#tell(known);
  }

  /** How states travel; answers whether that is something else than before. */
  setOutput(output: Output): boolean {
    const isOther = output !== this.#output;
    this.#output = output;
    return isOther;
  }

  #replace(entry: RosterEntry, previous: Known | undefined): Known | undefined {
    const { base, dispatcher, registry, context } = this.#tools;
    const { key, friendlyName, hasState, exposes } = entry;
    const via = entry.via();
    const identity = { ...entry.identity, ...(via !== undefined && { via }) };
    const { connection } = dispatcher;
    const giveUp = () => this.#giveUp(key);
    const device = registry.take({ dialect: 'zigbee2mqtt', key, identity, connection, giveUp });
    if (!device) return undefined;
    previous?.share.silence();
    const share = previous?.share.device === device ? previous.share : new DeviceShare(device, dispatcher);
    const tools = new DeviceTools(base, friendlyName, device.key, context, this.#output);
    const parts = entry.parts(tools);
    share.replace(parts);
    const known: Known = { entry, share, parts, said: previous?.said, wasHeard: previous?.wasHeard ?? false };
    if (hasState) {
      share.listen(`${tools.stateTopic}/availability`, { receive: (message) => this.#memberSaid(known, message) });
      const unlisted = exposes && new UnlistedMembers(exposes);
      share.listen(tools.stateFilter, { receive: (message) => this.#heard(known, message, tools, unlisted) });
    }
    this.#known.set(key, known);
    // Its old name may be that of another by now.
    if (previous && previous.entry.friendlyName !== friendlyName && this.#keys.get(previous.entry.friendlyName) === key)
      this.#keys.delete(previous.entry.friendlyName);
    this.#keys.set(friendlyName, key);
    this.#tell(known);
    return known;
  }

  #giveUp(key: string): void {
    this.#known.get(key)?.share.end();
    this.#known.delete(key);
  }

  #heard(known: Known, message: Message, tools: DeviceTools, unlisted: UnlistedMembers | undefined): void {
    const members = tools.membersIn(message);
    if (!members) return;
    known.wasHeard = true;
    const parts = unlisted?.partsFor(members, tools) ?? [];
    for (const part of parts) {
      known.share.add(part);
      for (const listener of part.listeners) known.share.device.receive(part, listener, message);
    }
    if (parts.length > 0) this.#tell(known);
  }

  #memberSaid(known: Known, message: Message): void {
    // A renamed device clears what the broker kept under its old name.
    if (message.payload.length === 0) return;
    const state = stateIn(message);
    if (state === undefined)
      return this.#tools.context.diagnose({ code: 'device-availability', message: message.text.slice(0, 200), place: message.topic });
    known.said = state;
    this.#tell(known);
  }

  /** It is there while its bridge is and it doesn't say otherwise. */
  #tell({ share, said }: Known): void {
    share.say(this.#isOnline === undefined ? (said === false ? false : undefined) : this.#isOnline && said !== false);
  }
}

/** `online` or `offline`, as JSON (`{"state": "online"}`) or as text. */
export function stateIn(message: Message): boolean | undefined {
  const word = message.object?.['state'] ?? message.text;
  return word === 'online' ? true : word === 'offline' ? false : undefined;
}
