import { describe, expect, it } from 'vitest';
import { addressesOf, interfacesOf, macOf } from './diagnostics.ts';

describe('the network interfaces of a node', () => {
  const octets = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

  it('are those that are up', () => {
    const up = { isOperational: true, hardwareAddress: octets('0a0b0c0d0e0f') };
    expect(interfacesOf([{ isOperational: false }, up, null, 'eth0'])).toEqual([up]);
    expect(interfacesOf(undefined)).toEqual([]);
  });

  it('have a hardware address in pairs of digits, or none', () => {
    expect(macOf([{ hardwareAddress: octets('0a0b0c0d0e0f') }])).toBe('0a:0b:0c:0d:0e:0f');
    expect(macOf([{ hardwareAddress: octets('0011223344556677') }])).toBe('00:11:22:33:44:55:66:77');
    for (const none of [[], [{}], [{ hardwareAddress: octets('') }], [{ hardwareAddress: '0a0b' }]]) expect(macOf(none)).toBeNull();
  });

  it('have addresses of four octets or sixteen', () => {
    const six = octets('fe80000000000000021122fffe334455');
    expect(addressesOf([octets('c0a80107'), six, octets('00'), 'c0a8'])).toEqual([
      '192.168.1.7',
      'fe80:0000:0000:0000:0211:22ff:fe33:4455',
    ]);
    expect(addressesOf(null)).toEqual([]);
  });
});
