import { Type, type Static, type TSchema } from 'typebox';
import { pointer, type Finding } from '../errors.ts';
import type { AttributeDefinition, Category, Series } from '../model/attribute.ts';
import type { CapabilityDefinition, CommandDefinition, EventDefinition, Risk } from '../model/capability.ts';
import { checkExample } from '../model/check-example.ts';
import type { Example } from '../model/example.ts';
import { quantities, type Quantity } from '../model/quantities.ts';
import { compile, validatorOf, type Validator } from '../model/validation.ts';
import { readSchema } from './schema.ts';

/** Hears of each part of a definition that is refused; what is not told of stands. */
export type Refuse = (finding: Finding) => void;

/**
 * The longest definition of one capability, its own attributes together, in characters of JSON. Compiling costs a fraction of a
 * millisecond a schema, and the hub has only one thread for the whole home.
 */
export const maxDefinitionLength = 32_768;

const closed = { additionalProperties: false } as const;
const Json = Type.Record(Type.String(), Type.Unknown());
const Members = Type.Record(Type.String(), Type.Unknown(), { maxProperties: 128 });
const told = { title: Type.String({ minLength: 1, maxLength: 255 }), description: Type.Optional(Type.String({ maxLength: 1000 })) };
const quantityNames = Object.keys(quantities) as Quantity[];

const shapes = {
  head: compile(
    Type.Object(
      {
        ...told,
        version: Type.Optional(Type.Integer({ minimum: 1 })),
        risk: Type.Optional(Type.Unsafe<Risk>(Type.Enum(['none', 'security', 'harm', 'billing']))),
        isSetRepeatable: Type.Optional(Type.Boolean()),
        tags: Type.Optional(Type.Array(Type.String({ maxLength: 128, pattern: '^[^=]+=.' }), { maxItems: 16 })),
        examples: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 16 })),
        attributes: Members,
        commands: Type.Optional(Members),
        events: Type.Optional(Members),
      },
      closed,
    ),
  ),
  attribute: compile(
    Type.Object(
      {
        ...told,
        schema: Json,
        quantity: Type.Optional(Type.Unsafe<Quantity>(Type.Enum(quantityNames))),
        unit: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
        series: Type.Optional(
          Type.Unsafe<Series>(Type.Enum(['state', 'measurement', 'angle', 'total', 'totalIncreasing', 'setting', 'static'])),
        ),
        writable: Type.Optional(Type.Boolean()),
        category: Type.Optional(Type.Unsafe<Category>(Type.Enum(['primary', 'config', 'diagnostic']))),
      },
      closed,
    ),
  ),
  command: compile(
    Type.Object(
      { ...told, args: Type.Optional(Json), expects: Type.Optional(Json), repeatable: Type.Optional(Type.Literal(true)) },
      closed,
    ),
  ),
  event: compile(Type.Object({ ...told, payload: Type.Optional(Json) }, closed)),
  example: compile(
    Type.Unsafe<Example>(
      Type.Union([
        Type.Object({ title: told.title, values: Json }, closed),
        Type.Object({ title: told.title, command: Type.String(), args: Type.Optional(Json) }, closed),
        Type.Object({ title: told.title, event: Type.String(), payload: Type.Optional(Json) }, closed),
      ]),
    ),
  ),
} as const;

const bareName = /^[a-zA-Z][\w-]{0,63}$/;

/**
 * Reads the definition of a whole capability. A member that can't be taken is told to `refuse` (its path a JSON pointer within the
 * definition) and left out; undefined is answered where nothing can be made of it at all.
 */
export function readExtension(id: string, value: unknown, refuse: Refuse): CapabilityDefinition | undefined {
  if (JSON.stringify(value ?? null).length > maxDefinitionLength) {
    refuse({ path: '', message: `must not be longer than ${maxDefinitionLength} characters` });
    return undefined;
  }
  const head = shaped(shapes.head, value, '', refuse);
  if (!head) return undefined;
  const attributes = readMembers(head.attributes, '/attributes', refuse, readAttribute);
  const commands = readMembers(head.commands ?? {}, '/commands', refuse, (command, path) => readCommand(command, attributes, path, refuse));
  const risk = head.risk ?? riskOf(attributes, commands);
  const isSafe = risk === 'none';
  // What may do harm once may do it twice: that much of the definition is not believed.
  if (head.isSetRepeatable === true && !isSafe) refuse({ path: '/isSetRepeatable', message: 'must be false where there is a risk' });
  const definition: CapabilityDefinition = {
    id,
    version: head.version ?? 1,
    title: head.title,
    description: head.description ?? '',
    tags: head.tags ?? [],
    risk,
    isSetRepeatable: isSafe && (head.isSetRepeatable ?? true),
    attributes,
    commands: isSafe ? commands : withoutRepeatable(commands, refuse),
    events: readMembers(head.events ?? {}, '/events', refuse, readEvent),
    examples: [],
  };
  return Object.freeze({ ...definition, examples: readExamples(definition, head.examples ?? [], refuse) });
}

/** Reads the definition of one attribute, at the JSON pointer `path`. */
export function readAttribute(value: unknown, path: string, refuse: Refuse): AttributeDefinition | undefined {
  const said = shaped(shapes.attribute, value, path, refuse);
  if (!said) return undefined;
  const schema = readSchema(said.schema, `${path}/schema`, refuse);
  const { quantity, writable = false, category = 'primary' } = said;
  const canonical = quantity && quantities[quantity];
  if (canonical !== undefined && said.unit !== undefined && said.unit !== canonical) {
    refuse({ path: `${path}/unit`, message: `must be "${canonical}", the one unit of "${quantity}"` });
    return undefined;
  }
  if (!schema) return undefined;
  const unit = canonical ?? said.unit;
  return Object.freeze({
    schema,
    title: said.title,
    ...(said.description !== undefined && { description: said.description }),
    ...(quantity !== undefined && { quantity }),
    ...(unit !== undefined && { unit }),
    series: said.series ?? seriesOf(schema, quantity, category),
    writable,
    category,
  });
}

function withoutRepeatable(commands: CapabilityDefinition['commands'], refuse: Refuse): CapabilityDefinition['commands'] {
  return Object.fromEntries(
    Object.entries(commands).map(([name, { repeatable, ...command }]) => {
      if (repeatable) refuse({ path: `/commands/${name}/repeatable`, message: 'must be left out where there is a risk' });
      return [name, command];
    }),
  );
}

/** The risk of what says none: whatever can be moved may do harm, as long as only its maker knows what it is. */
export function riskOf(attributes: CapabilityDefinition['attributes'], commands: object): Risk {
  return Object.keys(commands).length > 0 || Object.values(attributes).some(({ writable }) => writable) ? 'harm' : 'none';
}

function readCommand(
  value: unknown,
  attributes: CapabilityDefinition['attributes'],
  path: string,
  refuse: Refuse,
): CommandDefinition | undefined {
  const said = shaped(shapes.command, value, path, refuse);
  if (!said) return undefined;
  for (const [name, expected] of Object.entries(said.expects ?? {})) {
    const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (attribute && validatorOf(attribute.schema).accepts(expected)) continue;
    refuse({ path: `${path}/expects`, message: `names ${JSON.stringify(name)}, which no attribute can be` });
    return undefined;
  }
  const { args, ...rest } = said;
  return withShape(rest, 'args', args, path, refuse);
}

function readEvent(value: unknown, path: string, refuse: Refuse): EventDefinition | undefined {
  const said = shaped(shapes.event, value, path, refuse);
  if (!said) return undefined;
  const { payload, ...rest } = said;
  return withShape(rest, 'payload', payload, path, refuse);
}

/** The member with the schema of its arguments or its payload, which is an object of what it names and nothing else. */
function withShape<Member extends object, Name extends string>(
  member: Member,
  name: Name,
  said: Static<typeof Json> | undefined,
  path: string,
  refuse: Refuse,
): (Member & { readonly [K in Name]?: TSchema }) | undefined {
  if (said === undefined) return member;
  if (said['type'] !== 'object') {
    refuse({ path: `${path}/${name}/type`, message: 'must be object' });
    return undefined;
  }
  const schema = readSchema({ additionalProperties: false, ...said }, `${path}/${name}`, refuse);
  return schema && { ...member, [name]: schema };
}

function readExamples(definition: CapabilityDefinition, said: readonly unknown[], refuse: Refuse): readonly Example[] {
  return said.flatMap((value, index) => {
    const path = `/examples/${index}`;
    const example = shaped(shapes.example, value, path, refuse);
    if (!example) return [];
    const findings = checkExample(definition, example);
    for (const finding of findings) refuse({ ...finding, path: `${path}${finding.path}` });
    return findings.length === 0 ? [example] : [];
  });
}

function readMembers<Member>(
  members: Readonly<Record<string, unknown>>,
  path: string,
  refuse: Refuse,
  read: (value: unknown, path: string, refuse: Refuse) => Member | undefined,
): Readonly<Record<string, Member>> {
  const good: Record<string, Member> = {};
  for (const [name, value] of Object.entries(members)) {
    const place = path + pointer(name);
    if (!bareName.test(name) || (path === '/commands' && name === 'set')) {
      refuse({ path: place, message: 'must be named by a letter, then letters, digits, _ and -, and not as what is built in' });
      continue;
    }
    const member = read(value, place, refuse);
    if (member) good[name] = member;
  }
  return Object.freeze(good);
}

function shaped<T>(shape: Validator<T>, value: unknown, path: string, refuse: Refuse): T | undefined {
  if (shape.accepts(value)) return value;
  for (const finding of shape.findings()) refuse({ ...finding, path: `${path}${finding.path}` });
  return undefined;
}

function seriesOf(schema: TSchema, quantity: Quantity | undefined, category: Category): Series {
  if (category === 'config') return 'setting';
  if (quantity === 'angle') return 'angle';
  const type = 'type' in schema ? schema.type : undefined;
  return (type === 'number' || type === 'integer') && !('enum' in schema) ? 'measurement' : 'state';
}
