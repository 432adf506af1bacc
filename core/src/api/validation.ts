import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { Finding } from '@concord/sdk';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { InvalidRequestError } from './errors.ts';

const ajv = new Ajv({ strict: false, allErrors: false, coerceTypes: false, useDefaults: false, removeAdditional: false });
addFormats.default(ajv);

const partNames: Readonly<Record<string, string>> = { body: 'body', querystring: 'query', params: 'path', headers: 'header' };

/**
 * Checks each part of a request against its route's schema: nothing is coerced, dropped or filled in, other than numbers in a query
 * string, which can only be text there.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validate = ajv.compile(schema);
  const parse = httpPart === 'querystring' ? numbersOf(schema) : (value: unknown) => value;
  const part = partNames[httpPart ?? 'body'] ?? 'body';
  return (value: unknown) => {
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

/** The places and reasons in the words of people; of a union, only the member that the value meant to be. */
export function findingsOf(errors: readonly ErrorObject[]): Finding[] {
  const wrongMember = new Set(
    errors.filter(({ keyword, instancePath }) => keyword === 'const' && instancePath.endsWith('/type')).map(memberOf),
  );
  const telling = errors.filter((error) => !wrongMember.has(memberOf(error)) && error.keyword !== 'anyOf');
  return (telling.length > 0 ? telling : errors.slice(-1)).map((error) => ({ path: error.instancePath, message: messageOf(error) }));
}

function memberOf({ schemaPath }: ErrorObject): string | undefined {
  return /^.*?\/anyOf\/\d+/.exec(schemaPath)?.[0];
}

const messages: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  additionalProperties: ({ additionalProperty }) => `has no member "${String(additionalProperty)}"`,
  enum: ({ allowedValues }) => `must be one of ${JSON.stringify(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  required: ({ missingProperty }) => `needs the member "${String(missingProperty)}"`,
};

function messageOf({ keyword, params, message }: ErrorObject): string {
  return messages[keyword]?.(params as Record<string, unknown>) ?? message ?? 'does not fit';
}
