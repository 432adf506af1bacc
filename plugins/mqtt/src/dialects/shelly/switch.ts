import { fragment, type CommandPlan } from '../../devices/fragment.ts';
import { endpointOf, type Component } from './component.ts';
import type { Order } from './order.ts';
import { partOf, saidBy, type ProductTools } from './point.ts';
import type { Composite } from './product.ts';

interface SwitchWords {
  /** The member that says whether it is on. */
  readonly member: string;
  readonly turn: (on: boolean, component: Component) => Order;
  readonly toggle: (component: Component) => Order;
  /** Seconds; left out where the product can't. */
  readonly onFor?: (seconds: number, component: Component) => Order;
  /** The words for on and off. A relay that switched off by itself says why instead. */
  readonly on: readonly unknown[];
  readonly off: readonly unknown[];
}

/** A relay: on and off, and the one or the other in turn. */
export function switchComposite({ member, turn, toggle, onFor, on, off }: SwitchWords): Composite {
  return {
    members: [member],
    make: (component, item, tools: ProductTools) => {
      const endpoint = endpointOf(component);
      const commands: Record<string, (args: Readonly<Record<string, unknown>>) => CommandPlan> = {
        toggle: () => tools.order(toggle(component)),
      };
      if (onFor) commands['onFor'] = ({ duration }) => tools.order(onFor(Number(duration), component));
      const target = fragment({
        capability: 'switch',
        ...(endpoint !== undefined && { endpoint }),
        attributes: { on: { writable: true, source: item } },
        set: (values) => tools.order(turn(values['on'] === true, component)),
        commands,
      });
      return {
        part: partOf(component, item, { fragments: [target], listeners: [] }, tools, {
          order: 0,
          says: saidBy(component, [target], { 'switch.on': member }, tools),
        }),
        read: (members, reporter) => {
          const value = members.get(member);
          if (value === null) reporter.set(target, 'on', null);
          else if (on.includes(value)) reporter.set(target, 'on', true);
          else if (off.includes(value)) reporter.set(target, 'on', false);
          else tools.bad(item, value);
        },
      };
    },
  };
}
