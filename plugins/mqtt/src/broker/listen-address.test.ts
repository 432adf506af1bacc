import { describe, expect, it } from 'vitest';
import { parseListenAddress } from './listen-address.ts';
import { isLoopback } from './loopback.ts';

describe('the address of the broker', () => {
  it.each([
    ['1883', { host: '0.0.0.0', port: 1883 }],
    ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
    ['[::1]:1883', { host: '::1', port: 1883 }],
    ['broker.local:99', { host: 'broker.local', port: 99 }],
  ])('%s', (text, expected) => expect(parseListenAddress(text)).toEqual(expected));

  it.each(['', 'x', '70000', 'a:b', '::1:1883', '-1'])('%j is none', (text) => expect(() => parseListenAddress(text)).toThrow(/HOST/));
});

it.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:10.0.0.1', false],
  ['10.86.0.1', false],
  ['?', false],
])('%s is this machine: %s', (address, expected) => expect(isLoopback(address)).toBe(expected));
