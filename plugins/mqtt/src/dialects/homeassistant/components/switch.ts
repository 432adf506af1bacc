import { fragment } from '../../../devices/fragment.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { twoState } from './two-state.ts';

/** Settings that are switches and have a capability of their own. */
const settings: readonly (readonly [name: RegExp, capability: string, attribute: string])[] = [
  [/child_?lock/i, 'childLock', 'locked'],
  [/window_detection/i, 'radiatorValve', 'windowDetection'],
  [/frost_protection/i, 'radiatorValve', 'frostProtection'],
];

/** `switch`: on and off, an outlet by device class; a setting is what its name says, or a yes or no. */
export function switchPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const on = entity.payload('payload_on', 'ON');
  const off = entity.payload('payload_off', 'OFF');
  const read = twoState(entity, { on: entity.payload('state_on', on), off: entity.payload('state_off', off) });
  const plan = (name: string, wanted: boolean) =>
    entity.plan('state_topic', [entity.send('command_topic', wanted ? on : off, 'command_template')], { [name]: wanted });

  const setting = entity.category === 'config' ? settings.find(([pattern]) => pattern.test(entity.objectId)) : undefined;
  const isGeneric = entity.category === 'config' && !setting;
  const [, capability = 'switch', attribute = isGeneric ? 'value' : 'on'] = setting ?? [];
  const set = (values: Readonly<Record<string, unknown>>) => plan(attribute, values[attribute] === true);
  const writable = entity.describe({ writable: true });
  const target = isGeneric
    ? entity.generic('genericBoolean', { value: writable, set })
    : fragment({
        capability,
        attributes: { [attribute]: writable },
        set,
        ...(capability === 'switch' && toggling(plan)),
      });

  // A switch that reports nothing has no known state to toggle from, so it only has `set`.
  function toggling(from: typeof plan) {
    return entity.isOptimistic('state_topic') ? {} : { commands: { toggle: () => from('on', !isOn) } };
  }
  let isOn = false;
  return {
    fragments: [target],
    ...(capability === 'switch' && !isGeneric && { kind: entity.deviceClass === 'outlet' ? 'outlet' : 'switch' }),
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      const state = read(value);
      if (state === undefined) return;
      isOn = state === true;
      reporter.set(target, attribute, state);
    }),
  };
}
