import { isDatatype, isId, limits, type HomieDescription, type HomieNode, type HomieProperty } from '../description.ts';

const maxArray = 100;

/**
 * The attributes of a device of Homie 3 or 4, each on a topic of its own. They may come in any order, and again; an empty one was taken
 * away.
 */
export class Attributes {
  readonly #id: string;
  /** By their topic below the device: `$name`, `lights/$type`, `lights/color/$datatype`. */
  readonly #texts = new Map<string, string>();

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
    if (text === '') return this.#texts.delete(path);
    if (this.#texts.size >= limits.attributes && !this.#texts.has(path)) return undefined;
    this.#texts.set(path, text.slice(0, limits.textLength));
    return true;
  }

  /** Everything that the lists of nodes and properties name has been described, as far as it must be. */
  get isComplete(): boolean {
    return (
      this.#texts.has('$nodes') &&
      this.#nodeIds().every(({ base, isArray }) => {
        if (isArray && !this.#texts.has(`${base}/$array`)) return false;
        return (
          this.#texts.has(`${base}/$properties`) && this.#propertyIds(base).every(({ id }) => this.#texts.has(`${base}/${id}/$datatype`))
        );
      })
    );
  }

  /** What is known so far. */
  description(): HomieDescription {
    const nodes = this.#nodeIds().flatMap(({ base, isArray }) => (isArray ? this.#arrayOf(base) : [this.#node(base, base)]));
    let room: number = limits.properties;
    const mac = this.#texts
      .get('$mac')
      ?.toLowerCase()
      .replaceAll(/[^0-9a-f]/g, '');
    return {
      name: (this.#texts.get('$name') ?? this.#id).slice(0, 255),
      nodes: nodes.slice(0, limits.nodes).map((node) => {
        const properties = node.properties.slice(0, Math.max(0, room));
        room -= properties.length;
        return { ...node, properties };
      }),
      model: this.#texts.get('$fw/name')?.slice(0, 255),
      firmware: this.#texts.get('$fw/version')?.slice(0, 255),
      ...(mac?.length === 12 && { mac }),
    };
  }

  /** `lights[]` of Homie 3 is several nodes alike, `lights_0` and so on. */
  #nodeIds(): { readonly base: string; readonly isArray: boolean }[] {
    return listOf(this.#texts.get('$nodes')).flatMap((entry) => {
      const base = entry.replace(/\[\]$/, '');
      return isId(base) ? [{ base, isArray: base !== entry }] : [];
    });
  }

  #arrayOf(base: string): HomieNode[] {
    const [, from = '', to = ''] = /^\[?(\d{1,6})-(\d{1,6})\]?$/.exec(this.#texts.get(`${base}/$array`) ?? '') ?? [];
    if (from === '') return [];
    const count = Math.min(maxArray, Number(to) - Number(from) + 1);
    return Array.from({ length: Math.max(0, count) }, (_, at) => this.#node(`${base}_${Number(from) + at}`, base));
  }

  /** What one of an array says for itself comes before what they all are. */
  #node(id: string, base: string): HomieNode {
    const own = (attribute: string) => this.#texts.get(`${id}/${attribute}`) ?? this.#texts.get(`${base}/${attribute}`);
    return {
      id,
      name: (this.#texts.get(`${id}/$name`) ?? (id === base ? id : `${own('$name') ?? base} ${id.slice(base.length + 1)}`)).slice(0, 255),
      type: (own('$type') ?? '').slice(0, 255),
      properties: this.#propertyIds(base).map((named) => this.#property(named, own)),
      tags: listOf(own('$tags')),
    };
  }

  /** `on:settable` is how Homie 2 says that it can be set. */
  #propertyIds(base: string): { readonly id: string; readonly isSettable: boolean }[] {
    return listOf(this.#texts.get(`${base}/$properties`)).flatMap((entry) => {
      const id = entry.replace(/(\[.*\])?(:settable)?$/, '');
      return isId(id) ? [{ id, isSettable: entry.endsWith(':settable') }] : [];
    });
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

function listOf(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(','))].map((one) => one.trim()).filter((one) => one !== '');
}
