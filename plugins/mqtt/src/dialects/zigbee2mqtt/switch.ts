import { fragment } from '../../devices/fragment.ts';
import { type DeviceTools, sayings, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

/** `switch`: on and off. */
export function switchPart({ features }: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart | undefined {
  const state = features.find(({ name }) => name === 'state');
  if (!state) return undefined;
  const { property, on, off, isReported, isWritable } = state;
  let isOn = false;
  const turn = (wanted: boolean) => tools.plan({ [property]: wanted ? on : off }, isReported, { on: wanted });
  const target = fragment({
    capability: 'switch',
    ...(endpoint !== undefined && { endpoint }),
    attributes: { on: tools.describe(state, { writable: isWritable }) },
    ...(isWritable && { set: (values) => turn(values['on'] === true) }),
    ...(isWritable && isReported && { commands: { toggle: () => turn(!isOn) } }),
  });
  const listener = tools.listen((members, reporter) => {
    const value = memberOf(members, property);
    if (value === undefined) return;
    if (value !== on && value !== off && value !== null) return tools.bad(property, value);
    isOn = value === on;
    reporter.set(target, 'on', value === null ? null : isOn);
  });
  return {
    kind: 'switch',
    fragments: [target],
    listeners: [listener],
    says: sayings([[state, target, ['on', ...(isWritable && isReported ? ['toggle()'] : [])]]]),
  };
}
