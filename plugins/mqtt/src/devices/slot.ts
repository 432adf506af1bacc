import type { CapabilityDescriptor } from '@concord/sdk';
import { guardOf } from './value-guard.ts';
import type { CommandPlanner, Fragment, Place, Stamp } from './fragment.ts';

/** One capability on one endpoint of one device: what reports and commands are addressed to. Made of the fragments of several parts. */
export class Slot implements Place {
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  /** Who writes an attribute. */
  readonly setters = new Map<string, Fragment>();
  readonly commands = new Map<string, CommandPlanner>();
  readonly descriptor: CapabilityDescriptor;
  readonly guards = new Map<string, (value: unknown) => boolean>();
  /** What the message in hand said so far. */
  values: Record<string, unknown> | undefined;
  raw: Record<string, unknown> | undefined;
  stamp: Stamp | undefined;

  constructor(device: string, endpoint: string, { capability, base, title }: Fragment) {
    this.device = device;
    this.endpoint = endpoint;
    this.capability = capability;
    this.descriptor = { attributes: {}, ...(base && { base }), ...(title && { title: title.slice(0, 255) }) };
  }

  /** True if nothing of the fragment is here already. */
  fits({ base, attributes, commands = {} }: Fragment): boolean {
    return (
      base === this.descriptor.base &&
      !Object.keys(attributes).some((name) => Object.hasOwn(this.descriptor.attributes, name)) &&
      !Object.keys(commands).some((name) => this.commands.has(name))
    );
  }

  add(fragment: Fragment): void {
    const { attributes, commands = {}, events = [], set } = fragment;
    fragment.slot = this;
    Object.assign(this.descriptor.attributes, attributes);
    for (const name of Object.keys(attributes)) {
      const guard = guardOf(this.capability, this.descriptor.base, name);
      if (guard) this.guards.set(name, guard);
    }
    if (set) for (const name of Object.keys(attributes)) if (attributes[name]?.writable) this.setters.set(name, fragment);
    for (const [name, planner] of Object.entries(commands)) this.commands.set(name, planner);
    if (this.commands.size > 0) this.descriptor.commands = [...this.commands.keys()].toSorted();
    if (events.length > 0) this.descriptor.events = [...new Set([...(this.descriptor.events ?? []), ...events])].toSorted();
  }
}
