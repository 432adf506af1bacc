import { assert, json, oneof, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../mapping/sensor-classes.ts';
import { Message } from '../../topics/message.ts';
import { identifierOf } from './identifier.ts';
import { targets } from './rows.ts';
import { readValueList } from './value-list.ts';

const read = (payload: string | Buffer) => readValueList(new Message('a/b/c', Buffer.from(payload), false));

describe('a message of collectd', () => {
  it.each<[string, readonly (number | null)[] | undefined]>([
    ['1700000000.500:1:2.5\0', [1, 2.5]],
    ['1700000000:1e+06', [1_000_000]],
    ['1700000000:U:nan:-nan:inf', [null, null, null, null]],
    ['1700000000:-61', [-61]],
    ['1700000000', undefined],
    ['1700000000:', undefined],
    [':5', undefined],
    ['1700000000:0x10', undefined],
    ['N:5', undefined],
    ['', undefined],
    ['07:30', undefined],
    ['100000000:1', undefined],
    ['99999999999:1', undefined],
    ['[{"time":7,"values":[1]}]', undefined],
    ['[{"time":1e11,"values":[1]}]', undefined],
    ['[{"time":1700000000.5,"values":[1,null]}]', [1, null]],
    ['[{"time":1700000000.5,"values":["1"]}]', undefined],
    ['[]', undefined],
  ])('%j', (payload, values) => expect(read(payload)?.values).toEqual(values));

  it('never throws, and gives only finite numbers', () => {
    assert(
      property(
        oneof(
          uint8Array().map((bytes) => Buffer.from(bytes)),
          string(),
          json(),
        ),
        (payload) => {
          const list = read(payload);
          for (const value of list?.values ?? []) expect(value === null || Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });
});

describe('an identifier of collectd', () => {
  it.each([
    ['collectd/h/cpu-0/cpu-user', 'collectd', { host: 'h', plugin: 'cpu', pluginInstance: '0', type: 'cpu', typeInstance: 'user' }],
    ['a/b/h.lan/df/df-x-y', 'a/b', { host: 'h.lan', plugin: 'df', pluginInstance: '', type: 'df', typeInstance: 'x-y' }],
    ['h/uptime/uptime', '', { host: 'h', plugin: 'uptime', pluginInstance: '', type: 'uptime', typeInstance: '' }],
    ['collectd/h/-0/cpu', 'collectd', undefined],
    ['collectd/h//cpu', 'collectd', undefined],
    ['other/h/cpu/cpu', 'collectd', undefined],
    ['collectd/h/cpu/cpu/more', 'collectd', undefined],
  ])('%s behind "%s"', (topic, prefix, expected) => expect(identifierOf({ topic }, prefix)).toEqual(expected));

  it.each(targets())('has a place for %s', (target) => expect(parseTarget(target)).toBeDefined());
});
