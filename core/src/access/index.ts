export { Access, type Connection, type LoggedIn } from './access.ts';
export { ForbiddenError, NotAuthenticatedError, TooManyAttemptsError, WrongCredentialsError } from './errors.ts';
export { actorOf, originOf, type Principal } from './principal.ts';
export { mayDo, rightsOf, roles, type Right, type Role } from './roles.ts';
export { sessionLifeMs } from './sessions.ts';
export { Audit } from './audit.ts';
export { Tokens } from './tokens.ts';
export * as accessResources from './resources.ts';
