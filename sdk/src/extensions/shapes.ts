import type { Category, Series } from '../model/attribute.ts';
import type { Risk } from '../model/capability.ts';
import type { Example } from '../model/example.ts';
import type { Quantity } from '../model/quantities.ts';

/** A JSON Schema as data, of the keywords in `schema.ts`. */
export type ExtensionSchema = Readonly<Record<string, unknown>>;

/** An attribute that the core doesn't know, defined by who brings it. What is left out follows from the schema. */
export interface ExtensionAttribute {
  readonly schema: ExtensionSchema;
  readonly title: string;
  readonly description?: string;
  /** Gives the value its canonical unit; then `unit` may be left out. */
  readonly quantity?: Quantity;
  /** A unit that belongs to no quantity of the model: it is shown as it is, and never converted. */
  readonly unit?: string;
  readonly series?: Series;
  /** Default: false. */
  readonly writable?: boolean;
  /** Default: `primary`. */
  readonly category?: Category;
}

export interface ExtensionCommand {
  readonly title: string;
  readonly description?: string;
  /** Of type `object`; what it does not name is not taken. */
  readonly args?: ExtensionSchema;
  readonly expects?: Readonly<Record<string, unknown>>;
  /** As of a command of the model; only where the risk is `none`. */
  readonly repeatable?: true;
}

export interface ExtensionEvent {
  readonly title: string;
  readonly description?: string;
  /** Of type `object`; what it does not name is not taken. */
  readonly payload?: ExtensionSchema;
}

/** A whole capability in JSON, under a namespaced id (capability map, section 1.1). */
export interface ExtensionDefinition {
  /** Default: 1. */
  readonly version?: number;
  readonly title: string;
  readonly description?: string;
  /** `axis=value`, as of a capability of the model, or of an axis with a namespace. */
  readonly tags?: readonly string[];
  /** Default: `harm` for what can be set or commanded, since nobody else knows what it moves; otherwise `none`. */
  readonly risk?: Risk;
  /** Default: whether the risk is `none`, which it has to be. */
  readonly isSetRepeatable?: boolean;
  readonly attributes: Readonly<Record<string, ExtensionAttribute>>;
  readonly commands?: Readonly<Record<string, ExtensionCommand>>;
  readonly events?: Readonly<Record<string, ExtensionEvent>>;
  readonly examples?: readonly Example[];
}
