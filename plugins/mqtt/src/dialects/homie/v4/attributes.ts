import { isDatatype, isId, limits, type HomieDescription, type HomieNode, type HomieProperty } from '../description.ts';

const maxArray = 100;
const maxTags = 100;
const properties = '/$properties';
const settable = ':settable';
/** The longest id, what an array says behind it, and `:settable`. */
const maxEntry = 160;

/** What `$nodes` says of a node. */
interface NamedNode {
  readonly base: string;
  readonly isArray: boolean;
}

/** What `$properties` says of a property. */
interface NamedProperty {
  readonly id: string;
  readonly isSettable: boolean;
}

/**
 * The attributes of a device of Homie 3 or 4, each on a topic of its own. They may come in any order, and again; an empty one was taken
 * away.
 */
export class Attributes {
  readonly #id: string;
  /** By their topic below the device: `$name`, `lights/$type`, `lights/color/$datatype`. */
  readonly #texts = new Map<string, string>();
  /** Read once, when it is said: everything that comes later asks for it. */
  #nodes: readonly NamedNode[] = [];
  /** By their node. */
  readonly #properties = new Map<string, readonly NamedProperty[]>();

  constructor(id: string) {
    this.#id = id;
  }

  get(path: string): string | undefined {
    return this.#texts.get(path);
  }

  paths(): Iterable<string> {
    return this.#texts.keys();
  }

  /** True where it says something new. Undefined: there is no room for it. */
  take(path: string, text: string): boolean | undefined {
    if (this.#texts.get(path) === text) return false;
    if (text !== '' && this.#texts.size >= limits.attributes && !this.#texts.has(path)) return undefined;
    if (path === '$nodes') this.#nodes = nodesIn(text);
    const base = path.endsWith(properties) ? path.slice(0, -properties.length) : undefined;
    if (text === '') {
      if (base !== undefined) this.#properties.delete(base);
      return this.#texts.delete(path);
    }
    if (base !== undefined) this.#properties.set(base, propertiesIn(text));
    this.#texts.set(path, text.slice(0, limits.textLength));
    return true;
  }

  /** Everything that the lists of nodes and properties name has been described, as far as it must be. */
  get isComplete(): boolean {
    return (
      this.#texts.has('$nodes') &&
      this.#nodes.every(({ base, isArray }) => this.#texts.has(base + properties) && (!isArray || this.#texts.has(`${base}/$array`))) &&
      this.#nodes
        .values()
        .flatMap(({ base }) => this.#propertiesOf(base).map(({ id }) => `${base}/${id}/$datatype`))
        .take(limits.properties)
        .every((path) => this.#texts.has(path))
    );
  }

  /** What is known so far. */
  description(): HomieDescription {
    let room: number = limits.properties;
    const mac = this.#texts
      .get('$mac')
      ?.toLowerCase()
      .replaceAll(/[^0-9a-f]/g, '');
    return {
      name: (this.#texts.get('$name') ?? this.#id).slice(0, 255),
      nodes: this.#nodes
        .values()
        .flatMap(({ base, isArray }) => (isArray ? this.#membersOf(base) : [base]).map((id) => ({ id, base })))
        .take(limits.nodes)
        .map(({ id, base }) => {
          const node = this.#node(id, base, room);
          room -= node.properties.length;
          return node;
        })
        .toArray(),
      model: this.#texts.get('$fw/name')?.slice(0, 255),
      firmware: this.#texts.get('$fw/version')?.slice(0, 255),
      ...(mac?.length === 12 && { mac }),
    };
  }

  /** The nodes of an array: `lights_0` and so on. */
  #membersOf(base: string): string[] {
    const [, from = '', to = ''] = /^\[?(\d{1,6})-(\d{1,6})\]?$/.exec(this.#texts.get(`${base}/$array`) ?? '') ?? [];
    if (from === '') return [];
    const count = Math.min(maxArray, Number(to) - Number(from) + 1);
    return Array.from({ length: Math.max(0, count) }, (_, at) => `${base}_${Number(from) + at}`);
  }

  /** What one of an array says for itself comes before what they all are. */
  #node(id: string, base: string, room: number): HomieNode {
    const own = (attribute: string) => this.#texts.get(`${id}/${attribute}`) ?? this.#texts.get(`${base}/${attribute}`);
    return {
      id,
      name: (this.#texts.get(`${id}/$name`) ?? (id === base ? id : `${own('$name') ?? base} ${id.slice(base.length + 1)}`)).slice(0, 255),
      type: (own('$type') ?? '').slice(0, 255),
      properties: this.#propertiesOf(base)
        .slice(0, room)
        .map((named) => this.#property(named, own)),
      tags: listOf(own('$tags') ?? '', maxTags),
    };
  }

  #propertiesOf(base: string): readonly NamedProperty[] {
    return this.#properties.get(base) ?? [];
  }

  #property({ id, isSettable }: { id: string; isSettable: boolean }, own: (attribute: string) => string | undefined): HomieProperty {
    const datatype = own(`${id}/$datatype`);
    const format = own(`${id}/$format`) ?? '';
    const isUsable = isDatatype(datatype) && (format !== '' || (datatype !== 'enum' && datatype !== 'color'));
    return {
      id,
      name: (own(`${id}/$name`) ?? id).slice(0, 255),
      // Text is what Homie 3 says where no datatype is, and what everything can be shown as.
      datatype: isUsable ? datatype : 'string',
      format: isUsable ? format : '',
      unit: own(`${id}/$unit`)?.slice(0, 255),
      isSettable: isSettable || own(`${id}/$settable`) === 'true',
      isRetained: own(`${id}/$retained`) !== 'false',
    };
  }
}

/** What of a list of nodes or properties there is no room for; undefined: nothing. */
export function leftOut(path: string, text: string): string | undefined {
  const max = path === '$nodes' ? limits.nodes : path.endsWith(properties) ? limits.properties : undefined;
  if (max === undefined) return undefined;
  const entries = text.split(',');
  const long = entries.slice(0, max).find(({ length }) => length > maxEntry);
  if (entries.length > max) return `${entries.length} entries; the first ${max} are used`;
  return long === undefined ? undefined : `an entry is too long and left out: ${long.slice(0, 40)}…`;
}

/** `lights[]` of Homie 3 is several nodes alike. */
function nodesIn(text: string): NamedNode[] {
  return listOf(text, limits.nodes).flatMap((entry) => {
    const isArray = entry.endsWith('[]');
    const base = isArray ? entry.slice(0, -2) : entry;
    return isId(base) ? [{ base, isArray }] : [];
  });
}

/** `on:settable` is how Homie 2 says that it can be set; `pixel[0-9]` is a range of it. */
function propertiesIn(text: string): NamedProperty[] {
  return listOf(text, limits.properties).flatMap((entry) => {
    const isSettable = entry.endsWith(settable);
    const [id = ''] = (isSettable ? entry.slice(0, -settable.length) : entry).split('[', 1);
    return isId(id) ? [{ id, isSettable }] : [];
  });
}

function listOf(text: string, max: number): string[] {
  const entries = text.split(',', max).filter(({ length }) => length <= maxEntry);
  return [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
}
