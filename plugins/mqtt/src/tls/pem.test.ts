import { expect, it } from 'vitest';
import { isPem, readPem } from './pem.ts';

const proper = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\nAQAB\n-----END CERTIFICATE-----\n`;

it.each([
  ['as it should be', proper],
  ['on one line', proper.replaceAll('\n', '')],
  ['with spaces for breaks', proper.replaceAll('\n', ' ')],
  ['with breaks spelled out', proper.replaceAll('\n', String.raw`\n`)],
  ['with breaks of Windows', proper.replaceAll('\n', '\r\n')],
])('reads PEM text %s', (_how, text) => {
  expect(isPem(text)).toBe(true);
  expect(readPem(text)).toContain(proper);
});

it('leaves several blocks in their order, and what is no PEM as it is', () => {
  expect(readPem(proper + proper)).toMatch(/AQAB[^]*AQAB/);
  expect(readPem('server.pem')).toBe('server.pem');
  expect(isPem('server.pem')).toBe(false);
});
