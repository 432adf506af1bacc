import type { Readable } from 'node:stream';

const longestLine = 20_000;

/** Hears each line that a process prints, cut at a length: a plugin that prints without end must not take the hub's memory. */
export function onLines(stream: Readable, hear: (line: string) => void): void {
  let line = '';
  let isCut = false;
  const end = () => {
    if (line !== '') hear(isCut ? `${line}…` : line);
    line = '';
    isCut = false;
  };
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    let start = 0;
    while (start < text.length) {
      const newline = text.indexOf('\n', start);
      const stop = newline < 0 ? text.length : newline;
      const room = longestLine - line.length;
      if (stop - start > room) isCut = true;
      line += text.slice(start, Math.min(stop, start + room));
      if (newline >= 0) end();
      start = stop + 1;
    }
  });
  stream.on('end', end);
}
