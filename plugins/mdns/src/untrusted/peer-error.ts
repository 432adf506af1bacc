import { ConcordError, messageOf } from '@concord/sdk';

/** What a product on the network can do wrong; each is the code of a diagnostic. */
type PeerFault =
  /** Nothing listens there, or the connection broke. */
  | 'peer-unreachable'
  /** It listens and says nothing in time. */
  | 'peer-silent'
  | 'answer-too-long'
  | 'answer-too-deep'
  | 'answer-not-json'
  | 'answer-wrong-shape'
  /** It sent what this plugin can't handle, though it should: a mistake of ours. */
  | 'answer-not-handled'
  /** It sent us to another address: never followed. */
  | 'answer-redirects'
  /** An HTTP status that is no success. */
  | 'answer-refused'
  /** It says that it is another product than the one that was adopted. */
  | 'identity-mismatch';

/** A product that can't be reached, or one whose answer is not believed. */
export class PeerError extends ConcordError {
  readonly fault: PeerFault;

  constructor(fault: PeerFault, message: string, options?: ErrorOptions) {
    super(fault, message, options);
    this.fault = fault;
  }
}

/** For what a handler threw: as it is, where that is the product's doing. */
export function peerErrorOf(thrown: unknown): PeerError {
  return thrown instanceof PeerError ? thrown : new PeerError('answer-not-handled', messageOf(thrown), { cause: thrown });
}

/** The product asks for a password, or for another one than we have. */
export class WrongPasswordError extends ConcordError {
  constructor(message: string) {
    super('wrong-password', message);
  }
}
