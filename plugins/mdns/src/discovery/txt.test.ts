import { expect, it } from 'vitest';
import { decodeTxt } from './txt.ts';

const decode = (...strings: string[]) => Object.fromEntries(decodeTxt(strings.map((string) => Buffer.from(string))));

it.each([
  ['a key and its value', ['id=A1'], { id: 'A1' }],
  ['an empty value', ['note='], { note: '' }],
  ['a key without a value', ['flag'], { flag: '' }],
  ['a value with an equals sign and quotes', ['board="a=b"'], { board: '"a=b"' }],
  ['the first of a repeated key', ['md=x', 'MD=y'], { md: 'x' }],
  ['nothing of a string without a key', ['=x', ''], {}],
])('a TXT record keeps %s', (_, strings, expected) => {
  expect(decode(...strings)).toEqual(expected);
});
