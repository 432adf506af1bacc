import { isDeepStrictEqual } from 'node:util';
import { flatten } from './metrics/flat-metric.ts';
import { writeCommand } from './payload/command.ts';
import type { Metric, Payload } from './payload/payload.ts';
import { readBirth, sessionOf } from './session/birth.ts';
import { RebirthLimit } from './session/rebirth-limit.ts';
import { Sequence } from './session/sequence.ts';
import { SparkplugDevice } from './sparkplug-device.ts';
import type { SparkplugTools } from './sparkplug-tools.ts';
import { namespace, type SparkplugTopic, type Verb } from './topic.ts';

/** A message that has been read. */
export interface Heard {
  readonly verb: Verb;
  readonly device: string | undefined;
  readonly payload: Payload;
}

/** A node that is born again says the births of its devices right after its own. */
const birthGraceMs = 5000;
const maxDevices = 500;

/** One edge node with the devices behind it, and the order of what they say (Sparkplug 3.0, sections 5.10 and 6.4). */
export class EdgeNode {
  readonly #group: string;
  readonly #id: string;
  readonly #tools: SparkplugTools;
  readonly #self: SparkplugDevice;
  readonly #devices = new Map<string, SparkplugDevice>();
  /** Aliases are the node's: each stands for one metric of it or of one of its devices. */
  readonly #aliases = new Map<bigint, { readonly device: string | undefined; readonly name: string }>();
  readonly #sequence = new Sequence<Heard>(
    (one, other) => one.verb === other.verb && one.device === other.device && isDeepStrictEqual(one.payload, other.payload),
  );
  readonly #rebirths = new RebirthLimit();
  #session: bigint | undefined;
  /** A message was missed since the birth: an alias may stand for another metric now. */
  #hasGap = false;
  /** The devices that were there before the node was born again, and have not been since. */
  #awaited: Set<SparkplugDevice> = new Set();
  #late: NodeJS.Timeout | undefined;
  #unborn: NodeJS.Timeout | undefined;

  constructor({ group, node }: Pick<SparkplugTopic, 'group' | 'node'>, tools: SparkplugTools) {
    this.#group = group;
    this.#id = node;
    this.#tools = tools;
    this.#self = new SparkplugDevice({ group, node, device: undefined }, tools);
  }

  take(heard: Heard): void {
    const { verb, payload } = heard;
    if (verb === 'NBIRTH') return this.#nodeBorn(payload);
    if (verb === 'NDEATH') return this.#nodeDied(payload);
    // Nothing that it says can be understood before.
    if (!this.#self.isBorn) return this.requestRebirth('not known yet');
    if (payload.seq === undefined) return this.#inOrder(heard);
    const ready = this.#sequence.take(payload.seq, heard);
    if (!ready) {
      this.#lost();
      this.#sequence.begin(payload.seq, heard);
      return this.#inOrder(heard);
    }
    for (const one of ready) {
      this.#inOrder(one);
      // Each is a moment of its own.
      this.#tools.flush();
    }
    this.#wait();
  }

  /** Asks the node to say everything again, if it was not asked just now. */
  requestRebirth(why: string): void {
    const { connection } = this.#tools.dispatcher;
    if (!connection.isOnline || !this.#rebirths.ask(performance.now())) return;
    this.#tools.bad('sparkplug-rebirth', this.#self.path, `asked for its birth: ${why}`, this.#self.key);
    // Never by an alias, so that it is understood by one whose birth is not known ("Node Control/Rebirth").
    const payload = writeCommand({ name: 'Node Control/Rebirth', alias: undefined, type: 'Boolean', value: true }, Date.now());
    connection.publish(`${namespace}/${this.#group}/NCMD/${this.#id}`, payload);
  }

  /** The broker is back: the node may have died meanwhile, or said anything. It is there if it is born again. */
  reconnected(): void {
    this.stop();
    if (this.#self.isBorn) {
      this.#hasGap = true;
      for (const device of [this.#self, ...this.#devices.values()]) device.doubt();
      this.#unborn = setTimeout(() => this.#gone(), birthGraceMs);
    }
    this.requestRebirth('what it said before is not known');
  }

  stop(): void {
    clearTimeout(this.#late);
    clearTimeout(this.#unborn);
    this.#late = this.#unborn = undefined;
  }

  #nodeBorn(payload: Payload): void {
    this.stop();
    this.#sequence.begin(payload.seq ?? 0);
    this.#session = sessionOf(payload);
    this.#rebirths.born();
    this.#hasGap = false;
    this.#aliases.clear();
    this.#born(this.#self, undefined, payload);
    const awaited = new Set([...this.#devices.values()].filter(({ isBorn }) => isBorn));
    for (const device of awaited) device.awaitBirth();
    this.#awaited = awaited;
    if (awaited.size === 0) return;
    this.#unborn = setTimeout(() => {
      for (const device of awaited) device.died();
      this.#tools.flush();
    }, birthGraceMs);
  }

  #nodeDied(payload: Payload): void {
    const session = sessionOf(payload);
    // The will of a session that is over may come after the birth of the next.
    if (session !== undefined && this.#session !== undefined && session !== this.#session) return;
    this.#gone();
  }

  #gone(): void {
    this.stop();
    for (const device of [this.#self, ...this.#devices.values()]) device.died();
  }

  /** Waits for a message that others overtook, as long as one is missing. */
  #wait(): void {
    if (!this.#sequence.isWaiting) {
      clearTimeout(this.#late);
      this.#late = undefined;
    } else
      this.#late ??= setTimeout(() => {
        this.#late = undefined;
        this.#lost();
        this.#tools.flush();
      }, this.#tools.reorderMs);
  }

  #lost(): void {
    this.#hasGap = true;
    for (const device of [this.#self, ...this.#devices.values()]) device.doubt();
    for (const heard of this.#sequence.giveUp()) this.#inOrder(heard);
    this.requestRebirth('a message is missing');
  }

  #inOrder({ verb, device: id, payload }: Heard): void {
    if (verb === 'DBIRTH') return this.#deviceBorn(id ?? '', payload);
    const device = id === undefined ? this.#self : this.#devices.get(id);
    if (verb === 'DDEATH') return device?.died();
    if (!device?.isBorn || this.#awaited.has(device)) return this.requestRebirth(`${id} is not known yet`);
    let isUnknown = false;
    const told = new Set<string>();
    for (const metric of payload.metrics) if (!this.#said(device, id, metric, payload, told)) isUnknown = true;
    if (isUnknown) this.requestRebirth('says a metric that its birth did not');
  }

  #deviceBorn(id: string, payload: Payload): void {
    let device = this.#devices.get(id);
    if (!device) {
      if (this.#devices.size >= maxDevices) {
        this.#tools.bad('sparkplug-message', this.#self.path, `more than ${maxDevices} devices`, this.#self.key);
        return;
      }
      device = new SparkplugDevice({ group: this.#group, node: this.#id, device: id }, this.#tools);
      this.#devices.set(id, device);
    }
    this.#awaited.delete(device);
    this.#born(device, id, payload);
    this.#self.tellChildren([...this.#devices.values()]);
  }

  #born(device: SparkplugDevice, id: string | undefined, payload: Payload): void {
    const birth = readBirth(payload, (name) =>
      this.#tools.bad('sparkplug-metric', device.path, `can't be used: ${name.slice(0, 100)}`, device.key),
    );
    for (const { alias, name } of birth.metrics.values()) if (alias !== undefined) this.#aliases.set(alias, { device: id, name });
    device.born(birth, payload.timestamp);
  }

  /** False where its birth has to be asked for. */
  #said(device: SparkplugDevice, id: string | undefined, metric: Metric, { timestamp }: Payload, told: Set<string>): boolean {
    const flat = flatten(metric, (alias) => {
      const known = this.#hasGap ? undefined : this.#aliases.get(alias);
      return known?.device === id ? known?.name : undefined;
    });
    if (!flat) return false;
    let isKnown = true;
    for (const one of flat) {
      if (!device.metric(one.name)) isKnown = false;
      // What was measured earlier is no state of now, and must set nothing off.
      else if (one.isHistorical) this.#tools.bad('sparkplug-historical', device.path, `a value of earlier: ${one.name}`, device.key);
      else {
        // One message may hold several moments of a metric.
        if (told.has(one.name)) {
          this.#tools.flush();
          told.clear();
        }
        told.add(one.name);
        device.say(one, timestamp);
      }
    }
    return isKnown;
  }
}
