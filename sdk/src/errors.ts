/**
 * The one base of every error that Concord raises on purpose. `code` is stable and documented in `docs/errors.md`; a message may be
 * reworded at any time. What is not a `ConcordError` is a bug.
 */
export class ConcordError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** One place in a document that does not fit its schema. `path` is a JSON pointer (RFC 6901). */
export interface Finding {
  path: string;
  message: string;
}

/** The JSON pointer of a member: `pointer('a/b', 'c')` is `/a~1b/c`. */
export function pointer(...names: readonly string[]): string {
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Input that was refused; `findings` names every place and reason. */
export class InvalidInputError extends ConcordError {
  readonly findings: readonly Finding[];

  constructor(message: string, findings: readonly Finding[], code = 'invalid-input') {
    super(code, message);
    this.findings = findings;
  }
}

/** The device understood the command and refused it. */
export class CommandRejectedError extends ConcordError {
  constructor(message: string, options?: ErrorOptions) {
    super('command-rejected', message, options);
  }
}

/** The device does not answer now, so the command was not tried. */
export class DeviceOfflineError extends ConcordError {
  constructor(message: string, options?: ErrorOptions) {
    super('device-offline', message, options);
  }
}

/** The command was sent and nothing confirmed it within `waitedMs` milliseconds. */
export class CommandTimedOutError extends ConcordError {
  readonly waitedMs: number;

  constructor(message: string, waitedMs: number, options?: ErrorOptions) {
    super('command-timed-out', message, options);
    this.waitedMs = waitedMs;
  }
}

/** A candidate could not be taken into the home: wrong code, refused by the device, not reachable any more. */
export class AdoptionFailedError extends ConcordError {
  constructor(message: string, options?: ErrorOptions) {
    super('adoption-failed', message, options);
  }
}

/** A message on the plugin channel that breaks the protocol. */
export class ProtocolError extends ConcordError {
  constructor(message: string, options?: ErrorOptions) {
    super('protocol-violation', message, options);
  }
}

/** The text of anything that was thrown, for a log line or a diagnostic. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
