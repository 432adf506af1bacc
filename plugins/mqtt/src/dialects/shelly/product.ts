import type { PluginContext } from '@concord/sdk';
import type { CommandPlan, Values } from '../../devices/fragment.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Part } from '../../devices/part.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import type { Reporter } from '../../devices/reporter.ts';
import type { Message } from '../../topics/message.ts';
import type { Component } from './component.ts';
import type { Happening, otherHappening } from './happening.ts';
import type { Order } from './order.ts';
import { valuePoint, type Point, type ProductTools } from './point.ts';
import type { Spec, SpecTable } from './spec.ts';

/** A part that takes several members of its component at once: a light, a cover. */
export interface Composite {
  readonly members: readonly string[];
  /** Those of them that are values of their own as well. */
  readonly shared?: readonly string[];
  make(component: Component, item: string, tools: ProductTools): CompositePoint;
}

export interface CompositePoint {
  readonly part: Point['part'];
  /** The members that a message has, by their names. */
  read(members: ReadonlyMap<string, unknown>, reporter: Reporter, message: Message): void;
}

interface News {
  readonly event: string;
  readonly payload?: Values | undefined;
}

/** What a generation of products says, and how it is told what to do. */
export interface Language {
  readonly table: SpecTable;
  /** By the type of the component. */
  readonly composites: Readonly<Record<string, Composite>>;
  /** How the mapping report calls a member of a component. */
  itemOf(component: Component, member: string): string;
  order(order: Order): CommandPlan;
}

/** The one part that says whether the product is there; what the others say does not depend on it. */
const onlinePart: Part = {
  id: 'online',
  dialect: 'shelly',
  order: 3,
  fragments: [],
  listeners: [],
  note: { outcome: 'internal', reason: 'whether the product is there' },
  hasAvailability: true,
};

/** More than any product says. */
const maxPoints = 400;

/** One product: a device whose parts come as it speaks. */
export class Product implements ProductTools {
  readonly share: DeviceShare;
  readonly #language: Language;
  readonly #context: Pick<PluginContext, 'diagnose'>;
  readonly #place: string;
  readonly #points = new Map<string, Point>();
  readonly #composites = new Map<string, CompositePoint>();
  readonly #happenings = new Map<string, Happening>();
  /** By the key of the component. */
  readonly #configs = new Map<string, Values>();

  constructor(device: MappedDevice, place: string, language: Language, context: Pick<PluginContext, 'diagnose'>) {
    this.share = new DeviceShare(device);
    this.#place = place;
    this.#language = language;
    this.#context = context;
    this.share.add(onlinePart);
  }

  /** The product said this of a component. */
  say(component: Component, members: ReadonlyMap<string, unknown>, message: Message): void {
    const composite = Object.hasOwn(this.#language.composites, component.type) ? this.#language.composites[component.type] : undefined;
    const whole = new Map(composite ? [...members].filter(([name]) => composite.members.includes(name)) : []);
    if (composite && whole.size > 0) this.#sayWhole(component, composite, whole, message);
    for (const [name, value] of members)
      if (!whole.has(name) || composite?.shared?.includes(name)) this.#sayValue(component, name, value, message);
  }

  /** Whether the product ever said this of a component. */
  has(component: Component, member: string): boolean {
    return this.#points.has(this.#language.itemOf(component, member));
  }

  /** Something happened to a component; the part that tells it is made when it happens first, and stays silent for `news` undefined. */
  happen(component: Component, id: string, make: typeof otherHappening, news: News | undefined, message: Message): void {
    const item = this.#language.itemOf(component, id);
    const point = this.#happenings.get(item) ?? this.#add(this.#happenings, item, make(component, item, this));
    if (point && news) this.#hand(point.part, message, (reporter) => point.tell(news.event, news.payload, reporter));
  }

  configure(key: string, config: Values): void {
    if (this.#configs.has(key) || this.#configs.size < maxPoints) this.#configs.set(key, config);
  }

  isConfigured({ key }: Component): boolean {
    return this.#configs.has(key);
  }

  configOf({ key }: Component): Values {
    return this.#configs.get(key) ?? {};
  }

  nameOf(component: Component): string | undefined {
    const { name } = this.configOf(component);
    return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
  }

  itemOf(component: Component, member: string): string {
    return this.#language.itemOf(component, member);
  }

  order(order: Order): CommandPlan {
    return this.#language.order(order);
  }

  bad(what: string, value: unknown): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    this.#context.diagnose({
      code: 'bad-value',
      message: `${what}: ${text?.slice(0, 200)}`,
      place: this.#place,
      device: this.share.device.key,
    });
  }

  #sayWhole(component: Component, composite: Composite, members: ReadonlyMap<string, unknown>, message: Message): void {
    const item = this.#language.itemOf(component, '');
    const point = this.#composites.get(item) ?? this.#add(this.#composites, item, composite.make(component, item, this));
    if (point) this.#hand(point.part, message, (reporter) => point.read(members, reporter, message));
  }

  #sayValue(component: Component, name: string, value: unknown, message: Message): void {
    const item = this.#language.itemOf(component, name);
    let point = this.#points.get(item);
    if (!point) {
      const spec = this.#specOf(component, name, value);
      // A null of a kind that nobody knows: it may be anything when it comes.
      if (!spec) return;
      const kept = name === '' ? component.type : component.id === undefined && component.type !== '' ? `${component.type}.${name}` : name;
      point = this.#add(this.#points, item, valuePoint(component, kept, item, spec, this));
    }
    if (point) this.#hand(point.part, message, (reporter) => point.take(value, reporter, message));
  }

  #specOf(component: Component, name: string, value: unknown): Spec | undefined {
    const { table } = this.#language;
    const key = component.type === '' ? name : name === '' ? component.type : `${component.type}.${name}`;
    const known = [key, `*.${name}`].find((one) => Object.hasOwn(table, one));
    const spec = known === undefined ? undefined : table[known];
    return (typeof spec === 'function' ? spec(this.configOf(component)) : spec) ?? likelySpec(value);
  }

  #add<One extends { readonly part: Point['part'] }>(points: Map<string, One>, id: string, point: One): One | undefined {
    if (this.#points.size + this.#composites.size + this.#happenings.size >= maxPoints) {
      this.#context.diagnose({
        code: 'too-many-parts',
        message: `more than ${maxPoints} values`,
        place: this.#place,
        device: this.share.device.key,
      });
      return undefined;
    }
    points.set(id, point);
    this.share.add(point.part);
    return point;
  }

  #hand(part: Point['part'], message: Message, read: (reporter: Reporter) => void): void {
    this.share.device.receive(part, { topic: message.topic, read: (_message, reporter) => read(reporter) }, message);
  }
}

/** What a value without an entry in a table is. */
function likelySpec(value: unknown): Spec | undefined {
  if (value === null || value === undefined) return undefined;
  const types = { number: 'numeric', boolean: 'binary', string: 'text', object: 'composite' } as const;
  const type = types[typeof value as keyof typeof types];
  return { feature: { type, category: 'diagnostic' } };
}
