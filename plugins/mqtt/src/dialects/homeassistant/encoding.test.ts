import { describe, expect, it } from 'vitest';
import { Message } from '../../topics/message.ts';
import { AnnouncementError } from './announcement.ts';
import { Encoding } from './encoding.ts';

const message = (...bytes: number[]) => new Message('t', Buffer.from(bytes), false);

describe('an encoding', () => {
  it.each([
    ['latin-1', [0xfc], 'ü'],
    ['ISO_8859_1', [0xfc], 'ü'],
    ['cp1251', [0xe4], 'д'],
    ['utf-16-le', [0x61, 0], 'a'],
    ['shift_jis', [0x82, 0xa0], 'あ'],
    ['', [0xff, 0x00, 0x41], 'ÿ\0A'],
    ['', [0xc3, 0xbc], 'Ã¼'],
    ['', [0x22, 0xc3, 0xbc, 0x22], '"ü"'],
    ['shift_jis', [0x82], undefined],
  ])('"%s" reads %j as %j', (name, bytes, text) => expect(Encoding.of(name).decode(message(...bytes))?.text).toBe(text));

  it.each([['utf-8'], ['UTF8'], [null], [undefined], ['utf-8-sig']])('%s is what needs no work', (name) =>
    expect(Encoding.of(name).isUtf8).toBe(true),
  );

  it.each([['klingon'], [5], ['__proto__']])('%s is none', (name) => expect(() => Encoding.of(name)).toThrow(AnnouncementError));

  it('writes what is ASCII, and in UTF-8 anything', () => {
    expect([Encoding.of('latin-1').canWrite('on'), Encoding.of('latin-1').canWrite('ü'), Encoding.of('utf-8').canWrite('ü')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
