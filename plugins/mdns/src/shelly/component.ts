import type { AttributeDescriptor } from '@concord/sdk';
import type { JsonObject } from '../untrusted/json.ts';
import type { Rpc } from './rpc.ts';
import type { Read } from './values.ts';

/** A part of a component that is an endpoint of its own: a phase of a meter. */
export interface Part {
  /** Appended to the component's endpoint id. */
  readonly suffix: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** One thing a component says, and the attribute it becomes. */
export interface Row {
  /** Where it stands in the component's status, dotted. */
  readonly path: string;
  /** `capability.attribute`. */
  readonly to: `${string}.${string}`;
  readonly read: Read;
  readonly writable?: true;
  /** Narrows the attribute by the component's configuration. */
  readonly narrow?: (config: JsonObject, status: JsonObject) => AttributeDescriptor;
  /** Applies only then; decided from configuration and status when the device is described. */
  readonly when?: (config: JsonObject, status: JsonObject) => boolean;
  readonly part?: Part;
  /** The event that a new value means. */
  readonly event?: (value: unknown) => string | undefined;
}

/** What a command of the hub becomes: the arguments, the component's id, and its state now. */
export type Write = (args: JsonObject, id: number, status: JsonObject) => Rpc;

/** The event that one of a component's own means. */
interface ComponentEvent {
  readonly event: string;
  readonly payload?: JsonObject;
}

/** How one type of component (`switch` of `switch:0`) is mapped. */
export interface Component {
  readonly type: string;
  /** What its endpoint is to a person. */
  readonly kind?: (app: string) => string;
  readonly rows: readonly Row[];
  /** What is no business of a home, each with the reason. */
  readonly internal?: Readonly<Record<string, string>>;
  /** By capability: what setting its attributes becomes. */
  readonly set?: Readonly<Record<string, Write>>;
  /** By `capability.command`. */
  readonly commands?: Readonly<Record<string, Write>>;
  /** By the device's word in NotifyEvent, with the capability that has it. */
  readonly events?: { readonly capability: string; readonly byWord: Readonly<Record<string, ComponentEvent>>; readonly when: Row['when'] };
  /** Shares the endpoint of another type with the same id: `emdata` counts what `em` measures. */
  readonly joins?: string;
  /** Always on the device itself. */
  readonly onMain?: true;
}

export function rpc(method: string, params: JsonObject): Rpc {
  return { method, params };
}

/** Leaves out what was not given, since a device takes null for a value. */
export function given(params: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
