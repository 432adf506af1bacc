const [quote, backslash, open, close, openList, closeList, comma] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c];
/** After so many bytes the caller may do something else. */
const bytesAtATime = 256 * 1024;

/** The list is not JSON, or no list. */
export class NotAListError extends Error {}

/**
 * The items of a JSON list as they are written, one by one: a list of thousands of devices is too long to be parsed in one go. Between
 * them, and within one that is long, `undefined` says that a good deal of work was done. Only brackets and strings are looked at; whether
 * an item is JSON shows when it is parsed. Throws `NotAListError`.
 */
export function* listItems(payload: Buffer): Generator<Buffer | undefined> {
  let at = skipSpace(payload, 0);
  if (payload[at] !== openList) throw new NotAListError('not a list');
  at = skipSpace(payload, at + 1);
  if (payload[at] === closeList) return;
  let depth = 0;
  let start = at;
  let pause = at + bytesAtATime;
  for (; at < payload.length; at++) {
    const byte = payload[at];
    if (byte === quote) at = endOfText(payload, at);
    else if (byte === open || byte === openList) depth++;
    else if (depth > 0 && (byte === close || byte === closeList)) depth--;
    else if (depth === 0 && (byte === comma || byte === closeList)) {
      yield payload.subarray(start, at);
      if (byte === closeList) return;
      start = at + 1;
    }
    if (at > pause) {
      pause = at + bytesAtATime;
      yield undefined;
    }
  }
  throw new NotAListError('the list does not end');
}

/** The place of the quote that ends the text which begins at `from`. */
function endOfText(payload: Buffer, from: number): number {
  let at = payload.indexOf(quote, from + 1);
  while (at >= 0) {
    let slashes = 0;
    while (payload[at - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return at;
    at = payload.indexOf(quote, at + 1);
  }
  return payload.length;
}

function skipSpace(payload: Buffer, from: number): number {
  let at = from;
  while (at < payload.length && (payload[at] ?? 0) <= 0x20) at++;
  return at;
}
