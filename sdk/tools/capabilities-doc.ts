/** Prints `docs/capabilities.md` from the model: `npm run -s docs:capabilities > docs/capabilities.md`. */
import type { TSchema } from 'typebox';
import * as access from '../src/capabilities/access.ts';
import * as air from '../src/capabilities/air.ts';
import * as appliance from '../src/capabilities/appliance.ts';
import * as camera from '../src/capabilities/camera.ts';
import * as climate from '../src/capabilities/climate.ts';
import * as device from '../src/capabilities/device.ts';
import * as energy from '../src/capabilities/energy.ts';
import * as environment from '../src/capabilities/environment.ts';
import * as garden from '../src/capabilities/garden.ts';
import * as generic from '../src/capabilities/generic.ts';
import * as input from '../src/capabilities/input.ts';
import * as light from '../src/capabilities/light.ts';
import * as machine from '../src/capabilities/machine.ts';
import * as media from '../src/capabilities/media.ts';
import * as openings from '../src/capabilities/openings.ts';
import * as presence from '../src/capabilities/presence.ts';
import * as safety from '../src/capabilities/safety.ts';
import * as service from '../src/capabilities/service.ts';
import * as settings from '../src/capabilities/settings.ts';
import * as structure from '../src/capabilities/structure.ts';
import { capabilities, tagAxes, type AttributeDefinition, type CapabilityDefinition, type Example } from '../src/index.ts';

const groups: readonly (readonly [title: string, members: Readonly<Record<string, CapabilityDefinition>>])[] = [
  ['Every product', device],
  ['Settings', settings],
  ['Devices that reach other devices', structure],
  ['Light and switching', light],
  ['Buttons and remote controls', input],
  ['Environment', environment],
  ['Air', air],
  ['Safety', safety],
  ['Presence', presence],
  ['Access', access],
  ['Openings', openings],
  ['Climate', climate],
  ['Energy', energy],
  ['Appliances', appliance],
  ['Media', media],
  ['Cameras', camera],
  ['Garden', garden],
  ['Machines', machine],
  ['Services', service],
  ['Without a named meaning', generic],
];

interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly 'x-unit'?: string;
}

/** A value's type in a few words: `0 to 100 %`, `locked | unlocked`, `list of {at, temperature?}`. */
function typeOf(schema: SchemaNode, unit = schema['x-unit']): string {
  if (schema.enum) return schema.enum.map((member) => `\`${String(member)}\``).join(', ');
  if (schema.anyOf) return schema.anyOf.map((member) => typeOf(member)).join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${typeOf(schema.items ?? {})}`;
    case 'object':
      return schema.properties ? membersOf(schema) : 'object';
    case 'number':
    case 'integer':
      return [schema.type === 'integer' ? 'whole number' : 'number', rangeOf(schema), unit && `\`${unit}\``].filter(Boolean).join(' ');
    case 'string':
      return schema.format === 'date-time' ? 'time' : 'text';
    case 'boolean':
      return 'yes or no';
    default:
      return 'anything';
  }
}

function rangeOf({ minimum, maximum }: SchemaNode): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `from ${minimum}`;
  return maximum === undefined ? '' : `up to ${maximum}`;
}

/** `{duration?, effect?}`; a member that takes one of a few words shows them. */
function membersOf({ properties = {}, required = [] }: SchemaNode): string {
  const members = Object.entries(properties).map(
    ([name, schema]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema).replaceAll('`', '')}`,
  );
  return `\`{${members.join('; ')}}\``.replaceAll('``', '`');
}

function membersOfSchema(schema: TSchema | undefined): string {
  return schema ? ` ${typeOf(schema)}` : '';
}

function attributeRow(name: string, { schema, unit, writable, title, description, category }: AttributeDefinition): string {
  const told = [title, description, category === 'primary' ? undefined : `(${category})`].filter(Boolean).join(' ');
  return `| \`${name}\` | ${cell(typeOf(schema, unit))} | ${writable ? 'yes' : ''} | ${cell(told)} |`;
}

// A pipe would end the cell.
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function lines(word: string, members: Readonly<Record<string, { title: string; description?: string }>>, more: (name: string) => string) {
  const all = Object.entries(members).map(
    ([name, { title, description }]) => `- ${word} \`${name}\`${more(name)}: ${title}${description ? `. ${description}` : ''}`,
  );
  return all.length > 0 ? [...all, ''] : [];
}

/** `{position: 20}`: an object as it is written in an article, not as it travels. */
function told(values: Readonly<Record<string, unknown>>): string {
  const value = (one: unknown): string => {
    if (Array.isArray(one)) return `[${one.map(value).join(', ')}]`;
    if (typeof one !== 'object' || one === null) return JSON.stringify(one);
    return `{${Object.entries(one)
      .map(([name, member]) => `${name}: ${value(member)}`)
      .join(', ')}}`;
  };
  return `\`${value(values)}\``;
}

function exampleOf(example: Example): string {
  const { title } = example;
  if ('values' in example) return `- ${title}: ${told(example.values)}`;
  if ('command' in example) return `- ${title}: command \`${example.command}\`${example.args ? ` ${told(example.args)}` : ''}`;
  return `- ${title}: event \`${example.event}\`${example.payload ? ` ${told(example.payload)}` : ''}`;
}

function sectionOf(definition: CapabilityDefinition): string[] {
  const { id, version, title, description, tags, risk, isSetRepeatable, attributes, setOptions = {}, commands, events } = definition;
  const rows = Object.entries(attributes).map(([name, attribute]) => attributeRow(name, attribute));
  return [
    `### \`${id}\`: ${title}`,
    '',
    `${description}${risk === 'none' ? '' : ` Risk: ${risk}.`}${isSetRepeatable || risk !== 'none' ? '' : ' `set` is not repeatable.'}${version === 1 ? '' : ` Version ${version}.`} ${tags.map((tag) => `\`${tag}\``).join(' ')}`,
    '',
    ...(rows.length > 0 ? ['| attribute | type and unit | writable | what it is |', '| --- | --- | --- | --- |', ...rows, ''] : []),
    ...lines('option of `set`', setOptions, (name) => {
      const option = setOptions[name];
      return option ? ` (${typeOf(option.schema, option.unit)})` : '';
    }),
    ...lines('command', commands, (name) => `${membersOfSchema(commands[name]?.args)}${commands[name]?.repeatable ? ' (repeatable)' : ''}`),
    ...lines('event', events, (name) => membersOfSchema(events[name]?.payload)),
    'For instance:',
    '',
    ...definition.examples.map(exampleOf),
    '',
  ];
}

const listed = groups.flatMap(([, members]) => Object.values(members));
const unlisted = [...capabilities.keys()].filter((id) => !listed.some((definition) => definition.id === id));
if (unlisted.length > 0) throw new Error(`no group has ${unlisted.join(', ')}: add their file to this script`);

const text = [
  '# Capabilities',
  '',
  'Made from the model by `npm run -s docs:capabilities`; do not edit.',
  '',
  `The ${capabilities.size} capabilities that a device can have. An attribute has one canonical unit, a UCUM code where UCUM has one. Every attribute may also be null: the device does not know. Writable attributes are set by the built-in command \`set\`, whose arguments are the attributes. \`other\` is what a product said beyond the list, its own word kept in \`raw\`. Which attributes, commands and events a device has, and within which range, stands in its descriptor.`,
  '',
  'A capability with a risk may be commanded by owners, members and services, not by guests, and each command that a person or a token sends to it is in the audit. `(config)` marks what is set up once, `(diagnostic)` what helps to find a fault.',
  '',
  'When nobody confirmed a command in time, it may have been done. The hub may send it again only where doing it twice is as doing it once: commands that are marked `(repeatable)`, and `set` of capabilities without a risk, unless they say otherwise. Nothing with a risk is.',
  '',
  'Each capability has semantic tags, `axis=value`: one domain and one role, and of what and in what it is where that is always the same.',
  '',
  ...Object.entries(tagAxes).map(([axis, values]) => `- \`${axis}\`: ${values.join(', ')}`),
  '',
  ...groups.map(
    ([title, members]) =>
      `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')}): ${Object.values(members)
        .map(({ id }) => `\`${id}\``)
        .join(', ')}`,
  ),
  '',
  ...groups.flatMap(([title, members]) => [`## ${title}`, '', ...Object.values(members).flatMap(sectionOf)]),
];
process.stdout.write(`${text.join('\n').trimEnd()}\n`);
