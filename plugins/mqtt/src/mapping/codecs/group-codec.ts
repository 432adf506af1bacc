import { CommandRejectedError } from '@concord/sdk';
import { isObject } from '../../topics/message.ts';
import type { ValueCodec } from './value-codec.ts';

/** The group that a controller drives, by its number; 0 is none. */
export const groupCodec: ValueCodec = {
  descriptor: {},
  read: (value) =>
    value === null ? null : typeof value === 'number' && value >= 0 ? (value === 0 ? [] : [{ group: String(value) }]) : undefined,
  write: (value) => {
    const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [];
    if (!Array.isArray(value) || others.length > 0) throw new CommandRejectedError('the device drives one group');
    if (first === undefined) return 0;
    const group = isObject(first) ? Number(first['group']) : Number.NaN;
    if (!Number.isInteger(group) || group < 0) throw new CommandRejectedError('the device calls groups by number');
    return group;
  },
};
