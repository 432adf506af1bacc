/** What a device says of itself, the same for every version of the convention. */
export interface HomieDescription {
  readonly name: string;
  readonly nodes: readonly HomieNode[];
  /** Id of the device that it is reached through (Homie 5, "Device hierarchy"). */
  readonly parent?: string | undefined;
  /** Id of the device at the top of the tree, whose last will counts for all below it. */
  readonly root?: string | undefined;
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
  /** Twelve hexadecimal digits. */
  readonly mac?: string | undefined;
}

/** A part of a device that could be used by itself: the lights of a car. */
export interface HomieNode {
  readonly id: string;
  readonly name: string;
  /** The maker's own word; the convention has no list of them. */
  readonly type: string;
  readonly properties: readonly HomieProperty[];
  readonly tags?: readonly string[] | undefined;
}

/** A value of a node. */
export interface HomieProperty {
  readonly id: string;
  readonly name: string;
  readonly datatype: HomieDatatype;
  /** What it is limited to, in the notation of its datatype; '' for no limits. */
  readonly format: string;
  readonly unit: string | undefined;
  readonly isSettable: boolean;
  /** False: each message is something that happened, and no state. */
  readonly isRetained: boolean;
}

const datatypes = ['integer', 'float', 'boolean', 'string', 'enum', 'color', 'datetime', 'duration', 'json'] as const;
export type HomieDatatype = (typeof datatypes)[number];

export function isDatatype(word: unknown): word is HomieDatatype {
  return (datatypes as readonly unknown[]).includes(word);
}

/** More than any product has: what a stranger invents costs no more than this. */
export const limits = { devices: 2000, nodes: 200, properties: 800, attributes: 8000, textLength: 65_536 } as const;

/** The ids that topics can be made of; older firmware has other letters than the convention allows. */
export function isId(id: string): boolean {
  return /^[^$/+#\0\s][^/+#\0]{0,127}$/u.test(id);
}

/** The properties, as `<node>/<property>`, that tell what happens and have no state. */
export function momentaryOf({ nodes }: HomieDescription): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ id, properties }) => properties.flatMap((one) => (one.isRetained ? [] : `${id}/${one.id}`))));
}
