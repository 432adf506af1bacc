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

function compileAll(schemas: Readonly<Record<string, TSchema>>): ReadonlyMap<string, Validator<unknown>> {
  return new Map(Object.entries(schemas).map(([type, schema]) => [type, compile(schema)]));
}

function parse<T extends { type: string }>(validators: ReadonlyMap<string, Validator<unknown>>, value: unknown): T {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string') throw new ProtocolError('a message without a type');
  const validator = validators.get(type);
  if (!validator) throw new ProtocolError(`an unknown message type ${JSON.stringify(type.slice(0, 64))}`);
  if (!validator.accepts(value)) {
    const [finding] = validator.findings();
    throw new ProtocolError(`a "${type}" message that does not fit: ${finding?.path || '/'} ${finding?.message ?? ''}`);
  }
  return value as T;
}
