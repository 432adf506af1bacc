import { fragment } from '../../devices/fragment.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { endpointOf, type Component } from './component.ts';
import { partOf, type Point, type ProductTools } from './point.ts';

/** What was done to a button. */
export interface Gesture {
  readonly event: 'pressed' | 'held' | 'released';
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** A part that tells what happened to a component, and has no value. */
export interface Happening {
  readonly part: Point['part'];
  tell(event: string, payload: Readonly<Record<string, unknown>> | undefined, reporter: Reporter): void;
}

/** The gestures of a component's button. */
export function buttonHappening(component: Component, item: string, tools: Pick<ProductTools, 'nameOf'>): Happening {
  return happening(component, item, { capability: 'button', events: ['pressed', 'held', 'released'] }, tools);
}

/** Whatever else happened: no capability has a word for it. */
export function otherHappening(component: Component, item: string, tools: Pick<ProductTools, 'nameOf'>): Happening {
  return happening(component, item, { capability: 'shelly:event', base: 'genericTrigger', events: ['fired'] }, tools);
}

function happening(
  component: Component,
  item: string,
  what: { readonly capability: string; readonly base?: 'genericTrigger'; readonly events: readonly string[] },
  tools: Pick<ProductTools, 'nameOf'>,
): Happening {
  const endpoint = endpointOf(component);
  const target = fragment({ ...what, ...(endpoint !== undefined && { endpoint }), attributes: {} });
  return {
    part: partOf(component, item, { fragments: [target], listeners: [] }, tools, { order: 1 }),
    tell: (event, payload, reporter) => reporter.emit(target, event, payload),
  };
}
