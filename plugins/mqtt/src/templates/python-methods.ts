/**
 * Methods of Python's texts, lists, dictionaries and moments that the engine's values do not have, as the filters that stand for them. The
 * other methods (`split`, `strip`, `items`…) the engine has itself.
 */
const filtersByMethod: Readonly<Record<string, string>> = {
  get: 'get',
  replace: 'replace',
  format: '_format',
  index: '_index',
  zfill: '_zfill',
  rjust: '_rjust',
  ljust: '_ljust',
  center: '_center',
  removeprefix: '_removeprefix',
  removesuffix: '_removesuffix',
  partition: '_partition',
  rsplit: '_rsplit',
  swapcase: '_swapcase',
  casefold: '_casefold',
  // Bytes are texts here.
  encode: '_same',
  decode: '_same',
  copy: '_same',
  isoformat: '_isoformat',
  strftime: '_strftime',
  timestamp: '_timestamp',
  total_seconds: '_total_seconds',
  astimezone: '_same',
};

const momentParts = 'year|month|day|hour|minute|second|microsecond';
const quoted = String.raw`'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"`;
const method = new RegExp(
  `(?<text>${quoted})|\\.(?<name>${Object.keys(filtersByMethod).join('|')})(?=\\()|\\.(?<call>weekday|isoweekday)\\(\\)|(?<=\\))\\.(?<part>${momentParts})\\b(?!\\()`,
  'g',
);

/** The one method of Python's classes that templates use makes a dictionary of pairs. */
export function withoutClasses(code: string): string {
  return code.replaceAll('dict.from_keys(', '_from_keys(');
}

/** `x.get(1)` becomes `(x|get(1))`, and `now().hour` a filter, outside quotes. */
export function withoutMethods(code: string): string {
  let written = code;
  method.lastIndex = 0;
  for (let found = method.exec(written); found; found = method.exec(written)) {
    const { text, name, call, part } = found.groups ?? {};
    if (text !== undefined) continue;
    const start = receiverStart(written, found.index);
    const receiver = written.slice(start, found.index);
    const after = found.index + found[0].length;
    const end = name === undefined ? after : closing(written, after) + 1;
    const filter = name === undefined ? `_part('${call ?? part ?? ''}')` : `${filtersByMethod[name] ?? name}${written.slice(after, end)}`;
    written = `${written.slice(0, start)}(${receiver}|${filter})${written.slice(end)}`;
    // The arguments may have methods, too.
    method.lastIndex = start + receiver.length + filter.indexOf('(') + 3;
  }
  return written;
}

const openers = new Set(['(', '[', '{']);
const closers = new Set([')', ']', '}']);

/** Where the expression before a point begins: names, points, what stands in brackets and quotes. */
function receiverStart(code: string, end: number): number {
  let at = end;
  for (;;) {
    const sign = code.charAt(at - 1);
    if (closers.has(sign)) at = opening(code, at - 1);
    else if (sign === "'" || sign === '"') at = Math.max(0, code.lastIndexOf(sign, at - 2));
    else if (/[\w.]/.test(sign)) at--;
    else return at;
  }
}

/** The bracket that the one at `end` closes, or the start where there is none. */
function opening(code: string, end: number): number {
  let depth = 0;
  for (let at = end; at > 0; at--) {
    const sign = code.charAt(at);
    if (sign === "'" || sign === '"') at = Math.max(0, code.lastIndexOf(sign, at - 1));
    else if (closers.has(sign)) depth++;
    else if (openers.has(sign) && --depth === 0) return at;
  }
  return 0;
}

/** The bracket that closes the one at `start`, or the end where there is none. */
function closing(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    const sign = code.charAt(at);
    if (sign === "'" || sign === '"') at = Math.max(at, code.indexOf(sign, at + 1));
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return at;
  }
  return code.length - 1;
}

const formatting = new RegExp(`(?<format>${quoted})(?:\\s*%\\s*(?<operand>\\(|'[^'\\\\]*'|[\\w.]+(?:\\[[^\\]]*\\]|\\|\\w+)*))?`, 'g');

/** `'%d' % x` becomes `'%d'|format(x)`: the engine's `%` is for numbers only. */
export function withoutPercent(code: string): string {
  return code.replace(formatting, (whole: string, ...found: unknown[]) => {
    const { format = '', operand } = found.at(-1) as Record<string, string | undefined>;
    if (operand === undefined || !format.includes('%')) return whole;
    return operand === '(' ? `${format}|format(` : `${format}|format(${operand})`;
  });
}

/** What the engine writes for what is undefined, where a filter has to know it from `none`: it hands both over as the same. */
export const absent = '\u0001absent';

const asking = new RegExp(`(?<text>${quoted})|\\|\\s*(?:(?=(?:is_defined|string|_?float|int)\\b)|(?<fallback>default|d)\\b)`, 'g');

/**
 * Python's conversions fail for what is undefined, whatever their default, and its text is empty; `none` is another thing, also as what
 * `default` puts instead.
 */
export function withDefinedness(code: string): string {
  return code.replace(asking, (whole: string, ...found: unknown[]) => {
    const { text, fallback } = found.at(-1) as Record<string, string | undefined>;
    return text === undefined ? `|default('${absent}')|${fallback === undefined ? '' : '_default'}` : whole;
  });
}

const literal = /(?<dictionary>\{[^{}]*\})\s*\|\s*(?<filter>to_?json)\b(?!\s*\()/g;
const key = new RegExp(`(?<text>${quoted})\\s*:`, 'g');

/** The engine sorts the keys of a dictionary; Python writes them as they stand. */
export function withKeyOrder(code: string): string {
  return code.replace(literal, (_whole, ...found: unknown[]) => {
    const { dictionary = '', filter = '' } = found.at(-1) as Record<string, string | undefined>;
    const keys = [...dictionary.matchAll(key)].map(({ groups }) => groups?.['text'] ?? '');
    return `${dictionary}|${filter}(key_order=[${keys.join(', ')}])`;
  });
}
