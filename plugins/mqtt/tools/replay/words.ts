import { canonical, isNear, type Found } from './records.ts';
import { right, wrong, type Verdict } from './tally.ts';

/** Words for "the product does not know". */
const unknowns = new Set(['unknown', 'None', 'none', 'null', 'unavailable']);

/** Compares what the twin holds with what the product said, as text or number, in the unit that it was said in. */
export function saysSame(found: Found, expected: unknown, unit?: string): Verdict {
  const { record } = found;
  const { value, raw } = record;
  const told = `${found.endpoint}/${found.capability}.${found.member} is ${JSON.stringify(value)}`;
  if (expected === null || (typeof expected === 'string' && unknowns.has(expected) && value === null)) {
    return value === null ? right : wrong(`${told}, not unknown`);
  }
  if (value === null || value === undefined) return wrong(`${told}, not ${JSON.stringify(expected)}`);
  if (typeof value === 'boolean') return asBoolean(expected) === value ? right : wrong(`${told}, not ${JSON.stringify(expected)}`);
  if (typeof value === 'number') {
    const number = Number(expected);
    const fits = canonical(number, unit, found).some((one) => isNear(one, value));
    return expected !== '' && fits ? right : wrong(`${told}, not ${JSON.stringify(expected)} ${unit ?? ''}`);
  }
  const texts = [value, raw].filter((one) => one !== undefined).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return texts.some((text) => isSameText(text, expected)) ? right : wrong(`${told}, not ${JSON.stringify(expected)}`);
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  yes: true,
  '1': true,
  enable: true,
  enabled: true,
  false: false,
  off: false,
  no: false,
  '0': false,
  disable: false,
  disabled: false,
};

export function asBoolean(value: unknown): boolean | undefined {
  const word = String(value).toLowerCase();
  return Object.hasOwn(booleans, word) ? booleans[word] : undefined;
}

function isSameText(text: string, expected: unknown): boolean {
  const other = typeof expected === 'string' ? expected : JSON.stringify(expected);
  if (text === other) return true;
  const [moment, wanted] = [Date.parse(text), Date.parse(other)];
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(wanted)) return moment === wanted;
  return isSameJson(text, other);
}

/** Two texts of JSON that mean the same. */
export function isSameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(sorted(JSON.parse(a))) === JSON.stringify(sorted(JSON.parse(b)));
  } catch {
    return false;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
