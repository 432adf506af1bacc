import { createHash } from 'node:crypto';
import { isObject } from '../../topics/message.ts';
import { readableMembers, readExposes, type Expose } from './expose.ts';

/** What devices of one kind have in common. */
export interface Definition {
  readonly exposes: readonly Expose[];
  /** The settings that the bridge has for a device of this kind. */
  readonly options: readonly Expose[];
  /** Members of its state that it can be asked for. */
  readonly readable: readonly string[];
}

const maxDefinitions = 5000;

/** Every device has it, and a repeater may list nothing at all: it is one of the home all the same. */
const linkQuality = { type: 'numeric', name: 'linkquality', property: 'linkquality', access: 1, unit: 'lqi' };

/** The definitions of a network's devices. A home has many lamps of one kind, and what describes them is some ten kilobytes. */
export class Definitions {
  readonly #known = new Map<string, Definition>();

  /** Reads the `definition` of an entry of `bridge/devices`; `bad` counts what does not fit. */
  read(definition: unknown, bad: (what: unknown) => void): Definition {
    const { exposes, options } = isObject(definition) ? definition : {};
    const digest = createHash('sha1')
      .update(JSON.stringify([exposes, options]))
      .digest('base64');
    const known = this.#known.get(digest);
    if (known) return known;
    const isBare = Array.isArray(exposes) && exposes.length === 0;
    const read = {
      exposes: readExposes(isBare ? [linkQuality] : exposes, bad),
      options: readExposes(options, bad),
      readable: readableMembers(exposes),
    };
    if (this.#known.size >= maxDefinitions) this.#known.clear();
    this.#known.set(digest, read);
    return read;
  }
}
