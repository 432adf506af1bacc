import type { HomieProperty } from './description.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { isFraction } from './range.ts';

/** The versions of the convention that differ in how a value is written. */
export type HomieVersion = 4 | 5;

/** An empty payload is how MQTT takes a topic away, so Homie 5 writes an empty text as this ("Empty string values"). */
const emptyText = '\0';

type Reader = (text: string, version: HomieVersion) => unknown;

/** The payloads of each datatype ("Payloads"); undefined for what is none. */
const readers: Readonly<Record<HomieProperty['datatype'], Reader>> = {
  integer: readNumber,
  float: readNumber,
  boolean: (text) => text,
  // Homie 4 wants the white space around words taken off; in Homie 5 it counts.
  enum: (text, version) => (version === 4 ? text.trim() : text),
  string: (text, version) => (version === 5 && text === emptyText ? '' : text),
  color: (text) => text,
  datetime: (text) => text,
  duration: parseDuration,
  json: readJson,
};

/** What a payload says, for the codec of its datatype. Null: the value was taken away. Undefined: it can't be used. */
export function readPayload(property: HomieProperty, text: string, version: HomieVersion): unknown {
  const { datatype } = property;
  if (text === '' && !(version === 4 && datatype === 'string')) return null;
  const value = readers[datatype](text, version);
  return typeof value === 'number' && isFraction(property) ? exact(value * 100) : value;
}

/** A value of the codec as the payload of `set`. */
export function writePayload(property: HomieProperty, value: unknown, version: HomieVersion): string {
  const { datatype } = property;
  if (datatype === 'json') return JSON.stringify(value);
  if (typeof value === 'number') return writeNumber(datatype, isFraction(property) ? exact(value / 100) : value);
  const text = String(value);
  return text === '' && version === 5 ? emptyText : text;
}

function readNumber(text: string): number | undefined {
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text.trim())) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function writeNumber(datatype: HomieProperty['datatype'], value: number): string {
  if (datatype === 'duration') return formatDuration(value);
  if (datatype === 'integer') return BigInt(Math.round(value)).toString();
  // A plus sign is no character of the convention's numbers.
  return String(value).replace('e+', 'e');
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Without the noise of a double. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}
