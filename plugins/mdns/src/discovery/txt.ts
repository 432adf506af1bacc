/** A service's TXT record: keys in lower case, since they compare so (RFC 6763, section 6.4). */
export type Txt = ReadonlyMap<string, string>;

/**
 * Decodes the strings of a TXT record. A key without `=` and one with an empty value both become the empty text; the first of a repeated
 * key counts; a string without a key is skipped (RFC 6763, section 6.4). bonjour-service's own decoder loses keys with empty values.
 */
export function decodeTxt(strings: readonly Uint8Array[]): Txt {
  const txt = new Map<string, string>();
  for (const string of strings) {
    const text = Buffer.from(string).toString('utf8');
    const equals = text.indexOf('=');
    const key = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
    if (key !== '' && !txt.has(key)) txt.set(key, equals < 0 ? '' : text.slice(equals + 1));
  }
  return txt;
}
