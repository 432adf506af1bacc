import { hash } from 'node:crypto';
import { pythonText } from '../python-text.ts';
import { capped, fail, items, toInteger, type Functions } from './function.ts';
import { braces, printf } from './formats.ts';

const maxWidth = 1000;

export const texts: Functions = {
  replace: (value, from, to, count) => capped(replaced(pythonText(value), pythonText(from), pythonText(to), count)),
  format: (value, ...args) => capped(printf(pythonText(value), args)),
  _format: (value, ...args) => capped(braces(pythonText(value), args)),
  truncate: (value, length = 255, killWords = false, end = '...', leeway = 5) =>
    truncate(pythonText(value), {
      length: toInteger(length),
      leeway: toInteger(leeway),
      end: pythonText(end),
      cutsWords: killWords === true,
    }),
  ord: (value) => pythonText(value).codePointAt(0) ?? fail('no character'),
  slugify: (value, separator = '_') => slugified(pythonText(value), pythonText(separator)),
  urlencode: (value) => (value instanceof Map ? pairs(value) : encodeURIComponent(pythonText(value)).replaceAll('%2F', '/')),
  wordcount: (value) => pythonText(value).split(/\s+/).filter(Boolean).length,
  center: (value, width = 80) => centred(pythonText(value), widthOf(width)),
  ordinal: (value) => ordinal(toInteger(value)),
  contains: (value, part) => (typeof value === 'string' ? value.includes(pythonText(part)) : items(value).includes(part)),
  random: (value) => items(value)[0] ?? fail('nothing to choose from'),
  version: (value) => pythonText(value),
  md5: (value) => digest('md5', value),
  sha1: (value) => digest('sha1', value),
  sha256: (value) => digest('sha256', value),
  sha512: (value) => digest('sha512', value),
  // What Python's own texts and lists can do, and the engine's can't (`template-source.ts` turns the methods into these).
  _zfill: (value, width) => zeroFilled(pythonText(value), widthOf(width)),
  _rjust: (value, width, fill = ' ') => pythonText(value).padStart(widthOf(width), pythonText(fill)),
  _ljust: (value, width, fill = ' ') => pythonText(value).padEnd(widthOf(width), pythonText(fill)),
  _center: (value, width) => centred(pythonText(value), widthOf(width)),
  _removeprefix: (value, prefix) => without(pythonText(value), pythonText(prefix), 'start'),
  _removesuffix: (value, suffix) => without(pythonText(value), pythonText(suffix), 'end'),
  _partition: (value, separator) => partition(pythonText(value), pythonText(separator)),
  _rsplit: (value, separator, most = -1) => rightSplit(pythonText(value), separator, toInteger(most)),
  _swapcase: (value) =>
    Array.from(pythonText(value))
      .map((sign) => (sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase()))
      .join(''),
  _casefold: (value) => pythonText(value).toLowerCase(),
  _same: (value) => value,
  _index: (value, item) => {
    const at = typeof value === 'string' ? value.indexOf(pythonText(item)) : items(value).indexOf(item);
    return at >= 0 ? at : fail('there is no such item');
  },
};

function widthOf(width: unknown): number {
  const number = toInteger(width);
  return number <= maxWidth ? number : fail('too wide');
}

interface Cut {
  readonly length: number;
  /** A text that is longer by no more than this is left as it is. */
  readonly leeway: number;
  readonly end: string;
  readonly cutsWords: boolean;
}

function truncate(text: string, { length, leeway, end, cutsWords }: Cut): string {
  if (text.length <= length + leeway) return text;
  const cut = text.slice(0, Math.max(0, length - end.length));
  const space = cutsWords ? -1 : cut.lastIndexOf(' ');
  return (space < 0 ? cut : cut.slice(0, space)) + end;
}

function replaced(text: string, from: string, to: string, count: unknown): string {
  if (count === undefined) return text.replaceAll(from, () => to);
  const parts = text.split(from);
  const most = toInteger(count);
  if (most < 0 || parts.length <= most) return parts.join(to);
  return [...parts.slice(0, most), parts.slice(most).join(from)].join(to);
}

function slugified(text: string, separator: string): string {
  const plain = text.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
      .replaceAll(' ', () => separator) || 'unknown'
  );
}

function pairs(map: ReadonlyMap<unknown, unknown>): string {
  return [...map].map(([name, value]) => `${encodeURIComponent(pythonText(name))}=${encodeURIComponent(pythonText(value))}`).join('&');
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
  return left > 0 ? text.padStart(text.length + left).padEnd(width) : text.padEnd(width);
}

function ordinal(number: number): string {
  const isTeen = Math.abs(number) % 100 >= 11 && Math.abs(number) % 100 <= 13;
  return `${number}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][Math.abs(number) % 10] ?? 'th')}`;
}

function digest(algorithm: string, value: unknown): string {
  return hash(algorithm, pythonText(value), 'hex');
}

function zeroFilled(text: string, width: number): string {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function without(text: string, part: string, where: 'start' | 'end'): string {
  if (where === 'start') return text.startsWith(part) ? text.slice(part.length) : text;
  return part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text;
}

function partition(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

function rightSplit(text: string, separator: unknown, most: number): string[] {
  const parts = separator === undefined ? text.split(/\s+/).filter(Boolean) : text.split(pythonText(separator));
  if (most < 0 || parts.length <= most + 1) return parts;
  const joint = separator === undefined ? ' ' : pythonText(separator);
  return [parts.slice(0, -most).join(joint), ...parts.slice(-most)];
}
