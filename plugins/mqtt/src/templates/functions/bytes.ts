import { pythonText } from '../python-text.ts';
import { capped, fail, orDefault, toFloat, toInteger, type Functions } from './function.ts';

/** Bytes are texts here, with a character for each (`encoding.ts` of Home Assistant's dialect hands them in so). */
export const bytes: Functions = {
  base64_encode: (value) => capped(Buffer.from(pythonText(value), 'utf8').toString('base64')),
  base64_decode: (value, encoding = 'utf-8') =>
    Buffer.from(pythonText(value), 'base64').toString(encoding === 'ascii' || encoding === undefined ? 'latin1' : 'utf8'),
  from_hex: (value) => Buffer.from(pythonText(value).replaceAll(' ', ''), 'hex').toString('latin1'),
  unpack: (value, format, offset = 0) => orDefault([undefined], () => unpacked(bytesOf(value), String(format), toInteger(offset))),
  pack: (value, format) => orDefault([undefined], () => packed(toFloat(value), String(format))),
};

function bytesOf(value: unknown): Buffer {
  return Buffer.from(pythonText(value), 'latin1');
}

/** The formats of Python's `struct` for one number: its size, and whether it has a sign. */
const integers: Readonly<Record<string, readonly [size: number, isSigned: boolean]>> = {
  b: [1, true],
  B: [1, false],
  h: [2, true],
  H: [2, false],
  i: [4, true],
  I: [4, false],
  l: [4, true],
  L: [4, false],
  q: [8, true],
  Q: [8, false],
};

function unpacked(source: Buffer, format: string, offset: number): unknown {
  const { isBig, type } = formatOf(format);
  if (type === 'f' || type === 'd') {
    const view = part(source, offset, type === 'f' ? 4 : 8);
    return type === 'f' ? view.getFloat32(0, !isBig) : view.getFloat64(0, !isBig);
  }
  if (type === '?') return part(source, offset, 1).getUint8(0) !== 0;
  const [size, isSigned] = integers[type] ?? fail(`no format "${format.slice(0, 20)}"`);
  const view = part(source, offset, size);
  if (size === 8) return Number(isSigned ? view.getBigInt64(0, !isBig) : view.getBigUint64(0, !isBig));
  if (size === 1) return isSigned ? view.getInt8(0) : view.getUint8(0);
  if (size === 2) return isSigned ? view.getInt16(0, !isBig) : view.getUint16(0, !isBig);
  return isSigned ? view.getInt32(0, !isBig) : view.getUint32(0, !isBig);
}

function packed(value: number, format: string): string {
  const { isBig, type } = formatOf(format);
  const [size] = integers[type] ?? fail(`no format "${format.slice(0, 20)}"`);
  const whole = BigInt.asUintN(size * 8, BigInt(Math.trunc(value)));
  const octets = Array.from({ length: size }, (_, at) => Number((whole >> BigInt(at * 8)) & 0xffn));
  return Buffer.from(isBig ? octets.toReversed() : octets).toString('latin1');
}

function formatOf(format: string): { isBig: boolean; type: string } {
  const [, order = '', type = ''] = /^([@=<>!]?)([a-zA-Z?])$/.exec(format) ?? [];
  return { isBig: order === '>' || order === '!', type };
}

function part(source: Buffer, offset: number, size: number): DataView {
  const at = offset < 0 ? source.length + offset : offset;
  if (at < 0 || at + size > source.length) return fail('too few bytes');
  const copy = Uint8Array.from(source.subarray(at, at + size));
  return new DataView(copy.buffer);
}
