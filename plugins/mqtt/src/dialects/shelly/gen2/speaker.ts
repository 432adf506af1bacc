import type { PluginContext } from '@concord/sdk';
import type { CommandPlan, Values } from '../../../devices/fragment.ts';
import type { Connection } from '../../../connection/connection.ts';
import type { MappedDevice } from '../../../devices/mapped-device.ts';
import { isObject, type Message } from '../../../topics/message.ts';
import type { Component } from '../component.ts';
import { membersOf } from '../members.ts';
import { readFacts, type Facts } from '../facts.ts';
import { buttonHappening, otherHappening } from '../happening.ts';
import type { Order } from '../order.ts';
import { Product } from '../product.ts';
import type { Speaker } from '../speaker.ts';
import type { Heard } from '../topics.ts';
import { configured, readComponent } from './components.ts';
import { gen2Composites } from './composites.ts';
import { Interview } from './interview.ts';
import { settingPrefix, settingsTable } from './settings.ts';
import { readEvents, readStatuses, type Happened } from './notifications.ts';
import type { RpcCalls } from './rpc.ts';
import { membersOfStatus } from './status.ts';
import { gen2Table } from './table.ts';

const itself: Component = { type: 'product', id: undefined, key: 'product' };

/** Statuses that wait until the settings of their component are known. */
const maxWaiting = 200;

interface Gen2Surroundings {
  readonly device: MappedDevice;
  readonly prefix: string;
  readonly rpc: RpcCalls;
  readonly connection: Connection;
  readonly context: Pick<PluginContext, 'diagnose'>;
  /** The product said more of itself. */
  readonly learn: (facts: Facts, message: Message) => void;
}

/** A product of a later generation: components with a status, events, and methods to call. */
export class Gen2Speaker implements Speaker {
  readonly product: Product;
  readonly #learn: Gen2Surroundings['learn'];
  readonly #interview: Interview;
  readonly #waiting = new Map<string, () => void>();
  /** What happened last: brokers may deliver a message twice. */
  #lastEvents = '';

  constructor({ device, prefix, rpc, connection, context, learn }: Gen2Surroundings) {
    this.#learn = learn;
    this.#interview = new Interview({
      prefix,
      rpc,
      connection,
      learn: (info, message) => learn(readFacts(info), message),
      configure: (key, config, message) => this.#configure(key, config, message),
      status: (status, message) => this.#status(status, true, message),
      done: () => this.#known(),
    });
    const order = (given: Order): CommandPlan => this.#interview.order(given);
    const itemOf = ({ key }: Component, member: string) => [key, member].filter(Boolean).join('.');
    this.product = new Product(device, prefix, { table: gen2Table, composites: gen2Composites, itemOf, order }, context);
  }

  ask(): void {
    this.#interview.start();
  }

  askNoMore(): void {
    this.#interview.stop();
  }

  receive(heard: Heard, message: Message): void {
    const { object } = message;
    if (!object) return;
    if (heard.about === 'status') return this.#say(heard.component, object, true, message);
    if (heard.about !== 'events') return;
    const { method, params } = object;
    if (!isObject(params)) return;
    if (method === 'NotifyEvent') this.#happened(params, message);
    else this.#status(params, method === 'NotifyFullStatus', message);
  }

  tell({ generation = 2, firmware, profile, app }: Facts, message: Message): void {
    const said = { generation, firmware, profile, app };
    this.product.say(itself, new Map(Object.entries(said).filter(([, value]) => value !== undefined)), message);
  }

  stop(): void {
    this.askNoMore();
    this.product.share.end();
  }

  /** Settings that a table names are values, too; the others may be anything, and a password among them. */
  #configure(key: string, config: Values, message: Message): void {
    this.product.configure(key, config);
    const component = readComponent(key);
    if (!component) return;
    const settings = [...membersOf(config)].map(([path, value]) => [`${settingPrefix}${path}`, value] as const);
    this.product.say(component, new Map(settings.filter(([path]) => Object.hasOwn(settingsTable, `${component.type}.${path}`))), message);
  }

  #status(params: Values, isWhole: boolean, message: Message): void {
    for (const [component, status] of readStatuses(params)) this.#say(component, status, isWhole, message);
  }

  #say(component: Component, status: Values, isWhole: boolean, message: Message): void {
    const { key, type } = component;
    if (type === 'sys') this.#ofSystem(status, message);
    const say = () =>
      this.product.say(
        component,
        membersOfStatus(component, status, isWhole, (member) => this.product.has(component, member)),
        message,
      );
    if (!configured.has(type) || this.product.isConfigured(component) || !this.#interview.isHopeful) return say();
    if (this.#waiting.size < maxWaiting) this.#waiting.set(key, say);
    this.#interview.start();
  }

  /** All that the product will tell of its settings is known. */
  #known(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const say of waiting) say();
  }

  #ofSystem({ mac, wakeup_period: period }: Values, message: Message): void {
    const facts = { ...(typeof mac === 'string' && readFacts({ mac })), ...(typeof period === 'number' && { isSleeping: period > 0 }) };
    if (Object.keys(facts).length > 0) this.#learn(facts, message);
  }

  #happened(params: Values, message: Message): void {
    if (message.retained || this.#lastEvents === message.text) return;
    this.#lastEvents = message.text;
    for (const happened of readEvents(params)) this.#tellOne(happened, message);
  }

  #tellOne({ component, event, gesture, told }: Happened, message: Message): void {
    if (event === 'config_changed' || event === 'component_added' || event === 'component_removed') return this.ask();
    if (event === 'btn_down' || event === 'btn_up') this.product.say(component, new Map([['state', event === 'btn_down']]), message);
    if (event === 'ota_progress') this.product.say(component, new Map([['update_progress', told['progress_percent']]]), message);
    if (gesture) return this.product.happen(component, 'gesture', buttonHappening, gesture, message);
    if (event === 'btn_down') return;
    const payload = message.payload.length <= maxPayload ? told : { event };
    this.product.happen(component, 'event', otherHappening, { event: 'fired', payload }, message);
  }
}

/** Events of scripts carry what they like. */
const maxPayload = 4096;
