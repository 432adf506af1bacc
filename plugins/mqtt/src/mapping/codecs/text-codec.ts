import { CommandRejectedError } from '@concord/sdk';
import { readOnly, type ValueCodec } from './value-codec.ts';

const maxText = 65_536;

/** Text, cut at what the attribute can take. */
export function textCodec(maxLength = maxText): ValueCodec {
  return {
    descriptor: {},
    read: (value) =>
      value === null || typeof value === 'string'
        ? (value?.slice(0, maxLength) ?? null)
        : typeof value === 'object'
          ? undefined
          : JSON.stringify(value)?.slice(0, maxLength),
    write: (value) => {
      if (typeof value !== 'string') throw new CommandRejectedError('wants text');
      return value;
    },
  };
}

/** A list of texts: of products that have just one, the list of it. */
export const textsCodec: ValueCodec = {
  descriptor: {},
  read: (value) => {
    if (value === null) return null;
    if (typeof value === 'string') return value === '' ? [] : [value.slice(0, 64)];
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.map((item) => item.slice(0, 1000)) : undefined;
  },
  write: (value) => value,
};

const wellWords = new Set(['', '0', 'none', 'no', 'normal', 'no_error', 'clear', 'ok', 'false', 'null', 'no_fault', 'noerror']);
const maxFaults = 64;

const unknowns = new Set<unknown>(['unknown', 'undefined', 'unavailable']);

/** Faults that stand, by the product's own codes: a word, a number, a list of them, or no more than that there is one. */
export const faultsCodec: ValueCodec = readOnly((value) => {
  if (value === null || unknowns.has(typeof value === 'string' ? value.toLowerCase() : value)) return null;
  const codes = Array.isArray(value) ? (value as unknown[]) : [value];
  if (!codes.every((code) => ['string', 'number', 'boolean'].includes(typeof code))) return undefined;
  return codes
    .map(String)
    .filter((code) => !wellWords.has(code.toLowerCase()))
    .slice(0, maxFaults)
    .map((code) => ({ code: code.slice(0, 255) }));
});
