// Writes src/api/generated.ts from the hub's OpenAPI document: `npm run -w ui generate -- <file or URL>`.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

type Schema = Record<string, unknown>;
interface Content {
  content?: Record<string, { schema?: Schema }>;
}
interface Operation {
  operationId?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);
const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('Say where the OpenAPI document is: npm run -w ui generate -- http://127.0.0.1:8080/api/v1/openapi.json\n');
  process.exit(1);
}

const document = JSON.parse(await read(source)) as OpenApi;
const operations = Object.entries(document.paths)
  .flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const { operationId } = operation;
      return methods.has(method) && operationId !== undefined ? [{ id: operationId, method: method.toUpperCase(), path, operation }] : [];
    }),
  )
  .toSorted((a, b) => a.id.localeCompare(b.id));

const closed = { type: 'object', additionalProperties: false };
const root: Schema = {
  ...closed,
  properties: Object.fromEntries(operations.map(({ id, operation }) => [id, schemaOf(operation)])),
  required: operations.map(({ id }) => id),
  components: { schemas: document.components?.schemas ?? {} },
};
const types = await compile(plain(root), 'Operations', {
  bannerComment: '',
  additionalProperties: false,
  ignoreMinAndMaxItems: true,
  strictIndexSignatures: false,
});

const prefix = /^\/api\/v1/;
const rows = operations.map(({ id, method, path }) => `  ${id}: ['${method}', '${path.replace(prefix, '')}'],`);
await writeFile(
  new URL('../src/api/generated.ts', import.meta.url),
  `// Made from the hub's OpenAPI document by ui/tools/generate.ts. Do not edit.\n\n${types}\n/** Method and path of each operation. */\nexport const operations = {\n${rows.join('\n')}\n} as const satisfies Record<keyof Operations, readonly [method: string, path: string]>;\n`,
);

function schemaOf({ parameters = [], requestBody, responses = {} }: Operation): Schema {
  const parts: Record<string, Schema> = {};
  for (const place of ['path', 'query']) {
    const found = parameters.filter((parameter) => parameter.in === place);
    if (found.length === 0) continue;
    parts[place === 'path' ? 'params' : 'query'] = {
      ...closed,
      properties: Object.fromEntries(found.map(({ name, schema }) => [name, schema ?? {}])),
      required: found.filter(({ required }) => required === true).map(({ name }) => name),
    };
  }
  const body = requestBody && jsonOf(requestBody);
  if (body) parts['body'] = body;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  parts['response'] = (success && jsonOf(success)) ?? { type: 'null' };
  return { ...closed, properties: parts, required: Object.keys(parts) };
}

function jsonOf({ content = {} }: Content): Schema | undefined {
  return content['application/json']?.schema ?? Object.values(content).find(({ schema }) => schema)?.schema;
}

// Titles of fields would become type names, and a pattern for any key says no more than "any key".
function plain(schema: Schema): Schema {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    if (key === 'title' && typeof value === 'string') return undefined;
    if (typeof value !== 'object' || value === null || !('patternProperties' in value)) return value;
    const { patternProperties, ...rest } = value as { patternProperties: Schema };
    return { ...rest, additionalProperties: Object.values(patternProperties)[0] ?? true };
  });
  return JSON.parse(text) as Schema;
}

async function read(from: string): Promise<string> {
  if (!/^https?:/.test(from)) return readFile(from, 'utf8');
  const response = await fetch(from);
  if (!response.ok) throw new Error(`${from} answered ${response.status}`);
  return response.text();
}
