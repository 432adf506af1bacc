import type { Values } from '../../devices/fragment.ts';
import { isObject, notJson, type Message } from '../../topics/message.ts';

/** Levels below a device that are no members of its state. */
const others = new Set(['availability', 'get', 'set']);
const maxHolders = 100;

/**
 * The state of a device where the bridge's setting `output` is `attribute`: each member on a topic of its own, `<base>/<name>/<member>`, as
 * plain text, nothing for null, and the members of an object as `<member>-<its member>`.
 */
export class AttributeOutput {
  /** What is known of members that are objects: each message tells one member of them. */
  readonly #holders = new Map<string, Record<string, unknown>>();
  readonly #read = new WeakMap<Message, Values>();

  /** The member that the message tells; undefined where it tells none. The same for all who ask of one message. */
  members(message: Message): Values | undefined {
    const read = this.#read.get(message);
    if (read) return read;
    const name = message.topic.slice(message.topic.lastIndexOf('/') + 1);
    // An object is the state of another device, whose name begins with this one's.
    if (name === '' || others.has(name) || message.object) return undefined;
    const members = this.#membersOf(name, valueOf(message));
    this.#read.set(message, members);
    return members;
  }

  #membersOf(name: string, value: unknown): Values {
    const [holder = name, ...path] = name.split('-');
    const member = path.join('-');
    if (member === '') return ownMember(name, value);
    if (!this.#holders.has(holder) && this.#holders.size >= maxHolders) return {};
    const held = { ...this.#holders.get(holder), ...ownMember(member, value) };
    if (Object.keys(held).length <= maxHolders) this.#holders.set(holder, held);
    return ownMember(holder, held);
  }
}

function valueOf({ text, json }: Message): unknown {
  if (text === '') return null;
  return json === notJson || isObject(json) || Array.isArray(json) ? text : json;
}

/** An object with one member of its own, whatever it is called. */
function ownMember(name: string, value: unknown): Values {
  return Object.fromEntries([[name, value]]);
}
