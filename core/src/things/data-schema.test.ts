import { capabilities, checkAttribute, type AttributeDescriptor, type CapabilityDefinition } from '@concord/sdk';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../sdk/test/arbitrary.ts';
import { dataSchema, readSchema, writeSchema } from './data-schema.ts';

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

const attributes = [...capabilities.values()].flatMap((definition) =>
  Object.entries(definition.attributes).map(([name, attribute]) => ({ definition, name, attribute })),
);

function attributeOf(capability: string, name: string) {
  const definition = capabilities.get(capability);
  const attribute = definition?.attributes[name];
  if (!definition || !attribute) throw new Error(`no ${capability}.${name} in the model`);
  return { definition, attribute };
}

function read(capability: string, name: string, narrowed: AttributeDescriptor = {}) {
  return readSchema(attributeOf(capability, name).attribute, narrowed);
}

describe('the data schema of an attribute', () => {
  it('accepts every value that the hub believes, and that it is not known', () => {
    for (const { definition, name, attribute } of attributes) {
      const accepts = ajv.compile(readSchema(attribute, {}));
      expect({ of: `${definition.id}.${name}`, acceptsNull: accepts(null) }).toEqual({ of: `${definition.id}.${name}`, acceptsNull: true });
      fc.assert(
        fc.property(valueOf(attribute.schema), (value) => accepts(value)),
        { numRuns: 10 },
      );
    }
  });

  it('draws the lines where the hub draws them, however a device narrows a number', () => {
    const range = fc.record(
      { minimum: fc.integer({ min: -50, max: 150 }), maximum: fc.integer({ min: -50, max: 150 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(range, fc.integer({ min: -60, max: 160 }), (narrowed, value) => {
        const { definition, attribute } = attributeOf('level', 'level');
        const isBelieved = believes(definition, 'level', narrowed, value);
        expect(ajv.validate(readSchema(attribute, narrowed), value)).toBe(isBelieved);
      }),
    );
  });

  it('draws the lines where the hub draws them, however a device narrows a choice', () => {
    const id = fc.constantFrom('eco', 'comfort', 'other', 'away');
    const options = fc.array(fc.record({ id, label: fc.string() }, { requiredKeys: ['id'] }));
    fc.assert(
      fc.property(options, id, (options, value) => {
        const { definition, attribute } = attributeOf('thermostat', 'preset');
        expect(ajv.validate(readSchema(attribute, { options }), value)).toBe(believes(definition, 'preset', { options }, value));
      }),
    );
  });

  it('names the unit, and leaves a step to be a hint', () => {
    const schema = read('thermostat', 'heatingSetpoint', { minimum: 5, maximum: 30, step: 0.1 });
    expect(schema).toEqual({
      oneOf: [{ type: 'number', minimum: 5, maximum: 30 }, { type: 'null' }],
      unit: 'Cel',
      'concord:quantity': 'temperature',
      'concord:step': 0.1,
    });
    expect(read('genericNumber', 'value', { unit: 'bar', quantity: 'pressure' })).toMatchObject({
      unit: 'bar',
      'concord:quantity': 'pressure',
    });
  });

  it('has the labels of a list as titles', () => {
    expect(read('lightEffect', 'effect', { options: [{ id: 'fire', label: 'Fireplace' }, { id: 'rainbow' }] }).oneOf).toEqual([
      { type: 'string', const: 'fire', title: 'Fireplace' },
      { type: 'string', const: 'rainbow' },
      { type: 'string', const: 'other' },
      { type: 'null' },
    ]);
  });

  it('takes no null as an argument', () => {
    const { attribute } = attributeOf('switch', 'on');
    expect(writeSchema(attribute, {})).toEqual({ title: 'On', type: 'boolean' });
  });
});

describe('the data schema of arguments and payloads', () => {
  it('accepts all that the hub does', () => {
    const schemas = [...capabilities.values()].flatMap(({ commands, events }) => [
      ...Object.values(commands).flatMap(({ args }) => args ?? []),
      ...Object.values(events).flatMap(({ payload }) => payload ?? []),
    ]);
    for (const schema of schemas) {
      const accepts = ajv.compile(dataSchema(schema));
      fc.assert(
        fc.property(valueOf(schema), (value) => accepts(value)),
        { numRuns: 10 },
      );
    }
  });

  it('has units where the vocabulary has them', () => {
    const { onFor } = capabilities.get('switch')?.commands ?? {};
    expect(dataSchema(onFor?.args ?? {})).toEqual({
      type: 'object',
      required: ['duration'],
      properties: { duration: { type: 'number', title: 'Duration', minimum: 0, unit: 's', 'concord:quantity': 'duration' } },
    });
  });
});

function believes(definition: CapabilityDefinition, name: string, narrowed: AttributeDescriptor, value: unknown): boolean {
  return checkAttribute(definition, { attributes: { [name]: narrowed } }, name, value) === undefined;
}
