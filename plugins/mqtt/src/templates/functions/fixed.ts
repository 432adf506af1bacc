/** Digits behind those that are wanted: a tie ends within them, and nothing else has a five and zeros there. */
const more = 40;

/** A number with so many digits after the point, as Python writes it: exact, and a tie goes to the even neighbour. */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  if (digits + more > 100) return text;
  const rest = value.toFixed(digits + more).slice(-more);
  const isTie = /^50*$/.test(rest);
  if (!isTie || !/[13579]$/.test(text)) return text;
  return toZero(value, digits).toFixed(digits);
}

/** The neighbour of a tie that is nearer to zero: that is the even one where the other is odd. */
function toZero(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.trunc(value * scale) / scale;
}
