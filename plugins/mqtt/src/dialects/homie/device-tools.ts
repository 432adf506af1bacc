import type { PluginContext } from '@concord/sdk';
import type { CommandPlan, Sending, Values } from '../../devices/fragment.ts';
import type { PartListener } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import type { FeatureTools } from '../../mapping/feature-part.ts';
import type { Message } from '../../topics/message.ts';
import type { HomieNode, HomieProperty } from './description.ts';
import { readPayload, writePayload, type HomieVersion } from './wire.ts';

/** What a property says; null: its value was taken away. */
type Take = (value: unknown, reporter: Reporter, message: Message) => void;

/** What the mappings of one device need: its topics, how values are written, and where to complain. */
export class HomieTools {
  readonly version: HomieVersion;
  /** `homie/super-car`, `homie/5/super-car`. */
  readonly topic: string;
  /** Where the fragments of the node in hand stand; nothing where that is left to the placement. */
  readonly place: { readonly endpoint?: string };
  readonly #key: string;
  readonly #context: Pick<PluginContext, 'diagnose'>;

  constructor(version: HomieVersion, topic: string, key: string, context: Pick<PluginContext, 'diagnose'>, endpoint?: string) {
    this.version = version;
    this.topic = topic;
    this.place = endpoint === undefined ? {} : { endpoint };
    this.#key = key;
    this.#context = context;
  }

  /** The same for a node on an endpoint of its own. */
  at(endpoint: string): HomieTools {
    return new HomieTools(this.version, this.topic, this.#key, this.#context, endpoint);
  }

  topicOf(node: HomieNode, property: HomieProperty): string {
    return `${this.topic}/${node.id}/${property.id}`;
  }

  /** Listens to a property's own topic; `take` gets what its datatype can read. */
  listen(node: HomieNode, property: HomieProperty, take: Take): PartListener {
    const topic = this.topicOf(node, property);
    return {
      topic,
      read: (message, reporter) => {
        const value = readPayload(property, message.text, this.version);
        if (value === undefined) this.bad(topic, message.text);
        else take(value, reporter, message);
      },
    };
  }

  /**
   * What is sent to `set`. The convention asks for QoS 2 where a state is set, and for QoS 0 where something is set off, so that it does
   * not come late or twice ("QoS and retained messages").
   */
  send(node: HomieNode, property: HomieProperty, value: unknown): Sending {
    const payload = writePayload(property, value, this.version);
    return { topic: `${this.topicOf(node, property)}/set`, payload, qos: property.isRetained ? 2 : 0 };
  }

  /** How one property's values travel. */
  values(node: HomieNode, property: HomieProperty): FeatureTools {
    return {
      namespace: 'homie',
      listen: (_feature, take) => [this.listen(node, property, take)],
      // The property's topic tells what came of it.
      plan: (_feature, value, isReported, assumed: Values): CommandPlan => {
        const sendings = [this.send(node, property, value)];
        return isReported ? { sendings } : { sendings, assumed };
      },
      bad: (_what, value) => this.bad(this.topicOf(node, property), value),
    };
  }

  bad(place: string, value: unknown): void {
    this.#context.diagnose({ code: 'bad-value', message: JSON.stringify(value)?.slice(0, 200) ?? '', place, device: this.#key });
  }

  conflict(node: HomieNode, property: HomieProperty): void {
    this.#context.diagnose({
      code: 'property-does-not-fit',
      message: `${property.id} (${property.datatype}, "${property.unit ?? ''}") is not what its name says; kept under its own name`,
      place: this.topicOf(node, property),
      device: this.#key,
    });
  }
}
