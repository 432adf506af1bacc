import { Type, type Static } from 'typebox';
import { rights, roles } from './roles.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 64 });
const Time = Type.String({ format: 'date-time' });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S(.*\\S)?$' });
/** Long enough to resist guessing, short enough that hashing it costs the hub nothing. */
const NewPassword = Type.String({ minLength: 8, maxLength: 256 });
const GivenPassword = Type.String({ minLength: 1, maxLength: 256 });

export const UserRole = Type.Enum(['owner', 'member', 'guest']);
export type UserRole = Static<typeof UserRole>;
export const Role = Type.Enum([...roles]);

export const User = Type.Object(
  { id: Id, name: Type.String(), role: UserRole, person: Type.Optional(Id), createdAt: Time },
  { ...closed, title: 'User' },
);
export type User = Static<typeof User>;
/** `person` links the account to somebody of the home. */
export const UserInput = Type.Object({ name: Name, password: NewPassword, role: UserRole, person: Type.Optional(Id) }, closed);
export type UserInput = Static<typeof UserInput>;
export const UserPatch = Type.Object(
  {
    name: Type.Optional(Name),
    password: Type.Optional(NewPassword),
    role: Type.Optional(UserRole),
    person: Type.Optional(Type.Union([Id, Type.Null()])),
  },
  { ...closed, minProperties: 1 },
);
export type UserPatch = Static<typeof UserPatch>;

export const Token = Type.Object(
  {
    id: Id,
    name: Type.String(),
    role: Role,
    createdAt: Time,
    lastUsedAt: Type.Optional(Time),
    expiresAt: Type.Optional(Time),
  },
  closed,
);
export type Token = Static<typeof Token>;
export const TokenInput = Type.Object({ name: Name, role: Role, expiresAt: Type.Optional(Time) }, closed);
export type TokenInput = Static<typeof TokenInput>;
/** The one answer that shows `secret`. */
export const NewToken = Type.Object({ ...Token.properties, secret: Type.String() }, closed);
export type NewToken = Static<typeof NewToken>;

export const Session = Type.Object(
  {
    id: Id,
    user: Type.Object({ id: Id, name: Type.String() }, closed),
    createdAt: Time,
    lastUsedAt: Time,
    expiresAt: Time,
    address: Type.String(),
    /** What the browser calls itself. */
    client: Type.String(),
    /** It is the one that asks. */
    current: Type.Boolean(),
  },
  closed,
);
export type Session = Static<typeof Session>;
export const LogInInput = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), password: GivenPassword }, closed);
export type LogInInput = Static<typeof LogInInput>;

export const SetUpInput = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }), name: Name, password: NewPassword }, closed);
export type SetUpInput = Static<typeof SetUpInput>;
export const SetUpState = Type.Object({ needed: Type.Boolean() }, closed);

export const Me = Type.Object(
  {
    kind: Type.Enum(['user', 'token']),
    id: Id,
    name: Type.String(),
    role: Role,
    person: Type.Optional(Id),
    rights: Type.Array(Type.Enum([...rights])),
  },
  closed,
);
export type Me = Static<typeof Me>;
export const PasswordChange = Type.Object({ currentPassword: GivenPassword, password: NewPassword }, closed);
export type PasswordChange = Static<typeof PasswordChange>;

/** Who did something: an account, or for a failed log-in just the address. */
export const AuditActor = Type.Object(
  {
    kind: Type.Enum(['user', 'token', 'anonymous', 'commandLine']),
    id: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
  },
  closed,
);
export type AuditActor = Static<typeof AuditActor>;
export const AuditEntry = Type.Object(
  {
    id: Id,
    at: Time,
    who: AuditActor,
    action: Type.String(),
    /** What it was done to: an id, or a name that was tried. */
    subject: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
export type AuditEntry = Static<typeof AuditEntry>;
