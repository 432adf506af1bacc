import type { PluginContext } from '@concord/sdk';
import type { CommandPlan } from '../../../devices/fragment.ts';
import type { MappedDevice } from '../../../devices/mapped-device.ts';
import type { Message } from '../../../topics/message.ts';
import type { Component } from '../component.ts';
import type { Facts } from '../facts.ts';
import { buttonHappening } from '../happening.ts';
import type { Order } from '../order.ts';
import { Product } from '../product.ts';
import type { Speaker } from '../speaker.ts';
import type { Heard } from '../topics.ts';
import { gen1Composites } from './composites.ts';
import { InputEvents } from './input-events.ts';
import { Gen1Reader } from './reader.ts';
import { gen1Table } from './table.ts';

const itself: Component = { type: 'product', id: undefined, key: 'product' };

/** A product of the first generation: one value a topic, and a few topics with JSON. */
export class Gen1Speaker implements Speaker {
  readonly product: Product;
  readonly #reader = new Gen1Reader();
  readonly #events = new InputEvents();
  readonly #askedAt: () => number | undefined;

  /** `askedAt`: when all products were asked to say everything once more. */
  constructor(device: MappedDevice, prefix: string, context: Pick<PluginContext, 'diagnose'>, askedAt: () => number | undefined) {
    this.#askedAt = askedAt;
    const order = (given: Order): CommandPlan => {
      const { topic, payload } = 'topic' in given ? given : { topic: 'command', payload: given.method };
      return { sendings: [{ topic: `${prefix}/${topic}`, payload }] };
    };
    const itemOf = ({ key }: Component, member: string) => [key, member].filter(Boolean).join('/');
    this.product = new Product(device, prefix, { table: gen1Table, composites: gen1Composites, itemOf, order }, context);
  }

  receive(heard: Heard, message: Message): void {
    if (heard.about !== 'gen1') return;
    if (heard.topic.component.type === 'input_event') return this.#inputEvent(heard.topic.component.id ?? 0, message);
    for (const { component, members } of this.#reader.read(heard.topic, message)) this.product.say(component, members, message);
  }

  tell({ mac, firmware, ip, hasUpdate }: Facts, message: Message): void {
    const said = { generation: 1, mac, firmware, ip, update: hasUpdate };
    this.product.say(itself, new Map(Object.entries(said).filter(([, value]) => value !== undefined)), message);
  }

  stop(): void {
    this.product.share.end();
  }

  #inputEvent(id: number, message: Message): void {
    const { object } = message;
    const component: Component = { type: 'input', id, key: `input/${id}` };
    if (!object) return this.product.bad(`input_event/${id}`, message.text);
    const gesture = this.#events.gestureOf(component.key, object, message.retained, this.#askedAt());
    this.product.happen(component, 'gesture', buttonHappening, gesture, message);
    const told = Object.entries(object).filter(([name, value]) => value !== '' && /^(event|event_cnt|last_sequence)$/.test(name));
    this.product.say(component, new Map(told), message);
  }
}
