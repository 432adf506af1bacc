import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Api } from './fastify.ts';
import { namedSchemas } from './named-schemas.ts';
import { operation } from './operations.ts';
import { problemType } from './problems.ts';

type Json = Record<string, unknown>;

/** Collects the OpenAPI document from the routes that are registered after this. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Concord', version, description: 'The HTTP and WebSocket API of the Concord hub.' },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'concord_session' },
        },
      },
    },
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => {
      const open = route.config?.access === 'public';
      return { schema: { ...schema, security: open ? [] : [{ bearer: [] }, { session: [] }] }, url };
    },
    transformObject: (documents) => withNames(('openapiObject' in documents ? documents.openapiObject : documents.swaggerObject) as Json),
  });
}

/** `GET /openapi.json`. */
export function openApiRoute(api: Api): void {
  api.get(
    '/openapi.json',
    {
      schema: { ...operation('getOpenApi', 'Model', 'This document'), response: { 200: Type.Record(Type.String(), Type.Unknown()) } },
      config: { access: 'public' },
    },
    async () => api.swagger() as unknown as Json,
  );
}

/**
 * Gives the schemas that have a name one place in the document, and refers to them wherever the same schema stands: so generated types
 * have the names that the hub's own types have. Schemas are the same where their JSON is.
 */
function withNames(document: Json): Json {
  const entries = Object.entries(namedSchemas).map(([name, schema]) => [name, inOpenApi(JSON.parse(JSON.stringify(schema)))] as const);
  const names = new Map(entries.map(([name, schema]) => [keyOf(schema), name]));
  const schemas = Object.fromEntries(entries.map(([name, schema]) => [name, mapMembers(schema, (member) => named(member, names))]));
  const problem = { description: 'A problem (RFC 9457)', content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } } };
  const paths = named(document['paths'], names) as Record<string, Record<string, { responses: Json }>>;
  for (const methods of Object.values(paths)) {
    for (const { responses } of Object.values(methods)) responses['default'] = { $ref: '#/components/responses/Problem' };
  }
  return { ...document, paths, components: { ...(document['components'] as Json), schemas, responses: { Problem: problem } } };
}

function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name = names.get(keyOf(value));
  return name === undefined ? mapMembers(value, (member) => named(member, names)) : { $ref: `#/components/schemas/${name}` };
}

/** As @fastify/swagger writes it: a record's one pattern becomes `additionalProperties`. */
function inOpenApi(value: unknown): unknown {
  const mapped = mapMembers(value, inOpenApi);
  if (typeof mapped !== 'object' || mapped === null || !('patternProperties' in mapped)) return mapped;
  const { patternProperties, ...rest } = mapped;
  return { ...rest, additionalProperties: Object.values(patternProperties as Json)[0] };
}

/** The JSON of a value with its members in one order. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function mapMembers(value: unknown, map: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member)]));
}
