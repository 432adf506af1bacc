import type { AttributeDescriptor, PluginContext } from '@concord/sdk';
import type { CommandPlan, Sending, Values } from '../../devices/fragment.ts';
import type { PartListener } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { isObject } from '../../topics/message.ts';
import type { FeatureTools } from '../../mapping/feature-part.ts';
import { heard, Said } from './said.ts';
import type { Topics } from './topics.ts';

/** A command of Tasmota's and its argument. */
export type Instruction = readonly [command: string, argument: string | number];

/** What the mappings of one device need: where to send, how to hear, and where to complain. */
export class DeviceTools {
  /** They may change: its owner gives the product other topics. */
  topics: Topics;
  readonly #key: () => string;
  readonly #context: Pick<PluginContext, 'diagnose'>;

  constructor(topics: Topics, key: () => string, context: Pick<PluginContext, 'diagnose'>) {
    this.topics = topics;
    this.#key = key;
    this.#context = context;
  }

  /** One message, however many instructions: `Backlog` keeps their order, and `NoDelay` saves the 200 ms between two (documentation: "Commands"). */
  send(instructions: readonly Instruction[]): Sending[] {
    const [first] = instructions;
    if (!first) return [];
    if (instructions.length === 1) return [{ topic: `${this.topics.cmnd}${first[0]}`, payload: String(first[1]) }];
    const payload = instructions.map(([command, argument]) => `NoDelay;${command} ${argument}`).join(';');
    return [{ topic: `${this.topics.cmnd}Backlog`, payload }];
  }

  /** The plan of a command that the product confirms by saying its state. */
  plan(...instructions: readonly Instruction[]): CommandPlan {
    return { sendings: this.send(instructions) };
  }

  listen(read: (members: Values, reporter: Reporter, said: Said) => void): PartListener {
    return {
      topic: heard,
      read: (message, reporter) => {
        if (message instanceof Said) read(message.members, reporter, message);
      },
    };
  }

  /** How a value at a path of what is said travels; it is only read. */
  valueAt(path: readonly string[]): FeatureTools {
    return {
      namespace: 'tasmota',
      listen: (_, take) => [
        this.listen((members, reporter, said) => {
          const value = valueAt(members, path);
          if (value !== undefined) take(value, reporter, said);
        }),
      ],
      plan: () => ({ sendings: [] }),
      bad: (what, value) => this.bad(what, value),
    };
  }

  describe(source: string, descriptor: AttributeDescriptor = {}): AttributeDescriptor {
    return { ...descriptor, source };
  }

  bad(what: string, value: unknown): void {
    this.#context.diagnose({
      code: 'bad-value',
      message: `${what}: ${JSON.stringify(value)?.slice(0, 200)}`,
      place: this.topics.tele,
      device: this.#key(),
    });
  }
}

/** A member of a JSON object; undefined where the object has none of its own by that name. */
export function memberOf(holder: unknown, name: string): unknown {
  if (Array.isArray(holder)) return (holder as unknown[])[Number(name)];
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

export function valueAt(members: unknown, path: readonly string[]): unknown {
  let at = members;
  for (const name of path) at = memberOf(at, name);
  return at;
}
