import { capabilities, CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../../devices/fragment.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { boundsOf, within } from '../../../mapping/bounds.ts';
import { parseTarget, sensorQuantity, sensorTarget, type Target } from '../../../mapping/sensor-classes.ts';
import { fromCanonicalNumber, scaleOf, scaleTo, toCanonicalNumber, type UnitScale } from '../../../mapping/unit-scale.ts';
import { refuse, type Entity } from '../entity.ts';
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
  entity.requireCommands();
  const unit = entity.text('unit_of_measurement');
  const { place, scale: named } = namedPlace(entity, unit) ?? {};
  const scale =
    named ?? scaleOf(unit, sensorQuantity(entity.deviceClass) ?? (entity.deviceClass === 'temperature' ? 'temperature' : undefined));
  const attribute = place?.attribute ?? 'value';
  const bounds = boundsOf(place);
  const reset = entity.payload('payload_reset', 'None');
  const set = (values: Values) => {
    const value = values[attribute];
    if (typeof value !== 'number') throw new CommandRejectedError('wants a number');
    return entity.plan('state_topic', [entity.send('command_topic', fromCanonicalNumber(value, scale), 'command_template')], {
      [attribute]: value,
    });
  };
  const value = entity.describe({ ...limits(entity, scale), ...(named ? {} : scale.descriptor), writable: true });
  const target: Fragment = place
    ? fragment({ capability: place.capability, attributes: { [attribute]: value }, set })
    : entity.generic('genericNumber', { value, set });
  return {
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (read, reporter) => {
      if (read === '') return;
      const number = read === reset ? null : toNumber(read);
      const canonical = typeof number === 'number' ? within(toCanonicalNumber(number, scale), bounds) : number;
      if (canonical === undefined) return entity.bad(read, 'not a number that it can be');
      reporter.set(target, attribute, canonical);
    }),
  };
}

/**
 * Where a number belongs that has a named meaning: a setting by its name, a target temperature, or what its class measures where that can be
 * set (capability map, section 3.6).
 */
function namedPlace(entity: Entity, unit: string | undefined): { place: Target; scale: UnitScale } | undefined {
  const setting = settings.find(([pattern]) => pattern.test(entity.objectId));
  if (setting) {
    const scale = scaleTo(setting[3], unit);
    return scale && { place: { capability: setting[1], attribute: setting[2] }, scale };
  }
  const { deviceClass } = entity;
  if (deviceClass === undefined) return undefined;
  const isTarget = deviceClass === 'temperature' && entity.category === 'primary';
  const place = isTarget ? parseTarget('temperatureControl.setpoint') : sensorTarget(deviceClass, unit);
  const definition = place && capabilities.get(place.capability)?.attributes[place.attribute];
  if (!place || !definition?.writable) return undefined;
  const scale = scaleTo(definition.quantity, unit);
  return scale && { place, scale };
}

function limits(entity: Entity, scale: UnitScale): AttributeDescriptor {
  const minimum = entity.number('min') ?? 1;
  const maximum = entity.number('max') ?? 100;
  const step = entity.number('step');
  if (minimum >= maximum) refuse('min is not below max');
  return {
    minimum: toCanonicalNumber(minimum, scale),
    maximum: toCanonicalNumber(maximum, scale),
    ...(step !== undefined && step > 0 && { step: toCanonicalNumber(step, { ...scale, offset: 0 }) }),
  };
}
