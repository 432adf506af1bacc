import type { Capability, CapabilityView, JsonSchema } from '../api/types.ts';
import { humanize } from '../format.ts';
import { shapeOf, shapeOfSchema, type Shape } from './shape.ts';

/** One argument of a command. */
export interface Argument {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

/** The built-in command that writes attributes. */
export const setCommand = 'set';

/** The commands of a capability on this device: `set` where something is writable, then its own. */
export function commandsOf(view: CapabilityView): string[] {
  const isWritable = Object.values(view.attributes).some(({ writable }) => writable === true);
  return [...(isWritable ? [setCommand] : []), ...view.commands];
}

export function commandTitle(command: string, definition: Capability | undefined): string {
  return command === setCommand ? 'Set' : (definition?.commands[command]?.title ?? humanize(command));
}

/** What a command takes. Of `set` no argument is required, but one must be there. */
export function argumentsOf(command: string, view: CapabilityView, definition: Capability | undefined): Argument[] {
  if (command === setCommand) {
    return Object.entries(view.attributes)
      .map(([name, attribute]) => ({ name, required: false, shape: shapeOf(name, attribute, definition) }))
      .filter(({ shape }) => shape.writable);
  }
  const schema = definition?.commands[command]?.args as JsonSchema | undefined;
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    required: schema?.required?.includes(name) ?? false,
    shape: shapeOfSchema(name, property),
  }));
}
