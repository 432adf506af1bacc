import { isObject } from '../../topics/message.ts';

export type Qos = 0 | 1 | 2;
/** What is delivered so that it arrives: at least once, or exactly once. */
export type SureQos = 1 | 2;

/**
 * The lines of the journal of sessions. Each sets something, and says the same when it is read twice: the file may hold a line of before and
 * one of after it was written anew.
 */
export interface SessionLines {
  /** A client that wants to find its subscriptions, and what it missed, when it comes back. */
  readonly session: {
    readonly session: string;
    /** Null: anonymous. */
    readonly user: string | null;
    readonly filters: readonly (readonly [filter: string, qos: Qos])[];
    /** Since when it is away, in milliseconds since 1970; null: it is connected. */
    readonly away: number | null;
  };
  readonly ended: { readonly ended: string };
  /** A message and the sessions that are to get it. The payload is Base64, since it is bytes. */
  readonly message: {
    readonly message: number;
    readonly topic: string;
    readonly payload: string;
    readonly to: readonly (readonly [session: string, qos: SureQos])[];
    /** The session that published it with QoS 2, and the packet's id: should it send that again, it is no second message. */
    readonly from?: readonly [session: string, id: number];
  };
  /** The id that a delivery of QoS 2 has from now on; `released` once the client said that it has the message. */
  readonly given: { readonly given: number; readonly session: string; readonly id: number; readonly released: boolean };
  readonly delivered: { readonly delivered: number; readonly session: string };
  /** A packet of QoS 2 that the session published, seen (`true`) or done with. */
  readonly received: { readonly received: number; readonly session: string; readonly open: boolean };
}

export type SessionLine = SessionLines[keyof SessionLines];

/** What reads each kind of line; `read` says false for one that can't be used. */
export type LineReaders = { readonly [Kind in keyof SessionLines]: (line: SessionLines[Kind]) => boolean };

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 65_535;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const isPair = (value: unknown, first: (value: unknown) => boolean, second: (value: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);
const isQos = (value: unknown): boolean => value === 0 || value === 1 || value === 2;
const isSure = (value: unknown): boolean => value === 1 || value === 2;

type Check = (line: Readonly<Record<string, unknown>>) => boolean;

const checks: { readonly [Kind in keyof SessionLines]: Check } = {
  session: ({ session, user, filters, away }) =>
    isText(session) &&
    (user === null || isText(user)) &&
    (away === null || isNumber(away)) &&
    Array.isArray(filters) &&
    filters.every((pair) => isPair(pair, isText, isQos)),
  ended: ({ ended }) => isText(ended),
  message: ({ message, topic, payload, to, from }) =>
    isNumber(message) &&
    isText(topic) &&
    isText(payload) &&
    Array.isArray(to) &&
    to.every((pair) => isPair(pair, isText, isSure)) &&
    (from === undefined || isPair(from, isText, isId)),
  given: ({ given, session, id, released }) => isNumber(given) && isText(session) && isId(id) && typeof released === 'boolean',
  delivered: ({ delivered, session }) => isNumber(delivered) && isText(session),
  received: ({ received, session, open }) => isId(received) && isText(session) && typeof open === 'boolean',
};

// The names of other kinds are members, too (`session`), so the one that only this kind has comes first.
const kinds = ['ended', 'message', 'given', 'delivered', 'received', 'session'] as const satisfies (keyof SessionLines)[];

/** Hands a line to its reader. False where it is none of these, or the reader can't use it. */
export function readLine(line: unknown, readers: LineReaders): boolean {
  if (!isObject(line)) return false;
  const kind = kinds.find((kind) => Object.hasOwn(line, kind));
  if (kind === undefined || !checks[kind](line)) return false;
  return (readers[kind] as (line: unknown) => boolean)(line);
}
