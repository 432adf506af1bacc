import type { AttributeDescriptor, PluginContext } from '@concord/sdk';
import type { CommandPlan, Fragment, Sending, Values } from '../../devices/fragment.ts';
import type { PartListener, Saying } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import type { Message } from '../../topics/message.ts';
import { itemOf } from '../../mapping/feature.ts';
import { describeFeature, type FeatureTools } from '../../mapping/feature-part.ts';
import { memberOf } from './member.ts';
import { AttributeOutput } from './attribute-output.ts';
import type { Output } from './bridge-info.ts';
import type { Expose } from './expose.ts';

/** What the mappings of one device need: its topics, and where to complain. */
export class DeviceTools {
  readonly stateTopic: string;
  readonly #key: string;
  readonly #context: Pick<PluginContext, 'diagnose'>;
  /** Where each member of the state has a topic of its own. */
  readonly #attributes: AttributeOutput | undefined;

  constructor(base: string, friendlyName: string, key: string, context: Pick<PluginContext, 'diagnose'>, output: Output = 'json') {
    this.stateTopic = `${base}/${friendlyName}`;
    this.#key = key;
    this.#context = context;
    if (output === 'attribute') this.#attributes = new AttributeOutput();
  }

  /** The topic, or filter, of its states. */
  get stateFilter(): string {
    return this.#attributes ? `${this.stateTopic}/+` : this.stateTopic;
  }

  /** One message that sets several members at once; `level` names the product's endpoint where only the topic can. */
  send(members: Values, level?: string): Sending {
    return { topic: `${this.stateTopic}${level === undefined ? '' : `/${level}`}/set`, payload: JSON.stringify(members) };
  }

  /** The plan of a command: the state message confirms it, unless the expose is never reported. */
  plan(members: Values, isReported: boolean, assumed: Values): CommandPlan {
    const sendings = [this.send(members)];
    return isReported ? { sendings } : { sendings, assumed };
  }

  /** Listens to the device's state; `read` gets its JSON object. */
  listen(read: (members: Values, reporter: Reporter, message: Message) => void): PartListener {
    return {
      topic: this.stateFilter,
      read: (message, reporter) => {
        const members = this.membersIn(message);
        if (members) read(members, reporter, message);
        else if (!this.#attributes && message.payload.length > 0) this.bad('state', message.text.slice(0, 100));
      },
    };
  }

  /** The members of its state that a message tells; undefined where it is none. */
  membersIn(message: Message): Values | undefined {
    return this.#attributes ? this.#attributes.members(message) : message.object;
  }

  describe(expose: Expose, descriptor: AttributeDescriptor = {}): AttributeDescriptor {
    return describeFeature(expose, descriptor);
  }

  /** How single values travel: as members of the state, or of the member `holder` of it. */
  values(holder?: string): FeatureTools {
    return {
      namespace: 'zigbee2mqtt',
      listen: ({ property }, take) => [
        this.listen((members, reporter, message) => {
          const value = memberOf(holder === undefined ? members : memberOf(members, holder), property);
          if (value !== undefined) take(value, reporter, message);
        }),
      ],
      plan: ({ property }, value, isReported, assumed) =>
        this.plan(holder === undefined ? { [property]: value } : { [holder]: { [property]: value } }, isReported, assumed),
      bad: (what, value) => this.bad(what, value),
    };
  }

  bad(what: string, value: unknown): void {
    this.#context.diagnose({
      code: 'bad-value',
      message: `${what}: ${JSON.stringify(value)?.slice(0, 200)}`,
      place: this.stateTopic,
      device: this.#key,
    });
  }

  conflict(what: string): void {
    this.#context.diagnose({
      code: 'expose-does-not-fit',
      message: `${what}; kept under its own name`,
      place: this.stateTopic,
      device: this.#key,
    });
  }
}

/** What a typed expose's file answers. */
export interface TypedPart {
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
  readonly kind: string;
  /** Which of its features says what; a feature that is not among them becomes a part of its own. */
  readonly says?: readonly Saying[];
}

/** The features that attributes and commands of a fragment come from; a feature that is not there says nothing. */
export function sayings(
  rows: readonly (readonly [feature: Expose | undefined, fragment: Fragment | undefined, members: readonly string[]])[],
): Saying[] {
  return rows.flatMap(([feature, fragment, members]) =>
    feature && fragment ? members.map((member) => ({ item: itemOf(feature), fragment, member })) : [],
  );
}
