/**
 * The metrics that the owner lets be written: `<group>/<node>[/<device>]:<metric>`, where `*` stands for any text. Sparkplug has no word for
 * what may be written, and behind a name may stand a press.
 */
export class Writable {
  readonly #patterns: readonly (readonly string[])[];

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map((pattern) => pattern.split('*'));
  }

  has(device: string, metric: string): boolean {
    const address = `${device}:${metric}`;
    return this.#patterns.some((pieces) => fits(pieces, address));
  }
}

/** The pieces between the stars, one after the other; the first at the start, the last at the end. */
function fits(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces;
  if (!text.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return text === first;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
