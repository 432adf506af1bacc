import { pythonText } from '../python-text.ts';
import { fixed } from './fixed.ts';
import { toFloat } from './function.ts';

const directive = /%(?:\((?<name>\w+)\))?(?<flags>[-0+ #]*)(?<width>\d{0,3})(?:\.(?<precision>\d{1,2}))?(?<type>[sdiufFeEgGxXoc%])/g;

/** The directives of Python's `%` formatting that templates use. */
export function printf(pattern: string, args: readonly unknown[]): string {
  let next = 0;
  const named = args[0] instanceof Map ? args[0] : undefined;
  return pattern.replace(directive, (...match: unknown[]) => {
    const { name, flags = '', width = '', precision, type = '' } = match.at(-1) as Record<string, string | undefined>;
    if (type === '%') return '%';
    const value = name === undefined ? args[next++] : named?.get(name);
    return padded(shown(value, type, precision, flags.includes('+') ? '+' : ''), {
      width: Number(width),
      fill: flags.includes('0') ? '0' : ' ',
      align: flags.includes('-') ? '<' : '>',
    });
  });
}

const field =
  /\{\{|\}\}|\{(?<name>\w*)(?::(?:(?<fill>.)?(?<align>[<>^]))?(?<sign>[-+ ]?)(?<zero>0?)(?<width>\d{0,3})(?<group>[,_]?)(?:\.(?<precision>\d{1,2}))?(?<type>[bcdeEfFgGosxX%]?))?\}/g;

/** The fields of Python's `str.format` that templates use. */
export function braces(pattern: string, args: readonly unknown[]): string {
  let next = 0;
  const named = args.at(-1) instanceof Map ? (args.at(-1) as ReadonlyMap<unknown, unknown>) : undefined;
  return pattern.replace(field, (...match: unknown[]) => {
    const whole = String(match[0]);
    if (whole === '{{' || whole === '}}') return whole.charAt(0);
    const {
      name = '',
      fill,
      align,
      sign = '',
      zero,
      width = '',
      group = '',
      precision,
      type = '',
    } = match.at(-1) as Record<string, string | undefined>;
    const value = name === '' ? args[next++] : /^\d+$/.test(name) ? args[Number(name)] : named?.get(name);
    const isNumber = typeof value === 'number' || type !== '';
    const text = type === '' && precision === undefined ? pythonText(value) : shown(value, type || 'g', precision, sign);
    return padded(group === '' ? text : grouped(text, group), {
      width: Number(width),
      fill: fill ?? (zero ? '0' : ' '),
      align: align ?? (isNumber ? '>' : '<'),
    });
  });
}

/** Thousands apart: `1,234.5`. */
function grouped(text: string, separator: string): string {
  return text.replace(/\d+/, (whole) => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, separator));
}

function shown(value: unknown, type: string, precision: string | undefined, sign: string): string {
  if (type === 's') return pythonText(value ?? null).slice(0, precision === undefined ? undefined : Number(precision));
  if (type === 'c') return typeof value === 'number' ? String.fromCodePoint(value & 0xffff) : pythonText(value).slice(0, 1);
  const text = numeric(toFloat(value), type, precision);
  return sign === '+' && !text.startsWith('-') ? `+${text}` : text;
}

function numeric(value: number, type: string, precision: string | undefined): string {
  const digits = Number(precision ?? 6);
  if (type === 'f' || type === 'F') return fixed(value, digits);
  if (type === '%') return `${fixed(value * 100, digits)}%`;
  if (type === 'e' || type === 'E') {
    const text = value.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');
    return type === 'E' ? text.toUpperCase() : text;
  }
  if (type === 'g' || type === 'G') return String(Number(value.toPrecision(Math.max(1, digits))));
  const integer = Math.trunc(value);
  const base = { x: 16, X: 16, o: 8, b: 2 }[type] ?? 10;
  const text = integer.toString(base);
  return type === 'X' ? text.toUpperCase() : text;
}

function padded(text: string, { width, fill, align }: { width: number; fill: string; align: string }): string {
  if (align === '<') return text.padEnd(width, fill === '0' ? ' ' : fill);
  if (align === '^') return text.padStart(text.length + Math.max(0, Math.floor((width - text.length) / 2)), fill).padEnd(width, fill);
  const sign = fill === '0' ? (/^[-+]/.exec(text)?.[0] ?? '') : '';
  return sign + text.slice(sign.length).padStart(width - sign.length, fill);
}
