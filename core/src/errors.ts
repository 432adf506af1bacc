import { ConcordError, type Finding } from '@concord/sdk/errors';

/** There is no such thing; `what` is its word and `id` what was asked for. */
export class NotFoundError extends ConcordError {
  constructor(what: string, id: string) {
    super('not-found', `there is no ${what} "${id}"`);
  }
}

/** It can't be done as things stand: the name is taken, the device has several such endpoints, the plugin isn't running. */
export class ConflictError extends ConcordError {
  constructor(message: string, code = 'conflict') {
    super(code, message);
  }
}

/** A plugin refused something with a code of its own. It is told apart from the hub's errors, whatever the code says. */
export class PluginRefusal extends ConcordError {
  /** The places of the input that it did not take, where it names them. */
  readonly findings: readonly Finding[];

  constructor(code: string, message: string, findings: readonly Finding[]) {
    super(code, message);
    this.findings = findings;
  }
}

/** The hub can't start, and the message tells the owner what to do about it; shown without a stack. */
export class StartError extends ConcordError {
  constructor(message: string, options?: ErrorOptions) {
    super('cannot-start', message, options);
  }
}
