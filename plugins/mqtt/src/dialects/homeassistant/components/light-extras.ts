import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Fragment, type Sending } from '../../../devices/fragment.ts';
import { fromPercent } from '../../../mapping/numbers.ts';
import type { Entity } from '../entity.ts';

/**
 * The white lamp of a colour light, as bright as wanted. It is a way of shining that no capability names, so it stands beside them, as a
 * share; what it shines at then is the level.
 */
export function whiteLamp(entity: Entity, send: (value: number) => Sending): Fragment {
  const scale = Math.max(1, entity.number('white_scale') ?? 255);
  return entity.generic('genericNumber', {
    name: `${entity.objectId}_white`,
    value: { writable: true, minimum: 0, maximum: 100, unit: '%', quantity: 'share' },
    set: ({ value }) => {
      if (typeof value !== 'number') throw new CommandRejectedError('wants a share');
      return { sendings: [send(fromPercent(value, 0, scale))], assumed: { value } };
    },
  });
}

/** A light that flashes makes itself known by it. Undefined where it does not say that it can. */
export function flashing(entity: Entity, send: (seconds: number) => Sending): Fragment | undefined {
  if (!entity.flag('flash') && !entity.has('flash_time_short') && !entity.has('flash_time_long')) return undefined;
  const short = entity.number('flash_time_short') ?? 2;
  return fragment({
    capability: 'identify',
    attributes: {},
    commands: {
      identify: ({ duration }) => ({ sendings: [send(typeof duration === 'number' ? Math.round(duration) : short)], assumed: {} }),
    },
  });
}
