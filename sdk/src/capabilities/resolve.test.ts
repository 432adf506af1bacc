import { describe, expect, it } from 'vitest';
import type { Finding } from '../errors.ts';
import { flag, measured, percentage } from '../model/attribute.ts';
import { checkAttribute, checkCommand, isWritable } from '../model/checks.ts';
import { describeAttribute } from '../extensions/author.ts';
import { DefinitionBudget, maxDeviceDefinitionsLength } from '../extensions/budget.ts';
import { maxDefinitionLength } from '../extensions/definition.ts';
import type { CapabilityDescriptor } from '../device/descriptor.ts';
import { model } from './index.ts';
import { resolveCapability } from './resolve.ts';

const mood = { title: 'Mood', attributes: { mood: { title: 'Mood', schema: { enum: ['good', 'bad', 'other'] } } } };

function resolved(id: string, descriptor: CapabilityDescriptor) {
  const findings: Finding[] = [];
  return { definition: resolveCapability(id, descriptor, (finding) => findings.push(finding)), findings };
}

describe('what an endpoint has', () => {
  it('is the core capability for a bare id', () => {
    expect(resolveCapability('lock', { attributes: {} })).toBe(model.lock);
  });

  it('is the generic base for an extension', () => {
    expect(resolveCapability('com.acme:mood', { base: 'genericSelect', attributes: {} })).toBe(model.genericSelect);
  });

  it('is what an extension brings with it', () => {
    const { definition, findings } = resolved('com.acme:mood', { definition: mood, attributes: { mood: {} } });
    expect(findings).toEqual([]);
    expect(definition).toMatchObject({
      id: 'com.acme:mood',
      version: 1,
      title: 'Mood',
      risk: 'none',
      attributes: { mood: { series: 'state' } },
    });
  });

  it.each<[what: string, id: string, descriptor: CapabilityDescriptor, path: string]>([
    ['a bare id that the model does not know', 'mood', { attributes: {} }, ''],
    ['a bare id with a definition', 'mood', { definition: mood, attributes: {} }, ''],
    ['a name that every object has', 'constructor', { attributes: {} }, ''],
    ['nothing', '', { attributes: {} }, ''],
    ['an extension that says nothing of itself', 'com.acme:mood', { attributes: {} }, ''],
    ['an extension that says two things of itself', 'com.acme:mood', { base: 'genericSelect', definition: mood, attributes: {} }, ''],
    ['a core capability that is told to be like another', 'lock', { base: 'genericText', attributes: {} }, '/base'],
    ['a core capability that is redefined', 'lock', { definition: mood, attributes: {} }, '/definition'],
    [
      'an extension whose definition has no title',
      'com.acme:mood',
      { definition: JSON.parse('{"attributes": {}}'), attributes: {} },
      '/definition',
    ],
  ])('is nothing for %s', (_, id, descriptor, path) => {
    const { definition, findings } = resolved(id, descriptor);
    expect(definition).toBeUndefined();
    expect(findings).toMatchObject([{ path }]);
  });
});

describe('a definition that is met again', () => {
  const wrong = { title: 'Mood', attributes: { mood: { title: 'Mood', schema: { type: 'nonsense' } }, glad: mood.attributes.mood } };

  it('is read once, and what was refused of it is told each time', () => {
    const first = resolved('com.acme:again', { definition: wrong, attributes: {} });
    const second = resolved('com.acme:again', { definition: structuredClone(wrong), attributes: {} });
    expect(second.definition).toBe(first.definition);
    expect(second.findings).toEqual(first.findings);
    expect(first.findings).toMatchObject([{ path: '/definition/attributes/mood/schema/type' }]);
  });

  it('is another for another id', () => {
    expect(resolved('com.acme:other', { definition: wrong, attributes: {} }).definition?.id).toBe('com.acme:other');
  });

  it('counts once in what one device may bring, and others until that is full', () => {
    const budget = new DefinitionBudget();
    const findings: Finding[] = [];
    const take = (title: string, description: string) => {
      const definition = { title, description, attributes: {} };
      const found = resolveCapability('com.acme:big', { definition, attributes: {} }, (finding) => findings.push(finding), budget);
      return { isTaken: found !== undefined, length: JSON.stringify(definition).length };
    };
    const long = 'x'.repeat(900);
    const { length } = take('0000', long);
    const room = Math.floor(maxDeviceDefinitionsLength / length);
    for (let again = 0; again < room; again++) expect(take('0000', long).isTaken).toBe(true);
    for (let other = 1; other < room; other++) expect(take(String(other).padStart(4, '0'), long).isTaken).toBe(true);
    expect(findings).toEqual([]);
    expect(take('last', long).isTaken).toBe(false);
    expect(findings).toMatchObject([{ path: '/definition' }]);
    const own = { attributes: { 'com.acme:probe': describeAttribute(flag('p'.repeat(255))) } };
    const oven = resolveCapability('oven', own, (finding) => findings.push(finding), budget);
    expect(oven?.attributes).not.toHaveProperty(['com.acme:probe']);
    expect(findings[1]).toMatchObject({ path: '/attributes/com.acme:probe/definition' });
  });
});

describe('an attribute with a namespace', () => {
  const oven = {
    attributes: {
      preheated: {},
      'com.acme:crumbs': describeAttribute(percentage('Crumbs', { writable: true }), { maximum: 90 }),
    },
  };

  it('stands beside those of the model, and is checked like them', () => {
    const { definition = model.lock, findings } = resolved('oven', oven);
    expect(findings).toEqual([]);
    expect(definition).toMatchObject({ id: 'oven', risk: 'harm', commands: model.oven.commands });
    expect(definition.attributes).toMatchObject({ preheated: model.oven.attributes.preheated, 'com.acme:crumbs': { unit: '%' } });
    const check = (value: unknown) => checkAttribute(definition, oven, 'com.acme:crumbs', value);
    expect([check(12), check(null)]).toEqual([undefined, undefined]);
    for (const wrong of [91, 101, -1, '12', Number.NaN]) expect(check(wrong)).toMatchObject({ path: '/com.acme:crumbs' });
    expect(isWritable(definition, oven, 'com.acme:crumbs')).toBe(true);
    expect(checkCommand(definition, oven, 'set', { 'com.acme:crumbs': 5 })).toEqual([]);
    expect(checkCommand(definition, oven, 'set', { 'com.acme:crumbs': 95 })).toHaveLength(1);
  });

  it('can stand in an extension too', () => {
    const descriptor = { base: 'genericNumber', attributes: { value: {}, 'com.acme:sure': describeAttribute(flag('Sure')) } } as const;
    expect(Object.keys(resolved('com.acme:guess', descriptor).definition?.attributes ?? {})).toContain('com.acme:sure');
  });

  it('is refused alone where it can not be taken', () => {
    const definition = { title: 'Crumbs', schema: { type: 'string', pattern: '^(a+)+$' } };
    const { definition: rest, findings } = resolved('oven', { attributes: { ...oven.attributes, 'com.acme:name': { definition } } });
    expect(findings).toMatchObject([{ path: '/attributes/com.acme:name/definition/schema/pattern' }]);
    expect(rest?.attributes).toHaveProperty(['com.acme:crumbs']);
    expect(rest?.attributes).not.toHaveProperty(['com.acme:name']);
  });

  it('is refused where there are too many of them to read', () => {
    const long = { title: 'Long', schema: { enum: Array.from({ length: 200 }, (_, index) => `member ${index}`) } };
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`com.acme:a${index}`, { definition: long }]));
    const { definition, findings } = resolved('oven', { attributes: many });
    const taken = Object.keys(definition?.attributes ?? {}).filter((name) => name.includes(':'));
    const room = Math.floor(maxDefinitionLength / JSON.stringify(long).length);
    expect(taken).toHaveLength(room);
    expect(findings).toHaveLength(40 - room);

    const attributes = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`a${index}`, long]));
    const whole = resolved('com.acme:long', { definition: { title: 'Long', attributes }, attributes: {} });
    expect(whole).toMatchObject({ definition: undefined, findings: [{ path: '/definition' }] });
  });

  it('can not redefine what the model has, or add to it without a namespace', () => {
    const own = describeAttribute(measured('temperature', 'Temperature'));
    const { definition, findings } = resolved('oven', { attributes: { preheated: own, crumbs: own, steam: {} } });
    expect(findings.map(({ path }) => path)).toEqual(['/attributes/preheated/definition', '/attributes/crumbs/definition']);
    for (const name of ['preheated', 'crumbs']) expect(definition?.attributes).not.toHaveProperty(name);
    expect(definition?.attributes).toHaveProperty('steam');
    expect(model.oven.attributes).toHaveProperty('preheated');
  });
});
