import { capabilities, compile, type CapabilityDescriptor, type PluginMessage, type PluginMessages, type Validator } from '@concord/sdk';

const validators = new Map<object, Validator<unknown>>();

/** Everything that the model forbids in what a plugin said: unknown capabilities, attributes or events, and values that do not fit. */
export function violations(messages: readonly PluginMessage[]): string[] {
  const check = new ModelCheck();
  return [...new Set(messages.flatMap((message) => check.violations(message)))];
}

/** The same, message by message. */
export class ModelCheck {
  readonly #described = new Map<string, CapabilityDescriptor>();

  violations(message: PluginMessage): string[] {
    if (message.type === 'device') return [...checkDevice(message, this.#described)];
    if (message.type === 'report') return [...checkReport(message, this.#described)];
    return message.type === 'event' ? [...checkEvent(message, this.#described)] : [];
  }
}

function definitionOf(id: string, descriptor: CapabilityDescriptor | undefined) {
  return capabilities.get(id.includes(':') ? (descriptor?.base ?? '') : id);
}

function* checkDevice({ device }: PluginMessages['device'], described: Map<string, CapabilityDescriptor>): Iterable<string> {
  for (const endpoint of device.endpoints) {
    for (const [id, descriptor] of Object.entries(endpoint.capabilities)) {
      described.set(`${device.key}|${endpoint.id}|${id}`, descriptor);
      const definition = definitionOf(id, descriptor);
      if (!definition) {
        yield `unknown capability ${id}`;
        continue;
      }
      for (const [name, { writable }] of Object.entries(descriptor.attributes)) {
        const attribute = definition.attributes[name];
        if (!attribute) yield `${id} has no attribute ${name}`;
        else if (writable && !attribute.writable) yield `${id}.${name} can't be writable`;
      }
      for (const command of descriptor.commands ?? []) if (!definition.commands[command]) yield `${id} has no command ${command}`;
      for (const event of descriptor.events ?? []) if (!definition.events[event]) yield `${id} has no event ${event}`;
    }
  }
}

function* checkReport(
  { device, endpoint, capability, values }: PluginMessages['report'],
  described: Map<string, CapabilityDescriptor>,
): Iterable<string> {
  const descriptor = described.get(`${device}|${endpoint}|${capability}`);
  if (!descriptor) {
    yield `a report for ${endpoint}/${capability}, which was not described`;
    return;
  }
  for (const [name, value] of Object.entries(values)) {
    const schema = definitionOf(capability, descriptor)?.attributes[name]?.schema;
    if (!descriptor.attributes[name]) yield `${capability}.${name} was reported, not described`;
    if (!schema || value === null) continue;
    if (!fits(schema, value)) yield `${capability}.${name}: ${JSON.stringify(value)?.slice(0, 100)} does not fit`;
  }
}

function* checkEvent(
  { device, endpoint, capability, event, payload }: PluginMessages['event'],
  described: Map<string, CapabilityDescriptor>,
): Iterable<string> {
  const descriptor = described.get(`${device}|${endpoint}|${capability}`);
  const schema = definitionOf(capability, descriptor)?.events[event]?.payload;
  if (!descriptor?.events?.includes(event)) yield `the event ${capability}.${event}, which was not described`;
  if (payload && schema && !fits(schema, payload)) yield `${capability}.${event} with ${JSON.stringify(payload)}`;
}

function fits(schema: Parameters<typeof compile>[0], value: unknown): boolean {
  let validator = validators.get(schema);
  if (!validator) validators.set(schema, (validator = compile(schema)));
  return validator.accepts(value);
}
