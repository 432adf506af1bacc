import { describe, expect, expectTypeOf, it } from 'vitest';
import { resolveCapability } from '../capabilities/resolve.ts';
import * as shapes from '../capabilities/shapes.ts';
import type { CapabilityDescriptor } from '../device/descriptor.ts';
import { DeviceDescriptor } from '../device/descriptor.ts';
import { InvalidInputError, type Finding } from '../errors.ts';
import { flag, listOf, measured, oneOf, percentage, plainNumber, text, timestamp } from '../model/attribute.ts';
import type { ArgsOf, ValuesOf } from '../model/capability.ts';
import { checkCommand, checkEvent, checkReport } from '../model/checks.ts';
import { compile } from '../model/validation.ts';
import { defineExtension, describeAttribute, describeExtension } from './author.ts';

const toaster = defineExtension({
  id: 'com.acme:toaster',
  title: 'Toaster',
  description: 'Toasts bread.',
  tags: ['domain=household', 'com.acme:line=retro'],
  attributes: {
    state: oneOf(['idle', 'toasting', 'stuck'], 'State'),
    browning: percentage('Browning', { writable: true }),
    slot: measured('temperature', 'Slot'),
    crumbs: plainNumber('Crumbs', { minimum: 0 }),
    last: timestamp('Last toast', { category: 'diagnostic' }),
    recipes: listOf(shapes.thing({ id: shapes.id(), browning: shapes.optional(shapes.percent('Browning')) }), 'Recipes'),
  },
  commands: {
    toast: { title: 'Toast', args: shapes.closed({ duration: shapes.seconds() }), expects: { state: 'toasting' } },
    eject: { title: 'Eject', expects: { state: 'idle' } },
  },
  events: { done: { title: 'Done', payload: shapes.closed({ slices: shapes.optional(shapes.amount('share', 'Slices')) }) } },
  examples: [
    { title: 'A bagel', values: { state: 'toasting', browning: 40 } },
    { title: 'A minute', command: 'toast', args: { duration: 60 } },
  ],
});

/** What the hub makes of what travelled. */
function received(described: CapabilityDescriptor) {
  const descriptor = JSON.parse(JSON.stringify(described)) as CapabilityDescriptor;
  const findings: Finding[] = [];
  const definition = resolveCapability(toaster.id, descriptor, (finding) => findings.push(finding));
  if (!definition) throw new Error('it was refused');
  return { definition, descriptor, findings };
}

describe('an extension', () => {
  it('has the types of its values and arguments', () => {
    expectTypeOf<ValuesOf<typeof toaster>['state']>().toEqualTypeOf<'idle' | 'toasting' | 'stuck' | 'other' | null | undefined>();
    expectTypeOf<ValuesOf<typeof toaster>['crumbs']>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<ArgsOf<typeof toaster, 'toast'>>().toEqualTypeOf<{ duration: number }>();
    expect(toaster.attributes.state.title).toBe('State');
  });

  it('is the same on the side of the hub, and checked like a capability of the model', () => {
    const { definition, descriptor, findings } = received(describeExtension(toaster));
    expect(findings).toEqual([]);
    expect(definition).toMatchObject({ id: 'com.acme:toaster', version: 1, title: 'Toaster', risk: 'harm' });
    expect(Object.keys(definition.attributes)).toEqual(Object.keys(toaster.attributes));
    expect(definition.attributes).toMatchObject({ slot: { quantity: 'temperature', unit: 'Cel', series: 'measurement' } });

    const good = { state: 'toasting', browning: 70, slot: 181.5, crumbs: 0, last: null, recipes: [{ id: 'bagel', browning: 40 }] };
    expect(checkReport(definition, descriptor, good)).toEqual([]);
    const bad = checkReport(definition, descriptor, { state: 'burning', browning: 101, recipes: [{ browning: 4 }], size: 1 });
    expect(bad.map(({ path }) => path)).toEqual(['/state', '/browning', '/recipes/0', '/size']);

    expect(checkCommand(definition, descriptor, 'toast', { duration: 90 })).toEqual([]);
    expect(checkCommand(definition, descriptor, 'toast', { duration: 90, heat: 3 })).toHaveLength(1);
    expect(checkCommand(definition, descriptor, 'set', { browning: 30 })).toEqual([]);
    expect(checkCommand(definition, descriptor, 'set', { crumbs: 0 })).toHaveLength(1);
    expect(checkEvent(definition, descriptor, 'done', { slices: 2 })).toEqual([]);
    expect(checkEvent(definition, descriptor, 'burnt')).toHaveLength(1);
  });

  it('is told by examples, of which those that do not fit are left out', () => {
    const described = describeExtension(toaster);
    expect(received(described).definition).toMatchObject({ tags: toaster.tags, examples: toaster.examples });
    const examples = [...toaster.examples, { title: 'Too much', values: { browning: 400 } }, { title: 'Nothing' }];
    const { definition, findings } = received({
      ...described,
      definition: JSON.parse(JSON.stringify({ ...described.definition, examples })),
    });
    expect(definition.examples).toEqual(toaster.examples);
    expect(findings[0]).toMatchObject({ path: '/definition/examples/2/browning' });
    expect(findings.length).toBeGreaterThan(1);
  });

  it('can be narrowed for one device', () => {
    const { definition, descriptor } = received(describeExtension(toaster, { attributes: { browning: { maximum: 60 } }, commands: [] }));
    expect(checkReport(definition, descriptor, { browning: 61, slot: 20 })).toHaveLength(2);
    expect(checkCommand(definition, descriptor, 'eject', {})).toHaveLength(1);
  });

  it('fits the protocol', () => {
    const device = {
      key: 't',
      name: 'T',
      identifiers: [],
      endpoints: [{ id: 'main', capabilities: { [toaster.id]: describeExtension(toaster) } }],
    };
    expect(compile(DeviceDescriptor).accepts(device)).toBe(true);
  });

  it('loses what is wrong of it, and nothing else', () => {
    const { definition, findings } = received({
      attributes: { on: {} },
      definition: JSON.parse(`{
        "title": "Toaster", "attributes": {
          "on": {"title": "On", "schema": {"type": "boolean"}},
          "heat": {"title": "Heat", "schema": {"type": "number"}, "quantity": "temperature", "unit": "°F"},
          "far out": {"title": "Far out", "schema": {"type": "number"}},
          "untold": {"schema": {"type": "number"}},
          "odd": {"title": "Odd", "schema": {"type": "number"}, "unit": "crumb/h"}
        },
        "commands": {
          "set": {"title": "Set"},
          "pop": {"title": "Pop", "expects": {"on": "no"}},
          "dive": {"title": "Dive", "args": {"type": "string"}},
          "go": {"title": "Go", "args": {"type": "object", "properties": {"far": {"type": "number"}}}}
        },
        "events": {"done": {"title": "Done", "payload": {"type": "object", "properties": {"x": {"$ref": "#"}}}}}
      }`),
    });
    expect(findings.map(({ path }) => path)).toEqual([
      '/definition/attributes/heat/unit',
      '/definition/attributes/far out',
      '/definition/attributes/untold',
      '/definition/commands/set',
      '/definition/commands/pop/expects',
      '/definition/commands/dive/args/type',
      '/definition/events/done/payload/properties/x',
    ]);
    expect(Object.keys(definition.attributes)).toEqual(['on', 'odd']);
    expect(definition.attributes['odd']).toMatchObject({ unit: 'crumb/h' });
    expect(definition.attributes['odd']).not.toHaveProperty('quantity');
    expect(Object.keys(definition.commands)).toEqual(['go']);
    expect(definition.commands['go']?.args).toMatchObject({ additionalProperties: false });
    expect(definition.events).toEqual({});
  });

  it('does harm only where it can be moved, unless its maker says', () => {
    const id = 'com.acme:lid';
    expect(defineExtension({ id, title: 'Lid', attributes: { open: flag('Open') } }).risk).toBe('none');
    expect(defineExtension({ id, title: 'Lid', attributes: { open: flag('Open', { writable: true }) } }).risk).toBe('harm');
    expect(defineExtension({ id, title: 'Lid', commands: { open: { title: 'Open' } } }).risk).toBe('harm');
    expect(defineExtension({ id, title: 'Lid', risk: 'none', commands: { open: { title: 'Open' } } }).risk).toBe('none');
  });

  it('is sent again only where there is no risk', () => {
    const id = 'com.acme:lid';
    const commands = { open: { title: 'Open', repeatable: true }, knock: { title: 'Knock' } } as const;
    const safe = defineExtension({ id, title: 'Lid', risk: 'none', attributes: { open: flag('Open', { writable: true }) }, commands });
    expect(received(describeExtension(safe)).definition).toMatchObject({ isSetRepeatable: true, commands });
    expect(() => defineExtension({ id, title: 'Lid', risk: 'harm', commands })).toThrow('/commands/open/repeatable');

    const told = describeExtension({ ...safe, risk: 'security' });
    const { definition, findings } = received(told);
    expect(findings.map(({ path }) => path)).toEqual(['/definition/isSetRepeatable', '/definition/commands/open/repeatable']);
    expect(definition).toMatchObject({ risk: 'security', isSetRepeatable: false, commands: { open: { title: 'Open' } } });
    expect(definition.commands['open']).not.toHaveProperty('repeatable');
  });

  it('tells its author at once what the hub would refuse', () => {
    const define = () => defineExtension({ id: 'com.acme:lid', title: '', attributes: { 'is open': flag('Open') } });
    expect(define).toThrow(InvalidInputError);
    expect(() => describeAttribute(text(''))).toThrow(InvalidInputError);
  });
});
