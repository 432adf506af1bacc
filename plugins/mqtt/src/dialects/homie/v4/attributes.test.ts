import { describe, expect, it } from 'vitest';
import { limits } from '../description.ts';
import { Attributes, leftOut } from './attributes.ts';

function attributesOf(texts: Readonly<Record<string, string>>): Attributes {
  const attributes = new Attributes('porch');
  for (const [path, text] of Object.entries(texts)) attributes.take(path, text);
  return attributes;
}

describe('the attributes of a device', () => {
  it('name its nodes and properties as Homie 2, 3 and 4 do', () => {
    const { nodes } = attributesOf({
      $nodes: 'lamp, strip[],$bad',
      'lamp/$properties': 'on:settable,mode,leds[0-9]:settable,row[1-3]',
      'strip/$array': '0-1',
      'strip/$properties': 'on',
      'strip_1/$name': 'Second',
    }).description();
    expect(nodes.map(({ id }) => id)).toEqual(['lamp', 'strip_0', 'strip_1']);
    expect(nodes[0]?.properties.map(({ id, isSettable }) => [id, isSettable])).toEqual([
      ['on', true],
      ['mode', false],
      ['leds', true],
      ['row', false],
    ]);
    expect(nodes[2]?.name).toBe('Second');
  });

  it('are complete when all that the lists name is described, and no more when a list is taken away', () => {
    const attributes = attributesOf({ $nodes: 'lamp', 'lamp/$properties': 'on' });
    expect(attributes.isComplete).toBe(false);
    attributes.take('lamp/on/$datatype', 'boolean');
    expect(attributes.isComplete).toBe(true);
    attributes.take('lamp/$properties', '');
    expect(attributes.isComplete).toBe(false);
    expect(attributes.description().nodes[0]?.properties).toEqual([]);
  });

  it.each([
    ['brackets', '['.repeat(65_000)],
    ['brackets in pieces', '[[[[[[[,'.repeat(8000)],
    ['names', Array.from({ length: 16_000 }, (_, at) => `p${at}`).join(',')],
    // An expression that tries every place of such a list takes minutes, which no test is given.
  ])('are read within the time of a test from lists of %s', (_name, list) => {
    const attributes = new Attributes('porch');
    const ids = Array.from({ length: 300 }, (_, at) => `n${at}`);
    attributes.take('$nodes', ids.join(','));
    for (const id of ids) {
      attributes.take(`${id}/$properties`, list);
      void attributes.isComplete;
    }
    const { nodes } = attributes.description();
    expect(nodes.length).toBeLessThanOrEqual(limits.nodes);
    expect(nodes.flatMap((node) => node.properties).length).toBeLessThanOrEqual(limits.properties);
  });
});

describe('a list of more than there is room for', () => {
  it.each([
    ['$nodes', Array.from({ length: 201 }, (_, at) => `n${at}`).join(','), '201 entries; the first 200 are used'],
    ['lamp/$properties', `on,${'x'.repeat(200)}`, 'an entry is too long'],
    ['$nodes', 'lamp,relay', undefined],
    ['$name', 'x,'.repeat(500), undefined],
  ])('%s is said to be left out', (path, text, expected) => {
    const what = leftOut(path, text);
    if (expected === undefined) expect(what).toBeUndefined();
    else expect(what).toContain(expected);
  });
});
