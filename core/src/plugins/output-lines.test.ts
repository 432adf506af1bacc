import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { onLines } from './output-lines.ts';

it.each([
  ['lines over several pieces', ['on', 'e\ntw', 'o\n'], ['one', 'two']],
  ['a last line without an end', ['one\ntwo'], ['one', 'two']],
  ['empty lines', ['\n\none\n\n'], ['one']],
  ['a character over two pieces', [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], ['é']],
  [
    'a line that is too long',
    ['x'.repeat(15_000), 'y'.repeat(15_000), 'z\nshort\n'],
    [`${'x'.repeat(15_000)}${'y'.repeat(5000)}…`, 'short'],
  ],
])('hears %s', async (_name, pieces, lines) => {
  const stream = new PassThrough();
  const heard: string[] = [];
  onLines(stream, (line) => heard.push(line));
  for (const piece of pieces) stream.write(piece);
  stream.end();
  await finished(stream);
  expect(heard).toEqual(lines);
});
