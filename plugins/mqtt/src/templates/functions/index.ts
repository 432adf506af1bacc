import { bytes } from './bytes.ts';
import { conversions } from './conversions.ts';
import { fail, type Functions, type TemplateFunction } from './function.ts';
import { listFunctions, lists } from './lists.ts';
import { momentFilters, momentFunctions } from './moments.ts';
import { constants, extremes, numbers } from './numbers.ts';
import { patternTests, patterns } from './patterns.ts';
import { texts } from './texts.ts';

export type { TemplateFunction };
export { constants };

/** The filters that the engine lacks, or does otherwise than Home Assistant. */
export const filters: Functions = { ...conversions, ...texts, ...patterns, ...numbers, ...lists, ...bytes, ...momentFilters };

/** Filters of which Home Assistant has a function, too. */
const both = [
  ...['float', 'int', 'bool', 'iif', 'is_number', 'typeof', 'from_json', 'to_json'],
  ...['slugify', 'urlencode', 'version', 'contains', 'ordinal', 'md5', 'sha1', 'sha256', 'sha512'],
  ...['regex_match', 'regex_search', 'regex_replace', 'regex_findall', 'regex_findall_index'],
  ...['average', 'median', 'statistical_mode', 'sqrt', 'log', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2'],
  ...['bitwise_and', 'bitwise_or', 'bitwise_xor', 'clamp', 'wrap', 'remap', 'pack', 'unpack', 'base64_encode', 'base64_decode', 'shuffle'],
];

/** The functions. Templates may ask for other entities of a Home Assistant; there is none here. */
export const functions: Functions = {
  ...Object.fromEntries(both.map((name) => [name, filters[name] ?? fail])),
  ...extremes,
  ...listFunctions,
  ...momentFunctions,
  _from_keys: filters['dict'] ?? fail,
  states: () => 'unknown',
  state_attr: () => null,
  is_state: () => false,
  is_state_attr: () => false,
  has_value: () => false,
};

export const tests: Functions = {
  ...patternTests,
  contains: filters['contains'] ?? fail,
  is_number: filters['is_number'] ?? fail,
  has_value: () => false,
  list: (value) => Array.isArray(value),
  datetime: () => false,
};

/**
 * The names of arguments that templates use, in their order, the value before a filter not counted. What is named takes its place among the
 * others.
 */
export const argumentNames: Readonly<Record<string, readonly string[]>> = {
  float: ['default'],
  int: ['default', 'base'],
  bool: ['default'],
  round: ['precision', 'method', 'default'],
  multiply: ['amount', 'default'],
  add: ['amount', 'default'],
  log: ['base', 'default'],
  iif: ['if_true', 'if_false', 'if_none'],
  replace: ['old', 'new', 'count'],
  truncate: ['length', 'killwords', 'end', 'leeway'],
  _default: ['default_value', 'boolean'],
  _float: ['default'],
  _round: ['precision', 'method', 'default'],
  slugify: ['separator'],
  to_json: ['pretty_print', 'key_order'],
  tojson: ['indent', 'key_order'],
  from_json: ['default'],
  regex_match: ['find', 'ignorecase'],
  regex_search: ['find', 'ignorecase'],
  regex_replace: ['find', 'replace', 'ignorecase'],
  regex_findall: ['find', 'ignorecase'],
  regex_findall_index: ['find', 'index', 'ignorecase'],
  as_datetime: ['default'],
  as_timestamp: ['default'],
  strptime: ['fmt', 'default'],
  timestamp_local: ['default'],
  timestamp_utc: ['default'],
  timestamp_custom: ['format_string', 'local', 'default'],
  average: ['default'],
  median: ['default'],
  flatten: ['levels'],
  sum: ['attribute', 'start'],
  sorted: ['reverse'],
  clamp: ['min_value', 'max_value'],
  unpack: ['format_string', 'offset'],
  pack: ['format_string'],
  base64_decode: ['encoding'],
  _rsplit: ['sep', 'maxsplit'],
};

/** `timedelta` has no value before its arguments. */
export const timedeltaNames: readonly string[] = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'];
