const piece = /\\[^]|\(\?(?:P?<[^>]*>|[:=!])|\[\^?\]?(?:\\[^]|[^\]\\])*\]|[^]/g;
const inside = /\\[^]|(?<from>[a-z])-(?<to>[a-z])|(?<letter>[a-z])|[^]/gi;

/** A pattern that finds its letters whether they are large or small: the linear engine has no flag for that. */
export function caseless(pattern: string): string {
  return pattern.replace(piece, (part) => {
    if (part.length === 1) return both(part).length === 1 ? part : `[${both(part)}]`;
    return part.startsWith('[') ? part.replace(inside, inClass) : part;
  });
}

function inClass(whole: string, ...found: unknown[]): string {
  const { from, to, letter } = found.at(-1) as Record<string, string | undefined>;
  if (letter !== undefined) return both(letter);
  if (from === undefined || to === undefined || isLarge(from) !== isLarge(to)) return whole;
  return isLarge(from) ? `${whole}${whole.toLowerCase()}` : `${whole}${whole.toUpperCase()}`;
}

function isLarge(sign: string): boolean {
  return sign === sign.toUpperCase();
}

/** What is no letter, or grows by it as `ß` does, stays as it is. */
function both(letter: string): string {
  const [small, large] = [letter.toLowerCase(), letter.toUpperCase()];
  return small !== large && small.length === 1 && large.length === 1 ? small + large : letter;
}
