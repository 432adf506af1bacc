import { CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';

/** Turns one member of a state message into a value of an attribute, and back. */
export interface ValueCodec {
  readonly descriptor: AttributeDescriptor;
  /** Undefined: the value can't be used. `other` with the source's word in `raw` by the caller. */
  read(value: unknown): unknown;
  /** Throws `CommandRejectedError`. */
  write(value: unknown): unknown;
}

/** A codec for what is only read. */
export function readOnly(read: ValueCodec['read'], descriptor: AttributeDescriptor = {}): ValueCodec {
  return {
    descriptor,
    read,
    write: () => {
      throw new CommandRejectedError('can only be read');
    },
  };
}
