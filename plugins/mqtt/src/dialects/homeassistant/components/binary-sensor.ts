import { fragment } from '../../../devices/fragment.ts';
import { binaryTarget } from '../../../mapping/binary-classes.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { twoState } from './two-state.ts';

/** `binary_sensor`: by its device class; without one a yes or no. */
export function binarySensorPart(entity: Entity): PartDraft {
  entity.requiredTopic('state_topic');
  const read = twoState(entity, { on: entity.payload('payload_on', 'ON'), off: entity.payload('payload_off', 'OFF') });
  const named = binaryTarget(entity.deviceClass);
  const target = named
    ? fragment({ capability: named.capability, attributes: { [named.attribute]: entity.describe() } })
    : entity.generic('genericBoolean', { value: entity.describe({ writable: false }) });
  const { attribute = 'value', on = true, off = false } = named ?? {};
  return {
    fragments: [target],
    ...(named?.tag !== undefined && { tags: [named.tag] }),
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      const state = read(value);
      if (state !== undefined) reporter.set(target, attribute, state === null ? null : state ? on : off);
    }),
  };
}
