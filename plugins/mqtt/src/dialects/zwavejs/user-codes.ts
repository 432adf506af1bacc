import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf, saysAll } from './draft.ts';
import { endpointOf, siblingTopic, type NodeValue } from './node-value.ts';
import type { ValueTools } from './value-tools.ts';

/** States of a user (User Code, SDS13781); 0 is a free place, 254 says that the state is not there. */
const enabled = 1;
const free = 0;
const inUse = new Set([enabled, 2, 3, 4]);

/** Who may open a lock by a code. The codes themselves are written and never shown. */
export function userCodesPart(users: readonly NodeValue[], tools: ValueTools): Part | undefined {
  const [first] = users;
  if (!first) return undefined;
  const endpoint = endpointOf(first);
  const statusOf = new Map<string, number>();
  const placeOf = (user: unknown) => {
    const found = users.find(({ id }) => id.propertyKey === user);
    if (!found) throw new CommandRejectedError('the lock has no place of this number');
    return found;
  };
  const target = fragment({
    capability: 'lockCredentials',
    ...(endpoint !== undefined && { endpoint }),
    attributes: { users: tools.describe(first), capacity: tools.describe(first) },
    commands: {
      setCredential: ({ type, user, secret }) => {
        if (type !== 'pin') throw new CommandRejectedError('the lock takes PIN codes only');
        if (typeof secret !== 'string' || !/^\d{4,10}$/.test(secret)) throw new CommandRejectedError('a PIN code is 4 to 10 digits');
        const topic = siblingTopic(placeOf(user), 'userCode');
        if (topic === undefined) throw new CommandRejectedError('the gateway has no topic for codes');
        return { sendings: [tools.write(`${topic}/set`, secret)], assumed: {} };
      },
      clear: ({ user }) => ({ sendings: [tools.send(placeOf(user), free)] }),
    },
  });
  return partOf({
    id: `users/${first.id.endpoint}`,
    order: 1,
    kind: 'lock',
    fragments: [target],
    listeners: users.map((place) =>
      tools.listen(
        place,
        () => [target],
        (value, reporter) => {
          if (typeof value === 'number') statusOf.set(place.id.propertyKey, value);
          else if (value === null) statusOf.delete(place.id.propertyKey);
          else return tools.bad(place, value);
          const list = [...statusOf].filter(([, status]) => inUse.has(status)).map(([id, status]) => ({ id, enabled: status !== 2 }));
          reporter.set(
            target,
            'users',
            list.toSorted((a, b) => Number(a.id) - Number(b.id)),
          );
          reporter.set(target, 'capacity', { users: users.length });
        },
      ),
    ),
    says: users.flatMap((place) => saysAll(place, [target])),
  });
}
