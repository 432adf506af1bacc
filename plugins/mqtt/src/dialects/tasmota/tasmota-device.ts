import type { PluginContext } from '@concord/sdk';
import type { Connection } from '../../connection/connection.ts';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import type { DialectName } from '../../devices/dialect-name.ts';
import type { Part } from '../../devices/part.ts';
import type { Description } from './description.ts';
import { DeviceTools } from './device-tools.ts';
import { partOf } from './group.ts';
import { LearntValues } from './learnt-values.ts';
import { receivedPart } from './received.ts';
import { heardOf, Said } from './said.ts';
import type { StaticPart } from './static-part.ts';
import { staticParts } from './static-parts.ts';
import type { Topics } from './topics.ts';

interface Surroundings {
  readonly registry: DeviceRegistry;
  readonly connection: Connection;
  readonly context: PluginContext;
  readonly dialect: DialectName;
  readonly key: string;
  readonly topics: Topics;
}

/** One Tasmota: what it is set up to be, and a part for each group of values that it was heard to say. */
export class TasmotaDevice {
  readonly #surroundings: Surroundings;
  readonly #tools: DeviceTools;
  readonly #values = new LearntValues();
  /** What was received by remote controls and tag readers, by the member that tells it. */
  readonly #received = new Map<string, StaticPart>();
  #share: DeviceShare | undefined;
  #static: readonly StaticPart[] = [];
  #reads = new Set<string>();
  #description: Description | undefined;
  #identity: DeviceIdentity | undefined;
  #isOnline: boolean | undefined;
  #wasAsked = false;
  #hasTooMany = false;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#tools = new DeviceTools(surroundings.topics, () => this.#key, surroundings.context);
  }

  /** The device that it speaks for; undefined while another dialect does. */
  get device(): MappedDevice | undefined {
    return this.#share?.device;
  }

  /** Who it is, and how it is set up, from now on. */
  describe(identity: DeviceIdentity, description: Description): void {
    this.#identity = identity;
    const isSame = JSON.stringify(toPlain(description)) === JSON.stringify(toPlain(this.#description));
    this.#description = description;
    const before = this.#share;
    if (this.#claim() && this.#share === before && !isSame) this.#setUp();
  }

  /** What its will said last; undefined: nothing yet. */
  get isOnline(): boolean | undefined {
    return this.#isOnline;
  }

  /** It speaks elsewhere from now on, and its will there has not been heard. All that it gave stays. */
  move(topics: Topics): void {
    this.#tools.topics = topics;
    this.#isOnline = undefined;
    this.#share?.say(undefined);
    this.forgetAsking();
  }

  /** What it said, or will say: `isNews` where it says it now. */
  receive(said: Said, isNews = true): void {
    if (!this.#share && !this.#claim()) return;
    this.#learn(said, isNews);
    if (isNews) this.#hand(said);
  }

  /** What its will says. One that sleeps between its messages is there all the same. */
  say(isOnline: boolean): void {
    this.#isOnline = isOnline;
    this.#tellAvailability();
  }

  /** Asks for all that it knows, which by itself it tells every five minutes only. Once, until `forgetAsking`. */
  ask(): void {
    const { connection } = this.#surroundings;
    if (this.#wasAsked || !connection.isOnline) return;
    this.#wasAsked = true;
    connection.publish(`${this.#tools.topics.cmnd}STATUS`, '0');
  }

  /** It was away, or the broker was: what it says now may be other than before. */
  forgetAsking(): void {
    this.#wasAsked = false;
  }

  end(): void {
    const share = this.#share;
    this.#share = undefined;
    share?.end();
  }

  get #key(): string {
    return this.device?.key ?? this.#surroundings.key;
  }

  /** Whether it speaks for its device. */
  #claim(): boolean {
    const { registry, connection, dialect, key } = this.#surroundings;
    const device = this.#identity && registry.take({ dialect, key, identity: this.#identity, connection, giveUp: () => this.end() });
    if (!device) return false;
    if (this.#share?.device === device) return true;
    this.#share = new DeviceShare(device);
    this.#setUp();
    return true;
  }

  /** Its parts by how it is set up. One that is as before stays, with what it has not told yet. */
  #setUp(): void {
    const { dialect } = this.#surroundings;
    const share = this.#share;
    if (!this.#description || !share) return;
    const before = new Map(this.#static.map((one) => [signatureOf(one.part), one]));
    const isDescribed = this.#description.isComplete.inputs;
    this.#static = staticParts({ description: this.#description, tools: this.#tools, dialect }).map((one) => {
      const kept = before.get(signatureOf(one.part));
      return !isDescribed && kept ? kept : one;
    });
    const ids = new Set(this.#static.map(({ part }) => part.id));
    for (const { part } of before.values()) if (!ids.has(part.id)) share.remove(part.id);
    for (const { part } of [...this.#static, ...this.#received.values()]) if (!share.holds(part)) share.add(part, true);
    this.#noteReads();
    this.#show(this.#values.groups);
  }

  /** What is read by parts of its own is no value by itself. */
  #noteReads(): void {
    this.#reads = new Set([...this.#static, ...this.#received.values()].flatMap(({ reads }) => reads));
    this.#show(this.#values.leave((key) => this.#reads.has(key)));
  }

  /** Finds what it had not said before. */
  #learn(said: Said, isNews: boolean): void {
    const { dialect } = this.#surroundings;
    const description = this.#description;
    if (!description) return;
    for (const name of Object.keys(said.members)) {
      const part = this.#received.has(name) ? undefined : receivedPart(name, { description, tools: this.#tools, dialect });
      if (!part) continue;
      this.#received.set(name, part);
      this.#share?.add(part.part, true);
      this.#noteReads();
    }
    const { groups, hasTooMany } = this.#values.note(said, {
      words: description.words,
      isSpokenFor: (key) => this.#reads.has(key),
      isNews,
    });
    if (hasTooMany) this.#tooMany();
    this.#show(groups);
    this.#tellAvailability();
  }

  #show(groups: ReadonlySet<string>): void {
    const share = this.#share;
    if (!share || !this.#description || groups.size === 0) return;
    const tools = { tools: this.#tools, dialect: this.#surroundings.dialect, words: this.#description.words };
    const grown = new Set([...groups].filter((group) => share.has(partOf(group))));
    const parts = this.#values.parts(groups, tools);
    const ids = new Set(parts.map(({ id }) => id));
    for (const part of parts) share.add(part, true);
    for (const group of groups) if (!ids.has(partOf(group))) share.remove(partOf(group));
    const nothing = { payload: Buffer.alloc(0), retained: true };
    if (grown.size > 0) this.#hand(new Said(this.#values.remembered(grown), new Set(), nothing));
  }

  #hand(said: Said): void {
    this.#share?.receive(said);
    for (const member of Object.keys(said.members)) this.#share?.receive(said, heardOf(member));
  }

  #tellAvailability(): void {
    if (this.#isOnline !== undefined) this.#share?.say(this.#isOnline || this.#description?.sleeps === true);
  }

  #tooMany(): void {
    if (this.#hasTooMany) return;
    this.#hasTooMany = true;
    const message = 'says more values than are kept';
    this.#surroundings.context.diagnose({ code: 'too-many-parts', message, device: this.#key, place: this.#tools.topics.tele });
  }
}

/** What a part shows of itself: two with the same do the same, for a product that does not describe itself. */
function signatureOf({ id, kind, fragments }: Part): string {
  return JSON.stringify([id, kind, fragments.map(({ capability, endpoint, attributes }) => [capability, endpoint, attributes])]);
}

function toPlain(description: Description | undefined): unknown {
  return description && { ...description, options: [...description.options] };
}
