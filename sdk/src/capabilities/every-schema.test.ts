import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf, wrongValueOf } from '../../test/arbitrary.ts';
import { defineExtension, describeExtension } from '../extensions/author.ts';
import { flag, listOf, measured, oneOf, record } from '../model/attribute.ts';
import type { CapabilityDefinition } from '../model/capability.ts';
import { fullDescriptor } from '../model/check-example.ts';
import { checkAttribute, checkCommand, checkEvent, setCommand } from '../model/checks.ts';
import type { Quantity } from '../model/quantities.ts';
import { fromCanonical, knownUnits, toCanonical, type UnitMeaning } from '../model/units.ts';
import { capabilities } from './index.ts';
import { resolveCapability } from './resolve.ts';
import * as shapes from './shapes.ts';

/** A maker's own, as the hub reads it: it has to behave as those of the model do. */
const own = defineExtension({
  id: 'com.acme:kiln',
  title: 'Kiln',
  risk: 'none',
  attributes: {
    heat: measured('temperature', 'Heat', { minimum: -20, maximum: 1300, writable: true }),
    stage: oneOf(['idle', 'firing', 'cooling'], 'Stage'),
    sealed: flag('Sealed'),
    curve: listOf(shapes.thing({ at: shapes.seconds(), heat: shapes.amount('temperature', 'Heat') }), 'Curve', { writable: true }),
    fault: record(shapes.closed({ code: shapes.words('Code') }), 'Fault'),
  },
  commands: { fire: { title: 'Fire', args: shapes.closed({ duration: shapes.seconds(), heat: shapes.amount('temperature', 'To') }) } },
  events: { cooled: { title: 'Cooled', payload: shapes.closed({ after: shapes.seconds() }) } },
});
const received = resolveCapability(own.id, describeExtension(own));

const all: readonly CapabilityDefinition[] = [...capabilities.values(), ...(received ? [received] : [])];
const unitsOf = Map.groupBy(knownUnits(), ([, { quantity }]) => quantity);

const travelled = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What comes back of a number that a source wrote in another unit, and the hub told it again. */
function roundTrip(value: number, unit: string, quantity: Quantity): number {
  const told = fromCanonical(value, unit, quantity);
  return (told === undefined ? undefined : toCanonical(told, unit, quantity))?.value ?? Number.NaN;
}

// Where a unit has an offset, the digits that are kept end near its zero; 0 has no counterpart in what counts the other way round.
function tolerance(value: number, { rule }: UnitMeaning): number {
  const least = typeof rule === 'object' && 'offset' in rule ? 1 : 0;
  return 1e-9 * Math.max(Math.abs(value), least);
}

it('has the extension among what is tried', () => {
  expect(received?.attributes).toHaveProperty('heat');
});

describe('every attribute', () => {
  const attributes = all.flatMap((definition) =>
    Object.entries(definition.attributes).map(([name, attribute]) => [`${definition.id}.${name}`, definition, name, attribute] as const),
  );

  it.each(attributes)('%s takes what its schema allows, as it travels, and null', (_, definition, name, { schema }) => {
    const descriptor = fullDescriptor(definition);
    fc.assert(
      fc.property(valueOf(schema), (value) => {
        expect(checkAttribute(definition, descriptor, name, value)).toBeUndefined();
        expect(checkAttribute(definition, descriptor, name, travelled(value))).toBeUndefined();
        expect(JSON.stringify(travelled(value))).toBe(JSON.stringify(value));
      }),
      { numRuns: 20 },
    );
    expect(checkAttribute(definition, descriptor, name, null)).toBeUndefined();
  });

  it.each(attributes)('%s refuses what does not fit, at its place', (_, definition, name, { schema }) => {
    const descriptor = fullDescriptor(definition);
    fc.assert(
      fc.property(wrongValueOf(schema), (value) => {
        expect(checkAttribute(definition, descriptor, name, value)?.path).toMatch(new RegExp(`^/${name}(/|$)`));
      }),
      { numRuns: 30 },
    );
  });

  it.each(attributes.filter(([, , , { quantity }]) => quantity !== undefined))(
    '%s is the same after it was told in any unit of its quantity',
    (_, definition, name, { schema, quantity }) => {
      const descriptor = fullDescriptor(definition);
      const units = unitsOf.get(quantity as Quantity) ?? [];
      expect(units.length).toBeGreaterThan(0);
      // Smaller than any product measures, a double itself loses digits.
      const numbers = valueOf(schema).filter((value) => Math.abs(value as number) > 1e-12) as fc.Arbitrary<number>;
      fc.assert(
        fc.property(numbers, fc.constantFrom(...units), (value, [unit, meaning]) => {
          const back = roundTrip(value, unit, meaning.quantity);
          expect(Math.abs(back - value), unit).toBeLessThanOrEqual(tolerance(value, meaning));
          expect(checkAttribute(definition, descriptor, name, back), unit).toBeUndefined();
        }),
        { numRuns: 50 },
      );
    },
  );
});

describe('every writable attribute', () => {
  const writable = all.flatMap((definition) =>
    Object.entries(definition.attributes).flatMap(([name, { schema, writable: isWritable }]) =>
      isWritable ? [[`${definition.id}.${name}`, definition, name, schema] as const] : [],
    ),
  );

  it.each(writable)('%s can be set to what its schema allows, and to nothing else', (_, definition, name, schema) => {
    const check = (value: unknown) => checkCommand(definition, fullDescriptor(definition), setCommand, { [name]: value });
    // `other` is what a source says, and nobody asks for.
    const wanted = valueOf(schema).filter((value) => value !== 'other' || !('enum' in schema));
    fc.assert(
      fc.property(wanted, (value) => {
        expect(check(travelled(value))).toEqual([]);
      }),
      { numRuns: 10 },
    );
    fc.assert(
      fc.property(wrongValueOf(schema), (value) => {
        expect(check(value)).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
    expect(check(null)).toHaveLength(1);
  });
});

describe('every option of set', () => {
  const options = all.flatMap((definition) =>
    Object.entries(definition.setOptions ?? {}).map(
      ([name, { schema }]) => [`${definition.id}, ${name}`, definition, name, schema] as const,
    ),
  );

  it.each(options)('%s stands beside an attribute', (_, definition, name, schema) => {
    const writable = Object.entries(definition.attributes).find(([, attribute]) => attribute.writable);
    if (!writable) throw new Error('it has options of set, and nothing to set');
    const [attribute, { schema: wanted }] = writable;
    const check = (value: unknown, option: unknown) =>
      checkCommand(definition, fullDescriptor(definition), setCommand, { [attribute]: value, [name]: option });
    fc.assert(
      fc.property(valueOf(wanted), valueOf(schema), wrongValueOf(schema), (value, good, wrong) => {
        expect(check(value, good)).toEqual([]);
        expect(check(value, wrong)).toMatchObject([{ path: `/${name}` }]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('every command and event', () => {
  const spoken = all.flatMap((definition) => [
    ...Object.entries(definition.commands).map(
      ([name, { args }]) => [`${definition.id}.${name}()`, definition, name, args, checkCommand] as const,
    ),
    ...Object.entries(definition.events).map(
      ([name, { payload }]) => [`${definition.id} ${name}`, definition, name, payload, checkEvent] as const,
    ),
  ]);

  it.each(spoken)('%s takes what its schema allows, as it travels, and nothing beside', (_, definition, name, schema, check) => {
    const descriptor = fullDescriptor(definition);
    const fits = (value: unknown) => check(definition, descriptor, name, value as Record<string, unknown>);
    fc.assert(
      fc.property(schema ? valueOf(schema) : fc.constant({}), (value) => {
        expect(fits(travelled(value))).toEqual([]);
      }),
      { numRuns: 20 },
    );
    const isOpen = schema !== undefined && 'patternProperties' in schema;
    if (!isOpen) expect(fits({ 'not an argument': 1 })).not.toEqual([]);
    if (schema && !isOpen) {
      // An event without a payload is one that says nothing beyond that it happened.
      const wrong = wrongValueOf(schema).filter((value) => value !== undefined);
      fc.assert(
        fc.property(wrong, (value) => {
          expect(fits(value)).not.toEqual([]);
        }),
        { numRuns: 20 },
      );
    }
  });
});

describe('every number in an argument, a payload or a structure', () => {
  const numbers = all.flatMap((definition) => [
    ...Object.entries(definition.attributes).flatMap(([name, { schema }]) => amounts(schema, `${definition.id}.${name}`)),
    ...Object.entries(definition.commands).flatMap(([name, { args }]) => amounts(args, `${definition.id}.${name}()`)),
    ...Object.entries(definition.events).flatMap(([name, { payload }]) => amounts(payload, `${definition.id} ${name}`)),
  ]);

  it.each(numbers)('%s is the same after it was told in any unit of its quantity', (_, schema, quantity) => {
    const units = unitsOf.get(quantity) ?? [];
    const values = valueOf(schema).filter((value) => Math.abs(value as number) > 1e-12) as fc.Arbitrary<number>;
    fc.assert(
      fc.property(values, fc.constantFrom(...units), (value, [unit, meaning]) => {
        expect(Math.abs(roundTrip(value, unit, quantity) - value), unit).toBeLessThanOrEqual(tolerance(value, meaning));
      }),
      { numRuns: 20 },
    );
  });
});

/** The numbers within a schema that have a quantity, each with its place. */
function amounts(schema: unknown, place: string): [place: string, schema: object, quantity: Quantity][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const quantity = 'x-quantity' in schema ? (schema['x-quantity'] as Quantity) : undefined;
  const inner = Object.entries(schema).flatMap(([name, member]) => amounts(member, `${place}/${name}`));
  return quantity === undefined ? inner : [[place, schema, quantity]];
}
