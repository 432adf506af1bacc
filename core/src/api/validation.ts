import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { findingsOf } from '@concord/sdk';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { InvalidRequestError } from './errors.ts';

const ajv = new Ajv({
  strict: false,
  discriminator: true,
  allErrors: false,
  coerceTypes: false,
  useDefaults: false,
  removeAdditional: false,
  verbose: true,
});
addFormats.default(ajv);

const partNames: Readonly<Record<string, string>> = { body: 'body', querystring: 'query', params: 'path', headers: 'header' };

/**
 * Checks each part of a request against its route's schema: nothing is coerced, dropped or filled in, other than numbers in a query
 * string, which can only be text there.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  // Compiled at the first request: all routes together would hold up every start by half a second.
  let compiled: ValidateFunction | undefined;
  const parse = httpPart === 'querystring' ? numbersOf(schema) : (value: unknown) => value;
  const part = partNames[httpPart ?? 'body'] ?? 'body';
  return (value: unknown) => {
    const validate = (compiled ??= ajv.compile(discriminated(JSON.parse(JSON.stringify(schema))) as object));
    const parsed = parse(value);
    if (validate(parsed)) return { value: parsed };
    const findings = findingsOf(validate.errors ?? []);
    const [first] = findings;
    return { error: new InvalidRequestError(`${part}: ${first ? `${first.path || '/'} ${first.message}` : 'does not fit'}`, findings) };
  };
};

function numbersOf(schema: TSchema): (query: unknown) => unknown {
  const properties = ('properties' in schema ? schema.properties : {}) as Record<string, { type?: string }>;
  const numeric = Object.entries(properties).filter(([, { type }]) => type === 'integer' || type === 'number');
  return (query) => {
    const parsed: Record<string, unknown> = { ...(query as Record<string, unknown>) };
    for (const [name] of numeric) {
      const text = parsed[name];
      if (typeof text === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(text)) parsed[name] = Number(text);
    }
    return parsed;
  };
}

/**
 * Lets `type` choose the member of a union whose members all have one: an error is then about what the value meant to be, not about all
 * that it isn't.
 */
function discriminated(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(discriminated);
  if (typeof schema !== 'object' || schema === null) return schema;
  const mapped = Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, discriminated(member)]));
  const { anyOf, ...rest } = mapped as { anyOf?: { properties?: { type?: { const?: unknown } } }[] };
  if (!anyOf?.every(({ properties }) => properties?.type?.const !== undefined)) return mapped;
  return { ...rest, type: 'object', required: ['type'], discriminator: { propertyName: 'type' }, oneOf: anyOf };
}
