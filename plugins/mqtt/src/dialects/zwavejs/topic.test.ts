import { assert, oneof, constantFrom, property, string, array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readValueTopic } from './topic.ts';

describe("a topic of Z-Wave JS UI's gateway", () => {
  it.each<[string, string, string]>([
    ['Plug/switch_binary/endpoint_0/currentValue', 'Plug', '37/0/currentValue/'],
    ['Hall/Plug/meter/endpoint_1/value/65537', 'Hall/Plug', '50/1/value/65537'],
    ['Up/Hall/Plug/unknownClass_106/endpoint_0/currentValue/13', 'Up/Hall/Plug', '106/0/currentValue/13'],
    ['Plug/window_covering/endpoint_0/currentValue/13', 'Plug', '106/0/currentValue/13'],
    ['nodeID_5/battery/endpoint_0/level', 'nodeID_5', '128/0/level/'],
    ['5/37/0/currentValue', '5', '37/0/currentValue/'],
    ['Hall/5/37/2/currentValue', 'Hall/5', '37/2/currentValue/'],
    ['5/112/0/3', '5', '112/0/3/'],
    ['5/112/0/3/255', '5', '112/0/3/255'],
  ])('%s is about %s', (path, node, text) => {
    const found = readValueTopic(path, () => false);
    const { commandClass, endpoint, property: name, propertyKey } = found?.id ?? {};
    expect([found?.node, `${commandClass}/${endpoint}/${name}/${propertyKey}`]).toEqual([node, text]);
  });

  it.each([
    'Plug/status',
    'switch_binary/endpoint_0/currentValue',
    'Plug/switch_binary/endpoint_0',
    'Plug/my/own/topic',
    '5/37/0',
    'a/37/999/x',
  ])('%s is about no value', (path) => expect(readValueTopic(path, () => false)).toBeUndefined());

  it('is read as the node that is known, where numbers can be read in two ways', () => {
    expect(readValueTopic('1/37/49/0/x', (node) => node === '1/37')?.node).toBe('1/37');
  });

  it('never throws', () => {
    const level = oneof(string(), constantFrom('37', '0', 'meter', 'endpoint_0', '__proto__', ''));
    assert(property(array(level), (levels) => void readValueTopic(levels.join('/'), () => true)));
  });
});
