import type { AttributeDescriptor, PluginContext } from '@concord/sdk';
import type { CommandPlan, Fragment, Sending, Values } from '../../devices/fragment.ts';
import type { PartListener } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import type { FeatureTools } from '../../mapping/feature-part.ts';
import type { Message } from '../../topics/message.ts';
import { itemOf, setTopic, type NodeValue } from './node-value.ts';
import { readPayload } from './payload.ts';
import type { ValueFeature } from './value-feature.ts';

/** Takes what a message says of a value. */
type Take = (value: unknown, reporter: Reporter, message: Message, at: number | undefined) => void;

/** What the mappings of one node need: its topics, and where to complain. */
export class ValueTools {
  readonly device: string;
  readonly #context: Pick<PluginContext, 'diagnose'>;

  constructor(device: string, context: Pick<PluginContext, 'diagnose'>) {
    this.device = device;
    this.#context = context;
  }

  /** Listens to a value; `fragments` get the time that the message says. */
  listen(value: NodeValue, fragments: () => readonly Fragment[], take: Take): PartListener {
    return {
      topic: value.topic,
      read: (message, reporter) => {
        const payload = readPayload(message);
        if (!payload) return this.bad(value, 'too deep');
        take(payload.value, reporter, message, payload.at);
        if (payload.at !== undefined) for (const fragment of fragments()) reporter.stamp(fragment, { at: payload.at });
      },
    };
  }

  /** How one value travels. */
  values(value: NodeValue, { read, write }: Pick<ValueFeature, 'read' | 'write'>, fragments: () => readonly Fragment[]): FeatureTools {
    return {
      namespace: 'zwavejs',
      listen: (_feature, take) => [this.listen(value, fragments, (said, reporter, message) => take(read(said), reporter, message))],
      plan: (_feature, wanted, isReported, assumed) => this.plan([this.send(value, write(wanted))], isReported, assumed),
      bad: (_what, said) => this.bad(value, said),
    };
  }

  send(value: Pick<NodeValue, 'topic' | 'id'>, wanted: unknown, options?: Values): Sending {
    return this.write(setTopic(value), wanted, options);
  }

  write(topic: string, value: unknown, options?: Values): Sending {
    return { topic, payload: JSON.stringify({ value, ...(options && { options }) }) };
  }

  /** The value's own topic confirms, where it has one. */
  plan(sendings: readonly Sending[], isReported: boolean, assumed: Values): CommandPlan {
    return isReported ? { sendings } : { sendings, assumed };
  }

  describe(value: NodeValue, descriptor: AttributeDescriptor = {}): AttributeDescriptor {
    return { ...descriptor, source: itemOf(value) };
  }

  bad({ topic }: NodeValue, said: unknown): void {
    const message = JSON.stringify(said)?.slice(0, 200) ?? 'nothing';
    this.#context.diagnose({ code: 'bad-value', message, place: topic, device: this.device });
  }
}

/** How a transition is written; zwave-js knows seconds and minutes. */
export function transitionOf(transition: unknown): Values | undefined {
  return typeof transition === 'number' ? { transitionDuration: `${Math.round(Math.min(Math.max(transition, 0), 7620))}s` } : undefined;
}
