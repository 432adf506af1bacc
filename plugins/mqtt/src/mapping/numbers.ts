const missing = new Set(['', 'none', 'null', 'unknown', 'unavailable']);

/**
 * A number as products write it: a JSON number or its text. Null where the product says that it does not know; undefined for what is no
 * number, NaN and the infinities included.
 */
export function toNumber(value: unknown): number | null | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (value === null) return null;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (missing.has(text.toLowerCase())) return null;
  // Number() also reads hexadecimal and the like, which no product means.
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** `value` on the scale `from`…`to` as 0…100. */
export function toPercent(value: number, from: number, to: number): number {
  return Math.min(100, Math.max(0, round(((value - from) / (to - from)) * 100)));
}

/** 0…100 as a whole number on the scale `from`…`to`. */
export function fromPercent(percent: number, from: number, to: number): number {
  return Math.round(from + (percent / 100) * (to - from));
}

/** Two digits after the point: finer than any scale of 0 to 255. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
