import { isObject, type Message } from '../../topics/message.ts';

/** One message of collectd: the values of a type at a moment. */
export interface ValueList {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Null: collectd does not know (it has no rate yet, or the plugin had nothing to say). */
  readonly values: readonly (number | null)[];
  /** What the values are called, where the message says so. */
  readonly names: readonly string[] | undefined;
}

/** More values than any type has; the longest of types.db has five. */
const maxValues = 32;
const maxText = 2048;
/** Before this there was no collectd: `07:30` is a time of day, and no value. */
const oldestMs = Date.UTC(2001, 0, 1);
/** How far a machine's clock may be ahead: another day where its zone is wrong, and no more. */
const maxAheadMs = 24 * 3_600_000;
const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const plain = new RegExp(String.raw`^(?<time>\d{9,11}(?:\.\d{1,9})?)(?<values>(?::(?:${number}|[-+]?nan|[-+]?inf|u))+)\0?$`, 'i');

/**
 * Reads what collectd's MQTT plugin writes (collectd.conf(5), "Plugin mqtt"): `time:value[:value…]` with a NUL at its end, or the format
 * JSON, a list of one object. Undefined: something else.
 */
export function readValueList(message: Message): ValueList | undefined {
  if (message.payload.length > maxText) return undefined;
  const { time, values } = plain.exec(message.text)?.groups ?? {};
  if (time !== undefined && values !== undefined) return checked(Number(time) * 1000, values.slice(1).split(':').map(valueOf), undefined);
  const list = message.json;
  const [entry, ...others] = Array.isArray(list) ? (list as unknown[]) : [];
  return isObject(entry) && others.length === 0 ? readJson(entry) : undefined;
}

function readJson(entry: Readonly<Record<string, unknown>>): ValueList | undefined {
  const { time, values, dsnames: names } = entry;
  if (typeof time !== 'number' || !Array.isArray(values)) return undefined;
  const read = (values as unknown[]).map((value) => (value === null || typeof value === 'number' ? value : undefined));
  if (!read.every((value) => value !== undefined)) return undefined;
  return checked(time * 1000, read, Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined);
}

function checked(at: number, values: readonly (number | null)[], names: readonly string[] | undefined): ValueList | undefined {
  if (!Number.isFinite(at) || at < oldestMs || at > Date.now() + maxAheadMs || values.length === 0 || values.length > maxValues)
    return undefined;
  return { at: Math.round(at), values, names: names?.length === values.length ? names : undefined };
}

function valueOf(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
