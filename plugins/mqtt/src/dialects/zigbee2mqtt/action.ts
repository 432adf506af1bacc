import { toNumber } from '../../mapping/numbers.ts';
import { fragment, type Fragment, type Values } from '../../devices/fragment.ts';
import { scaleTo, toCanonicalNumber } from '../../mapping/unit-scale.ts';
import { Actions, nothing } from './actions.ts';
import { type DeviceTools, sayings, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

/**
 * `action`: what was done to which button; each button is an endpoint, the only one is the device itself. Undefined where no word of it is
 * known beforehand.
 */
export function actionPart(expose: Expose, tools: DeviceTools, told: readonly Expose[]): TypedPart | undefined {
  const { property } = expose;
  const actions = new Actions(expose.values);
  if (actions.gestures.length === 0) return undefined;
  const buttons = new Map<string | undefined, Fragment>();
  for (const button of new Set(actions.gestures.map((gesture) => gesture.button))) {
    const events = actions.gestures.filter((gesture) => gesture.button === button).map(({ event }) => event);
    buttons.set(
      button,
      fragment({ capability: 'button', ...(button !== undefined && { endpoint: button.slice(0, 128) }), attributes: {}, events }),
    );
  }
  const listener = tools.listen((members, reporter, message) => {
    const action = memberOf(members, property);
    // Some versions say "" or "none" once the action is over; what the broker kept is no news.
    if (action === undefined || action === null || action === '' || action === nothing || message.retained) return;
    const gesture = typeof action === 'string' ? actions.gestureOf(action) : undefined;
    const target = gesture && buttons.get(gesture.button);
    if (!target) return tools.bad(property, action);
    const payload = { ...gesture.payload, ...detailsOf(told, members) };
    reporter.emit(target, gesture.event, Object.keys(payload).length > 0 ? payload : undefined);
  });
  const events = [...buttons.values()].map((button): [Expose, Fragment, string[]] => [expose, button, [...new Set(button.events)]]);
  const first = events[0];
  return {
    kind: 'remote',
    fragments: [...buttons.values()],
    listeners: [listener],
    says: sayings([...events, ...(first ? told.map((detail) => [detail, first[1], first[2]] as const) : [])]),
  };
}

/** What stands beside an action and tells more of it: the member of the event's payload. */
const details: Readonly<Record<string, 'duration' | 'group' | 'zone'>> = {
  action_duration: 'duration',
  action_slide_time: 'duration',
  action_rotation_time: 'duration',
  action_group: 'group',
  action_zone: 'zone',
};

export function isActionDetail({ name }: Expose): boolean {
  return Object.hasOwn(details, name);
}

function detailsOf(exposes: readonly Expose[], members: Values): Values {
  return Object.fromEntries(
    exposes
      .map((expose) => [details[expose.name], detailOf(expose, memberOf(members, expose.property))])
      .filter(([, told]) => told !== undefined),
  );
}

function detailOf({ name, unit }: Expose, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (details[name] !== 'duration') return typeof value === 'number' || typeof value === 'string' ? String(value).slice(0, 255) : undefined;
  const [number, scale] = [toNumber(value), scaleTo('duration', unit)];
  return typeof number === 'number' && scale && number >= 0 ? toCanonicalNumber(number, scale) : undefined;
}
