import { CommandRejectedError } from '@concord/sdk';
import { fragment, type CommandPlanner } from '../../devices/fragment.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { endpointOf, type Component } from './component.ts';
import type { Order } from './order.ts';
import { partOf, saidBy } from './point.ts';
import type { Composite } from './product.ts';

interface CoverWords {
  readonly state: string;
  readonly position: string;
  /** What the words for its state say of its movement; and of its position, where it has no other way to tell. */
  readonly moving: Readonly<Record<string, 'stopped' | 'opening' | 'closing' | 'other'>>;
  readonly ends: Readonly<Record<string, number>>;
  readonly drive: (word: 'open' | 'close' | 'stop', component: Component) => Order;
  readonly goTo: (position: number, component: Component) => Order;
}

/** A shutter: 0 closed and 100 open, there as here. One that is not calibrated has no position, and says -1 or nothing. */
export function coverComposite({ state, position, moving, ends, drive, goTo }: CoverWords): Composite {
  return {
    members: [state, position],
    make: (component, item, tools) => {
      const endpoint = endpointOf(component);
      const word =
        (name: 'open' | 'close' | 'stop'): CommandPlanner =>
        () =>
          tools.order(drive(name, component));
      const target = fragment({
        capability: 'cover',
        ...(endpoint !== undefined && { endpoint }),
        attributes: { position: { writable: true, source: item }, moving: { source: item } },
        commands: { open: word('open'), close: word('close'), stop: word('stop') },
        set: (values) => {
          const wanted = values['position'];
          if (typeof wanted !== 'number') throw new CommandRejectedError('wants a position');
          return tools.order(goTo(Math.round(wanted), component));
        },
      });
      let isMeasured = false;
      return {
        part: partOf(component, item, { fragments: [target], listeners: [] }, tools, {
          order: 0,
          kind: 'cover',
          says: saidBy(component, [target], { 'cover.position': position, 'cover.moving': state }, tools),
        }),
        read: (members, reporter) => {
          const said = members.get(state);
          const place = toNumber(members.get(position));
          isMeasured ||= typeof place === 'number' && place >= 0 && place <= 100;
          if (typeof said === 'string' && Object.hasOwn(moving, said))
            reporter.set(target, 'moving', moving[said], moving[said] === 'other' ? said : undefined);
          else if (said !== undefined) tools.bad(item, said);
          if (!isMeasured && typeof said === 'string' && Object.hasOwn(ends, said)) reporter.set(target, 'position', ends[said]);
          if (typeof place === 'number') reporter.set(target, 'position', place < 0 || place > 100 ? null : place);
          else if (place === null) reporter.set(target, 'position', null);
        },
      };
    },
  };
}
