import { Message, notJson } from '../../topics/message.ts';
import { AnnouncementError } from './announcement.ts';

/**
 * The character set of an entity's payloads (`encoding`). Empty text stands for bytes: then `value` has a character for each byte, so that
 * templates can take it apart (`unpack`), and JSON is read all the same.
 */
export class Encoding {
  static readonly #utf8 = new Encoding('utf-8', undefined);
  static readonly #bytes = new Encoding('bytes', undefined);
  readonly name: string;
  readonly #decoder: TextDecoder | undefined;

  private constructor(name: string, decoder: TextDecoder | undefined) {
    this.name = name;
    this.#decoder = decoder;
  }

  /** Throws `AnnouncementError` for a set that nobody knows. */
  static of(name: unknown): Encoding {
    if (name === undefined || name === null) return Encoding.#utf8;
    if (name === '') return Encoding.#bytes;
    if (typeof name !== 'string') throw new AnnouncementError('the encoding is not a text');
    const label = labelOf(name);
    if (label === 'utf-8') return Encoding.#utf8;
    try {
      return new Encoding(name, new TextDecoder(label, { fatal: true }));
    } catch {
      throw new AnnouncementError(`nobody knows the encoding "${name.slice(0, 50)}"`);
    }
  }

  get isUtf8(): boolean {
    return this === Encoding.#utf8;
  }

  /** The message as text; undefined where it is none in this set. */
  decode(message: Message): Message | undefined {
    if (!this.#decoder) return message.isText && message.json !== notJson ? message : characters(message);
    try {
      const text = this.#decoder.decode(message.payload);
      return new Message(message.topic, Buffer.from(text, 'utf8'), message.retained);
    } catch {
      return undefined;
    }
  }

  /** What is not ASCII would have to be written in the product's own set. */
  canWrite(text: string): boolean {
    return this.isUtf8 || /^\p{ASCII}*$/u.test(text);
  }
}

function characters({ topic, payload, retained }: Message): Message {
  return new Message(topic, Buffer.from(payload.toString('latin1'), 'utf8'), retained);
}

/** Python's names for the sets, where they are not those of the web. */
const names: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'latin-1': 'latin1',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
};

function labelOf(name: string): string {
  const label = name.toLowerCase().replaceAll('_', '-');
  return Object.hasOwn(names, label) ? (names[label] ?? label) : label.replace(/^cp(\d+)$/, 'windows-$1');
}
