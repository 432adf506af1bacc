import type { TSchema } from 'typebox';
import { ProtocolError } from '../errors.ts';
import { compile, type Validator } from '../model/validation.ts';
import { hubMessages, pluginMessages, type HubMessage, type PluginMessage } from './messages.ts';

const pluginValidators = compileAll(pluginMessages);
const hubValidators = compileAll(hubMessages);

/** Believes a line from a plugin only if it is one of `pluginMessages`; otherwise throws `ProtocolError`. */
export function parsePluginMessage(value: unknown): PluginMessage {
  return parse<PluginMessage>(pluginValidators, value);
}

/** Believes a line from the hub only if it is one of `hubMessages`; otherwise throws `ProtocolError`. */
export function parseHubMessage(value: unknown): HubMessage {
  return parse<HubMessage>(hubValidators, value);
}

// Each at its first use: a plugin never reads what plugins say, and compiling costs a start milliseconds a schema.
function compileAll(schemas: Readonly<Record<string, TSchema>>): (type: string) => Validator<unknown> | undefined {
  const compiled = new Map<string, Validator<unknown>>();
  return (type) => {
    const known = compiled.get(type);
    if (known) return known;
    const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
    if (!schema) return undefined;
    const validator = compile(schema);
    compiled.set(type, validator);
    return validator;
  };
}

function parse<T extends { type: string }>(validatorOf: (type: string) => Validator<unknown> | undefined, value: unknown): T {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string') throw new ProtocolError('a message without a type');
  const validator = validatorOf(type);
  if (!validator) throw new ProtocolError(`an unknown message type ${JSON.stringify(type.slice(0, 64))}`);
  if (!validator.accepts(value)) {
    const [finding] = validator.findings();
    throw new ProtocolError(`a "${type}" message that does not fit: ${finding?.path || '/'} ${finding?.message ?? ''}`);
  }
  return value as T;
}
