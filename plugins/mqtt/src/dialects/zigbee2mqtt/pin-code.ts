import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Values } from '../../devices/fragment.ts';
import { sayings, type DeviceTools, type TypedPart } from './device-tools.ts';
import type { Expose } from './expose.ts';

/** `pin_code`: the codes of a lock by the number of their user. They are written and never read. */
export function pinCodePart(expose: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart | undefined {
  const { property, features, isWritable } = expose;
  const has = (name: string) => features.some((feature) => feature.name === name);
  if (!isWritable || !has('user') || !has('pin_code')) return undefined;
  const send = (members: Values) => tools.plan({ [property]: members }, false, {});
  const target = fragment({
    capability: 'lockCredentials',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: {
      setCredential: ({ type, user, secret }) => {
        if (type !== 'pin') throw new CommandRejectedError('the lock takes PIN codes only');
        if (typeof secret !== 'string' || !/^\d{1,32}$/.test(secret)) throw new CommandRejectedError('a PIN code is digits');
        return send({
          user: userNumber(user),
          ...(has('user_type') && { user_type: 'unrestricted' }),
          ...(has('user_enabled') && { user_enabled: true }),
          pin_code: secret,
        });
      },
      clear: ({ user }) => send({ user: userNumber(user), pin_code: null }),
    },
  });
  return { kind: 'lock', fragments: [target], listeners: [], says: sayings([[expose, target, ['setCredential()', 'clear()']]]) };
}

function userNumber(user: unknown): number {
  const number = typeof user === 'string' && /^\d{1,9}$/.test(user) ? Number(user) : undefined;
  if (number === undefined) throw new CommandRejectedError('the lock calls its users by number');
  return number;
}
