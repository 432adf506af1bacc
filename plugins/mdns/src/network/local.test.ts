import { expect, it } from 'vitest';
import { isLocalAddress, isOwnAddress, localAddresses, mayAnnounce, urlHost } from './local.ts';

it.each([
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.9.9', true],
  ['8.8.8.8', false],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['fe80::1', true],
  ['fd00::1', true],
  ['2001:4860:4860::8888', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['printer.local', false],
])('%s is an address of the home: %s', (address, expected) => {
  expect(isLocalAddress(address)).toBe(expected);
});

it('this machine’s own address is announced by this machine alone', () => {
  const [own] = localAddresses(undefined);
  const address = own?.address ?? '';
  expect(isOwnAddress(address)).toBe(true);
  expect(mayAnnounce(address, address)).toBe(true);
  expect(mayAnnounce('10.86.0.77', address)).toBe(false);
  expect(mayAnnounce('10.86.0.77', '10.86.0.78')).toBe(true);
  expect(mayAnnounce(address, '127.0.0.1')).toBe(false);
});

it('an IPv6 address stands in brackets in a URL', () => {
  expect(urlHost({ host: 'fe80::1', port: 80 })).toBe('[fe80::1]:80');
});
