import type { Origin } from '../home/resources.ts';
import type { AuditActor, UserRole } from './resources.ts';
import type { Role } from './roles.ts';

/** Who asks: a user by their session, or a program by its token. */
export type Principal =
  | { readonly kind: 'user'; readonly id: string; readonly name: string; readonly role: UserRole; readonly session: string }
  | { readonly kind: 'token'; readonly id: string; readonly name: string; readonly role: Role };

/** The principal as commands and runs remember it. */
export function originOf({ kind, id, name }: Principal): Origin {
  return { kind, id, name };
}

/** The principal as the audit remembers it. */
export function actorOf({ kind, id, name }: Principal): AuditActor {
  return { kind, id, name };
}
