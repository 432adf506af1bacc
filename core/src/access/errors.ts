import { ConcordError } from '@concord/sdk';

/** No credentials, or none that are valid (any more). */
export class NotAuthenticatedError extends ConcordError {
  constructor(message = 'log in, or send a bearer token') {
    super('not-authenticated', message);
  }
}

/** The account is known and may not do this. */
export class ForbiddenError extends ConcordError {
  constructor(message: string, code = 'forbidden') {
    super(code, message);
  }
}

/** Name or password is wrong; which of them is nobody's business. */
export class WrongCredentialsError extends ConcordError {
  constructor(message = 'the name or the password is wrong', code = 'wrong-credentials') {
    super(code, message);
  }
}

/** Too many tries; the next is looked at after `retryAfterSeconds`. */
export class TooManyAttemptsError extends ConcordError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too-many-attempts', `too many attempts: try again in ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
