import type { PluginContext } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import type { Part } from '../../devices/part.ts';
import type { Message } from '../../topics/message.ts';
import type { NodeInfo } from './metadata.ts';
import { nodeParts } from './node-parts.ts';
import { isSleeper, statusParts, type NodeStatus } from './node-status.ts';
import type { NodeValue } from './node-value.ts';
import type { Payload } from './payload.ts';
import { textOf, type ValueId } from './value-id.ts';
import { ValueTools } from './value-tools.ts';

/** More than any product has. */
const maxValues = 800;

/** A node of the network: its values as they become known, and the parts made of them. */
export class ZwaveNode {
  /** What stands for it in topics, behind the prefix. */
  readonly path: string;
  readonly #topic: string;
  readonly #context: Pick<PluginContext, 'diagnose'>;
  readonly #values = new Map<string, NodeValue>();
  readonly #topics = new Set<string>();
  /** What each part was made of when it was given. */
  readonly #given = new Map<string, string>();
  #info: NodeInfo | undefined;
  #status: NodeStatus | undefined;
  #nodeId: number | undefined;
  #name: string | undefined;
  #share: DeviceShare | undefined;
  #isChanged = true;

  constructor(prefix: string, path: string, context: Pick<PluginContext, 'diagnose'>) {
    this.path = path;
    this.#topic = `${prefix}/${path}`;
    this.#context = context;
  }

  get device(): MappedDevice | undefined {
    return this.#share?.device;
  }

  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Of the network. */
  get nodeId(): number | undefined {
    return this.#nodeId ?? this.#info?.id;
  }

  knows(topic: string): boolean {
    return this.#topics.has(topic);
  }

  /** Where its values are published. */
  topics(): Iterable<string> {
    return this.#topics;
  }

  /** A value that was not there before, or that is described now. */
  note(topic: string, id: ValueId, payload: Payload): void {
    const key = textOf(id);
    const known = this.#values.get(key);
    const metadata = payload.described?.metadata ?? this.#info?.values.get(key) ?? known?.metadata;
    const isRicher = known !== undefined && (known.sample ?? null) === null && payload.value !== null;
    if (known && !isRicher && JSON.stringify(known.metadata) === JSON.stringify(metadata)) return;
    if (!known && this.#values.size >= maxValues)
      return this.#context.diagnose({ code: 'too-many-parts', message: `more than ${maxValues} values of one node`, place: topic });
    this.#values.set(key, { id, topic, metadata, sample: isRicher || !known ? payload.value : known.sample });
    this.#topics.add(topic);
    this.#nodeId ??= payload.described?.nodeId;
    this.#isChanged = true;
  }

  called(name: unknown): void {
    if (typeof name === 'string' && name !== '' && name !== this.#name) {
      this.#name = name.slice(0, 255);
      this.#isChanged = true;
    }
  }

  said(status: NodeStatus): void {
    if (this.#status === undefined || isSleeper(status) !== isSleeper(this.#status) || this.#status.nodeId !== status.nodeId)
      this.#isChanged = true;
    this.#status = status;
    this.#nodeId = status.nodeId ?? this.#nodeId;
  }

  /** The gateway describes the node; a message without its values leaves those that were described. */
  describe(info: NodeInfo): void {
    this.#info = info.values.size === 0 && this.#info ? { ...info, values: this.#info.values } : info;
    for (const [key, value] of this.#values) this.#values.set(key, { ...value, metadata: this.#info.values.get(key) ?? value.metadata });
    this.#isChanged = true;
  }

  identity(identifier: string): DeviceIdentity {
    const { maker, model, firmware, name } = this.#info ?? {};
    const isSleeping = this.#info?.isSleeping === true || (this.#status !== undefined && isSleeper(this.#status));
    return {
      name: (name ?? this.#name ?? this.path.split('/').at(-1)?.replaceAll('_', ' ') ?? this.path).slice(0, 255),
      ...(maker !== undefined && { maker }),
      ...(model !== undefined && { model: model.slice(0, 255) }),
      ...(firmware !== undefined && { firmware }),
      identifiers: [{ type: 'own', value: identifier.slice(0, 255) }],
      ...(isSleeping && { sleeping: true }),
    };
  }

  /** Gives its parts to a device: those that are new, or not what they were. */
  give(device: MappedDevice, isReachable: boolean | undefined): void {
    if (this.#share?.device !== device) {
      this.end();
      this.#share = new DeviceShare(device);
    }
    const share = this.#share;
    const tools = new ValueTools(device.key, this.#context);
    const parts = [...nodeParts([...this.#values.values()], this.#info?.specificClass, tools), ...statusParts(this.#topic)];
    const ids = new Set(parts.map(({ id }) => id));
    for (const id of [...this.#given.keys()]) {
      if (ids.has(id)) continue;
      this.#given.delete(id);
      share?.remove(id);
    }
    for (const part of parts) {
      const made = signatureOf(part);
      if (this.#given.get(part.id) === made) continue;
      this.#given.set(part.id, made);
      share?.add(part);
    }
    this.#isChanged = false;
    this.reach(isReachable);
  }

  /** Whether the gateway can reach it, as far as anybody has said. */
  reach(isReachable: boolean | undefined): void {
    const isAvailable = this.#status?.isAvailable;
    this.#share?.say(isReachable === false || isAvailable === false ? false : (isAvailable ?? isReachable));
  }

  receive(message: Message): void {
    this.#share?.receive(message);
  }

  /** Gives nothing any more; what it has said is remembered. */
  end(): void {
    this.#share?.end();
    this.#share = undefined;
    this.#given.clear();
    this.#isChanged = true;
  }
}

function signatureOf({ id, kind, order, note, fragments, listeners }: Part): string {
  const made = fragments.map(({ capability, endpoint, base, attributes, commands, events }) => [
    capability,
    endpoint,
    base,
    attributes,
    Object.keys(commands ?? {}),
    events,
  ]);
  return JSON.stringify([id, kind, order, note, made, listeners.map(({ topic }) => topic)]);
}
