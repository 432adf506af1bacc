import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import type { CommandPlan, Stamp } from '../../devices/fragment.ts';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Part } from '../../devices/part.ts';
import { valueOf, type FlatMetric } from './metrics/flat-metric.ts';
import type { KnownMetric } from './metrics/known-metric.ts';
import { MetricMessage, type Sample } from './metrics/metric-message.ts';
import { metricParts, notedPart } from './metrics/metric-part.ts';
import { qualityOf } from './metrics/properties.ts';
import { isWritableType, writeCommand } from './payload/command.ts';
import type { Birth } from './session/birth.ts';
import type { SparkplugTools } from './sparkplug-tools.ts';
import { keyOf, namespace } from './topic.ts';

/** Which device it is: an edge node, or one behind it. */
export interface SparkplugAddress {
  readonly group: string;
  readonly node: string;
  readonly device: string | undefined;
}

/** Clocks of machines may go a little ahead; a time further on is none. */
const maxAheadMs = 60_000;
/** The item of an edge node that lists what is behind it; no metric can be called so. */
const childrenItem = '/devices';

/** An edge node, or a device behind one: what its birth gives to the home, and its values. */
export class SparkplugDevice {
  readonly path: string;
  readonly key: string;
  readonly #address: SparkplugAddress;
  readonly #tools: SparkplugTools;
  readonly #last = new Map<string, Sample>();
  #metrics: ReadonlyMap<string, KnownMetric> = new Map();
  #share: DeviceShare | undefined;
  #shape: string | undefined;
  #isBorn = false;
  /** False while a message may have been missed, which may have given its alias to another metric. */
  #isSound = false;

  constructor(address: SparkplugAddress, tools: SparkplugTools) {
    const { group, node, device } = address;
    this.#address = address;
    this.#tools = tools;
    this.path = [group, node, ...(device === undefined ? [] : [device])].join('/');
    this.key = keyOf(this.path);
  }

  get isBorn(): boolean {
    return this.#isBorn;
  }

  get name(): string {
    return this.#address.device ?? this.#address.node;
  }

  metric(name: string): KnownMetric | undefined {
    return this.#metrics.get(name);
  }

  /** It is born, or born again: it has these metrics, with these values, and no others. */
  born({ metrics, values, notes }: Birth, sentAt: number | undefined): void {
    this.#metrics = metrics;
    this.#isBorn = this.#isSound = true;
    this.#last.clear();
    const share = this.#take(values);
    if (!share) return;
    const shape = JSON.stringify([[...metrics.values()].map(({ alias: _alias, ...metric }) => metric), [...notes]]);
    if (shape !== this.#shape) share.replace(this.#parts(notes));
    this.#shape = shape;
    share.say(true);
    for (const value of values) this.say(value, sentAt);
  }

  /** A metric that the birth named has a value. */
  say(metric: FlatMetric, sentAt: number | undefined): void {
    const known = this.#metrics.get(metric.name);
    if (!known) return;
    const at = metric.timestamp ?? sentAt;
    this.#give(metric.name, {
      value: valueOf(metric, metric.type ?? known.type),
      at: at !== undefined && at <= Date.now() + maxAheadMs ? at : undefined,
      quality: qualityOf(metric.properties),
    });
  }

  /** Tells which devices are behind it, by name. */
  tellChildren(children: readonly SparkplugDevice[]): void {
    const value = children.map(({ key, name }) => ({ id: key, name }));
    this.#share?.receive(new MetricMessage(childrenItem, { value }));
  }

  /** Something may have been missed: what it said is old until it says it again. */
  doubt(): void {
    this.#isSound = false;
    if (!this.#isBorn) return;
    const stale: Stamp = { quality: 'stale' };
    for (const [name, sample] of this.#last) this.#share?.receive(new MetricMessage(name, { ...sample, ...stale }));
  }

  /** Its node was born again, and will say so of the device: until then nothing can be written by an alias of before. */
  awaitBirth(): void {
    this.#isSound = false;
  }

  died(): void {
    this.#isBorn = this.#isSound = false;
    this.#share?.say(false);
  }

  #give(name: string, sample: Sample): void {
    if (sample.value !== undefined) this.#last.set(name, sample);
    this.#share?.receive(new MetricMessage(name, sample));
  }

  #parts(notes: ReadonlyMap<string, string>): Part[] {
    const { device, group } = this.#address;
    const { writable, bad } = this.#tools;
    const parts = metricParts(this.#metrics.values(), {
      tags: [`asset=${group}`.slice(0, 128)],
      isWritable: ({ name, type, isReadOnly }) => !isReadOnly && isWritableType(type) && writable.has(this.path, name),
      plan: (name, value) => this.#plan(name, value),
      bad: (name, value) =>
        bad(
          'bad-value',
          `${this.path}: ${name}`,
          JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? 'no value',
          this.key,
        ),
    });
    return [...(device === undefined ? [childrenPart()] : []), ...parts, ...[...notes].map(([name, reason]) => notedPart(name, reason))];
  }

  #plan(name: string, value: unknown): CommandPlan {
    const metric = this.#metrics.get(name);
    if (!metric || !this.#isSound) throw new CommandRejectedError('its birth is not known; it was asked for it');
    const { group, node, device } = this.#address;
    const topic = `${namespace}/${group}/${device === undefined ? `NCMD/${node}` : `DCMD/${node}/${device}`}`;
    const { alias, type } = metric;
    return { sendings: [{ topic, payload: writeCommand({ name, alias, type, value }, Date.now()) }] };
  }

  #take(values: readonly FlatMetric[]): DeviceShare | undefined {
    const { registry, dispatcher } = this.#tools;
    const identity = this.#identity(values);
    const device = registry.take({
      dialect: 'sparkplug',
      key: this.key,
      identity,
      connection: dispatcher.connection,
      giveUp: () => this.#end(),
    });
    if (!device) return (this.#share = this.#shape = undefined);
    if (this.#share?.device !== device) {
      this.#share = new DeviceShare(device);
      this.#shape = undefined;
    }
    return this.#share;
  }

  #end(): void {
    this.#share?.end();
    this.#share = this.#shape = undefined;
  }

  #identity(values: readonly FlatMetric[]): DeviceIdentity {
    const { group, node, device } = this.#address;
    const said = (...names: readonly string[]) => {
      const text = values.find(({ name }) => names.includes(name.toLowerCase()))?.raw;
      return typeof text === 'string' && text !== '' ? text.slice(0, 255) : undefined;
    };
    const maker = said('properties/hardware make', 'properties/manufacturer', 'properties/make');
    const model = said('properties/hardware model', 'properties/model');
    const firmware = said('properties/fw', 'properties/firmware', 'properties/firmware version', 'properties/os version');
    return {
      name: device ?? node,
      ...(maker !== undefined && { maker }),
      ...(model !== undefined && { model }),
      ...(firmware !== undefined && { firmware }),
      identifiers: [{ type: 'own', value: this.key }],
      ...(device !== undefined && { via: keyOf(`${group}/${node}`) }),
    };
  }
}

/** An edge node is a bridge to its devices. */
function childrenPart(): Part {
  const target = fragment({ capability: 'bridge', attributes: { children: { category: 'diagnostic', source: 'DBIRTH' } } });
  const read: Part['listeners'][number]['read'] = (message, reporter) => {
    if (message instanceof MetricMessage) reporter.set(target, 'children', message.sample.value);
  };
  return {
    id: childrenItem,
    dialect: 'sparkplug',
    order: 2,
    kind: 'bridge',
    hasAvailability: true,
    fragments: [target],
    listeners: [{ topic: childrenItem, read }],
  };
}
