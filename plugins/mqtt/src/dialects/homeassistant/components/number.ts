import { CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../../devices/fragment.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { sensorQuantity } from '../../../mapping/sensor-classes.ts';
import { fromCanonicalNumber, scaleOf, scaleTo, toCanonicalNumber, type UnitScale } from '../../../mapping/unit-scale.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** Settings that are numbers and have a capability of their own. */
const settings: readonly (readonly [
  name: RegExp,
  capability: string,
  attribute: string,
  quantity: 'duration' | 'temperatureDifference' | 'share',
])[] = [
  [/auto_relock_time$/, 'lock', 'autoRelock', 'duration'],
  [/^(?:.*_)?countdown$/, 'countdown', 'remaining', 'duration'],
  [/(?:local_)?temperature_(?:calibration|offset)$/, 'sensorSettings', 'temperatureOffset', 'temperatureDifference'],
  [/humidity_(?:calibration|offset)$/, 'sensorSettings', 'humidityOffset', 'share'],
];

/** `number`: a number that can be set; its unit says what it is. */
export function numberPart(entity: Entity): PartDraft {
  const unit = entity.text('unit_of_measurement');
  const setting = settings.find(([pattern]) => pattern.test(entity.objectId));
  const named = setting && scaleTo(setting[3], unit);
  const scale =
    named ?? scaleOf(unit, sensorQuantity(entity.deviceClass) ?? (entity.deviceClass === 'temperature' ? 'temperature' : undefined));
  const attribute = setting && named ? setting[2] : 'value';
  const reset = entity.payload('payload_reset', 'None');
  const set = (values: Values) => {
    const value = values[attribute];
    if (typeof value !== 'number') throw new CommandRejectedError('wants a number');
    return entity.plan('state_topic', [entity.send('command_topic', fromCanonicalNumber(value, scale), 'command_template')], {
      [attribute]: value,
    });
  };
  const value = entity.describe({ ...limits(entity, scale), ...(named ? {} : scale.descriptor), writable: entity.has('command_topic') });
  const target: Fragment =
    setting && named
      ? fragment({ capability: setting[1], attributes: { [attribute]: value }, set })
      : entity.generic('genericNumber', { value, set });
  return {
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (read, reporter) => {
      const number = read === reset ? null : toNumber(read);
      if (number === undefined) return entity.bad(read, 'not a number');
      if (read !== '') reporter.set(target, attribute, number === null ? null : toCanonicalNumber(number, scale));
    }),
  };
}

function limits(entity: Entity, scale: UnitScale): AttributeDescriptor {
  const minimum = entity.number('min') ?? 1;
  const maximum = entity.number('max') ?? 100;
  const step = entity.number('step');
  return {
    minimum: toCanonicalNumber(minimum, scale),
    maximum: toCanonicalNumber(maximum, scale),
    ...(step !== undefined && step > 0 && { step: toCanonicalNumber(step, { ...scale, offset: 0 }) }),
  };
}
