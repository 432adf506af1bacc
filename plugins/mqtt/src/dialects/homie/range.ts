import type { HomieProperty } from './description.ts';

/** A limit that is left out is open. */
interface Range {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
}

/** `min:max` of Homie 4, `[min]:[max][:step]` of Homie 5 ("Formats"). What is no range limits nothing. */
export function readRange(format: string): Range {
  const parts = format.split(':').map((part) => part.trim());
  const numbers = parts.map((part) => (part === '' ? undefined : Number(part)));
  const [minimum, maximum, step] = numbers;
  const isRange = parts.length >= 2 && parts.length <= 3 && numbers.every((number) => number === undefined || Number.isFinite(number));
  if (!isRange || (minimum ?? -Infinity) > (maximum ?? Infinity)) return { minimum: undefined, maximum: undefined, step: undefined };
  return { minimum, maximum, step: step !== undefined && step > 0 ? step : undefined };
}

/** A float from 0 to 1 "in percent" is a fraction of it: nothing has only the lowest hundredth of its range. */
export function isFraction({ datatype, unit, format }: Pick<HomieProperty, 'datatype' | 'unit' | 'format'>): boolean {
  if (datatype !== 'float' || unit !== '%') return false;
  const { minimum, maximum } = readRange(format);
  return minimum === 0 && maximum === 1;
}
