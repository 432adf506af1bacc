import { describe, expect, it } from 'vitest';
import { quantities } from '../model/quantities.ts';
import { checkExample } from '../model/check-example.ts';
import { tagAxes } from '../model/tags.ts';
import { compile } from '../model/validation.ts';
import { capabilities, model } from './index.ts';

const all = [...capabilities.values()];
// What is told relative to now, or is noticed by people each time.
const notTwice = [
  ...['toggle', 'step', 'move', 'nudge', 'next', 'previous', 'skip', 'channelUp', 'channelDown'],
  ...['press', 'send', 'trigger', 'show', 'announce', 'locate', 'playMedia', 'calibrate', 'capture', 'replaced', 'onFor', 'boost'],
];
const camelCase = /^[a-z][a-zA-Z0-9]*$/;

describe('the vocabulary', () => {
  it('has the 129 capabilities of the map and the generic structure', () => {
    expect(all).toHaveLength(130);
    expect(capabilities.has('genericObject')).toBe(true);
  });

  it('exports each capability under its id', () => {
    for (const [name, definition] of Object.entries(model)) expect(name).toBe(definition.id);
    expect(capabilities.size).toBe(Object.keys(model).length);
  });
});

describe.each(all.map((definition) => [definition.id, definition] as const))('the capability %s', (id, definition) => {
  const named = [definition.attributes, definition.commands, definition.events, definition.setOptions ?? {}];

  it('has names in camel case, and none of them is the built-in set', () => {
    for (const name of [id, ...named.flatMap(Object.keys)]) expect(name).toMatch(camelCase);
    expect(Object.keys(definition.commands)).not.toContain('set');
  });

  it('has options of set that are no attributes', () => {
    for (const name of Object.keys(definition.setOptions ?? {})) expect(definition.attributes).not.toHaveProperty(name);
  });

  it('is told to a person', () => {
    expect(definition.title.length).toBeLessThanOrEqual(32);
    expect(definition.description).toMatch(/^[A-Z].*\.$/);
    for (const { title } of named.flatMap((members) => Object.values<{ title: string }>(members))) expect(title).toMatch(/^\S.{0,48}\S$/);
  });

  it('has a domain and a role, and no tag beyond the axes', () => {
    const known = Object.entries(tagAxes).flatMap(([axis, values]) => values.map((value) => `${axis}=${value}`));
    expect(known).toEqual(expect.arrayContaining([...definition.tags]));
    const axes = definition.tags.map((tag) => tag.split('=')[0]);
    expect(axes).toEqual(expect.arrayContaining(['domain', 'role']));
    expect(new Set(axes).size).toBe(axes.length);
  });

  it('is shown by examples that the hub would take', () => {
    const { attributes, commands, events, examples } = definition;
    for (const example of examples) {
      expect(checkExample(definition, example), example.title).toEqual([]);
      expect(example.title).toMatch(/^[A-Z].{2,}$/);
    }
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
    const hasReport = examples.some((example) => 'values' in example && Object.keys(example.values).length > 0);
    expect(hasReport).toBe(Object.keys(attributes).length > 0);
    const isWritable = Object.values(attributes).some(({ writable }) => writable);
    const hasDeed = examples.some((example) => 'command' in example || 'event' in example);
    expect(hasDeed).toBe(isWritable || Object.keys(commands).length + Object.keys(events).length > 0);
  });

  it('measures in canonical units', () => {
    for (const { quantity, unit } of Object.values(definition.attributes)) {
      expect(unit).toBe(quantity === undefined ? undefined : quantities[quantity]);
    }
  });

  it('has schemas that are JSON Schema and say the same after they travelled', () => {
    const schemas = [
      ...Object.values(definition.attributes).map(({ schema }) => schema),
      ...Object.values(definition.commands).flatMap(({ args }) => args ?? []),
      ...Object.values(definition.events).flatMap(({ payload }) => payload ?? []),
    ];
    for (const schema of schemas) {
      // Compiling is put off until the first value.
      expect(() => compile(schema).accepts(null)).not.toThrow();
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    }
  });

  it('takes command arguments by name only', () => {
    for (const { args } of Object.values(definition.commands)) {
      if (args) expect(args).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  it('expects of its commands what its own attributes can be', () => {
    for (const { expects } of Object.values(definition.commands)) {
      for (const [name, value] of Object.entries(expects ?? {})) {
        const attribute = definition.attributes[name];
        expect(attribute, name).toBeDefined();
        expect(attribute && compile(attribute.schema).accepts(value), name).toBe(true);
        expect(value).not.toBe('other');
      }
    }
  });

  it('lets the hub send again only what does no harm twice', () => {
    const repeated = Object.entries(definition.commands).filter(([, { repeatable }]) => repeatable);
    if (definition.risk !== 'none') expect([definition.isSetRepeatable, repeated]).toEqual([false, []]);
    for (const [name] of repeated) expect(notTwice).not.toContain(name);
  });

  it('keeps what only rises from being set', () => {
    for (const { series, writable } of Object.values(definition.attributes)) expect(series === 'totalIncreasing' && writable).toBe(false);
  });
});
