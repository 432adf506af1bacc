import { fragment, type Fragment } from '../devices/part.ts';
import { gestureOf, type Gesture } from '../mapping/gestures.ts';
import type { DeviceTools, TypedPart } from './device-tools.ts';
import type { Expose } from './expose.ts';

/** `action`: what was done to which button; each button is an endpoint, the only one is the device itself. */
export function actionPart({ property, values }: Expose, tools: DeviceTools): TypedPart {
  const gestures = new Map<string, Gesture>(values.map((action) => [action, gestureOf(action)]));
  const buttons = new Map<string | undefined, Fragment>();
  for (const button of new Set([...gestures.values()].map((gesture) => gesture.button))) {
    const events = [...gestures.values()].filter((gesture) => gesture.button === button).map(({ event }) => event);
    buttons.set(
      button,
      fragment({ capability: 'button', ...(button !== undefined && { endpoint: button.slice(0, 128) }), attributes: {}, events }),
    );
  }
  const listener = tools.listen((members, reporter, message) => {
    const action = members[property];
    // Older versions say "" once the action is over; what the broker kept is no news.
    if (action === undefined || action === null || action === '' || message.retained) return;
    const gesture = typeof action === 'string' ? gestures.get(action) : undefined;
    const target = gesture && buttons.get(gesture.button);
    if (!target) return tools.bad(property, action);
    reporter.emit(target, gesture.event, gesture.payload && { ...gesture.payload });
  });
  return { kind: 'remote', fragments: [...buttons.values()], listeners: [listener] };
}
