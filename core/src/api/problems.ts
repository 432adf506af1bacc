import type { Finding } from '@concord/sdk';
import { Type, type Static } from 'typebox';

/** RFC 9457, with our stable code and the places of what did not fit. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    code: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, { additionalProperties: false }))),
  },
  { additionalProperties: false },
);
export type Problem = Static<typeof Problem>;

export const problemType = 'application/problem+json; charset=utf-8';

type Row = readonly [status: number, title: string];

/** Every code that the API answers with; `docs/errors.md` explains each. A plugin's own: see `refusalOfPlugin`. */
const table = {
  'invalid-request': [400, 'The request does not fit what this path takes'],
  'invalid-json': [400, 'The body is not valid JSON'],
  'too-deep': [400, 'The body is nested too deeply'],
  'not-authenticated': [401, 'Credentials are missing or not valid'],
  'wrong-credentials': [401, 'Name or password is wrong'],
  'wrong-code': [401, 'The set-up code is wrong'],
  forbidden: [403, 'This account may not do that'],
  'foreign-origin': [403, 'The request came from another site'],
  'tls-required': [403, 'Log-ins from outside need TLS'],
  'not-found': [404, 'There is no such thing'],
  'not-acceptable': [406, 'This path answers in another form'],
  'request-timeout': [408, 'The request took too long to arrive'],
  conflict: [409, 'This does not go together with what is there'],
  'already-set-up': [409, 'The home has an owner already'],
  'last-owner': [409, 'A home needs an owner'],
  'rule-disabled': [409, 'The rule is switched off'],
  'name-taken': [409, 'The name is taken'],
  'device-offline': [409, 'The device is offline'],
  'plugin-unavailable': [409, 'The plugin is not running'],
  'plugin-stopping': [409, 'The plugin is stopping'],
  'command-superseded': [409, 'Another command took its place'],
  'link-not-confirmed': [409, 'The owner has not confirmed the link'],
  'part-of-other': [409, 'This is part of another device'],
  'not-replaced': [409, 'Nothing took the place of this device'],
  'not-linked': [409, 'This source is the device itself'],
  'linked-already': [409, 'The two are one device already'],
  'not-adoptable': [409, 'This product can only be shown'],
  'being-adopted': [409, 'The product is being adopted already'],
  'body-too-large': [413, 'The body is too large'],
  'url-too-long': [414, 'The address is too long'],
  'unsupported-media-type': [415, 'The body must be JSON'],
  'invalid-input': [422, 'The input was refused'],
  'command-invalid': [422, 'The command does not fit the device'],
  'not-replaceable': [422, 'The product cannot take the place of the other'],
  'rule-invalid': [422, 'The rule does not fit the home'],
  'endpoint-ambiguous': [422, 'Several endpoints have this capability'],
  'command-rejected': [422, 'The device refused the command'],
  'adoption-failed': [422, 'The product could not be adopted'],
  'not-supported': [422, 'This plugin does not offer that'],
  'too-many-attempts': [429, 'Too many attempts'],
  'too-many-requests': [429, 'Too many requests'],
  'headers-too-large': [431, 'The header fields are too large'],
  internal: [500, 'Something went wrong inside the hub'],
  'plugin-failed': [502, 'The plugin failed'],
  'protocol-violation': [502, 'The plugin broke the protocol'],
  'storage-closed': [503, 'The hub is stopping'],
  'storage-failed': [503, 'The hub could not store that'],
  'plugin-ended': [504, 'The plugin ended while it worked on this'],
  'command-timed-out': [504, 'The device did not confirm in time'],
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof table;
export const problemCodes = Object.keys(table) as ProblemCode[];

/** What a plugin refuses with a code of its own: its input was understood and not taken. */
const otherCode: Row = [422, 'The plugin refused this'];

/** The problem document of a plugin's own refusal; its code may be any word, and does not choose the status. */
export function refusalOfPlugin(code: string, detail: string, findings: readonly Finding[]): Problem {
  const [status, title] = otherCode;
  const errors = findings.length > 0 && { errors: [...findings] };
  return { type: `/docs/errors#${code}`, title, status, detail, code, ...errors };
}

/** The problem document of a code. */
export function problem(code: string, detail?: string, errors?: Problem['errors']): Problem {
  const [status, title] = Object.hasOwn(table, code) ? table[code as ProblemCode] : otherCode;
  return {
    type: `/docs/errors#${code}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    code,
    ...(errors !== undefined && { errors }),
  };
}
