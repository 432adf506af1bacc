import { capabilities, type AttributeDescriptor } from '@concord/sdk';
import { fragment, type Fragment } from '../../../devices/fragment.ts';
import { boundsOf, within } from '../../../mapping/bounds.ts';
import { isLockMember } from '../../../mapping/lock-members.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { parseTarget, sensorBase, sensorQuantity, sensorTarget, type Target } from '../../../mapping/sensor-classes.ts';
import { scaleOf, scaleTo, toCanonicalNumber, type UnitScale } from '../../../mapping/unit-scale.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { isoTime } from '../../../templates/times.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import type { Piece } from './pieces.ts';

/** `sensor`: a measured value by its device class; else a number with its unit, a time, one of a list, or text. */
export function sensorPart(entity: Entity): PartDraft {
  entity.requiredTopic('state_topic');
  const { target, convert } = meaning(entity);
  const attribute = Object.keys(target.attributes)[0] ?? 'value';
  const reset = entity.has('last_reset_value_template') ? lastReset(entity, target) : undefined;
  return {
    fragments: [target, ...(reset ? [reset.target] : [])],
    listeners: [
      ...entity.listen('state_topic', 'value_template', (value, reporter) => {
        const converted = convert(value);
        if (converted !== undefined) reporter.set(target, attribute, converted);
      }),
      ...(reset?.listeners ?? []),
    ],
    ...(isLockMember(entity.objectId) && { yieldsTo: 'lock' }),
  };
}

interface Meaning {
  readonly target: Fragment;
  /** Undefined: the value is not used. */
  readonly convert: (value: unknown) => unknown;
}

function meaning(entity: Entity): Meaning {
  const { deviceClass } = entity;
  const named = deviceClass === undefined ? linkQuality(entity) : namedTarget(entity, deviceClass);
  if (named) {
    const scale = scaleTo(capabilities.get(named.capability)?.attributes[named.attribute]?.quantity, entity.text('unit_of_measurement'));
    if (scale)
      return numeric(
        entity,
        fragment({ capability: named.capability, attributes: { [named.attribute]: entity.describe() } }),
        scale,
        named,
      );
    entity.diagnose('unit-does-not-fit', `${deviceClass} in "${entity.text('unit_of_measurement')}"; kept as a plain measurement`);
  }
  const base = sensorBase(deviceClass);
  if (deviceClass === 'uptime') return uptime(entity);
  if (base === 'genericDateTime') return moment(entity);
  if (base === 'genericSelect' || entity.texts('options').length > 0) return choice(entity);
  const unit = entity.text('unit_of_measurement');
  if (unit !== undefined || entity.has('state_class') || deviceClass !== undefined) {
    const scale = scaleOf(unit, sensorQuantity(deviceClass));
    return numeric(entity, generic(entity, 'measurement', scale.descriptor), scale);
  }
  return text(entity);
}

/** When a total began anew: an attribute of the meter where it has one. */
function lastReset(entity: Entity, { capability }: Fragment): Piece {
  const isNamed = capabilities.get(capability)?.attributes['resetAt'] !== undefined;
  const target = isNamed
    ? fragment({ capability, attributes: { resetAt: entity.describe() } })
    : entity.generic('genericDateTime', { name: `${entity.objectId}_last_reset`, value: { writable: false } });
  const listeners = entity.listen('state_topic', 'last_reset_value_template', (value, reporter) => {
    const text = pythonText(value);
    if (text === '' || text === 'None') return;
    const at = isoTime(text);
    if (at === undefined) return entity.bad(value, 'not a time');
    reporter.set(target, isNamed ? 'resetAt' : 'value', at);
  });
  return { target, listeners };
}

/** The voltage of a battery is announced like that of the mains, but in millivolts, or with the battery in its name. */
function namedTarget(entity: Entity, deviceClass: string): Target | undefined {
  const isBattery =
    deviceClass === 'voltage' && (entity.text('unit_of_measurement') === 'mV' || /batt/i.test(`${entity.objectId} ${entity.name ?? ''}`));
  return isBattery ? parseTarget('battery.voltage') : sensorTarget(deviceClass, entity.text('unit_of_measurement'));
}

function linkQuality(entity: Entity): Target | undefined {
  return entity.text('unit_of_measurement') === 'lqi' ? parseTarget('linkQuality.lqi') : undefined;
}

function numeric(entity: Entity, target: Fragment, scale: UnitScale, named?: Target): Meaning {
  const bounds = boundsOf(named);
  return {
    target,
    convert: (value) => {
      const number = toNumber(value);
      // Nothing was said, which is not the same as "unknown".
      if (value === '') return undefined;
      const converted = typeof number === 'number' ? within(toCanonicalNumber(number, scale), bounds) : number;
      if (converted === undefined) entity.bad(value, 'not a number that it can be');
      return converted;
    },
  };
}

function moment(entity: Entity): Meaning {
  return {
    target: generic(entity, 'genericDateTime'),
    convert: (value) => {
      if (pythonText(value) === 'None') return null;
      const shown =
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : typeof value === 'string' ? isoTime(value) : undefined;
      if (shown === undefined) entity.bad(value, 'not a time');
      return shown;
    },
  };
}

function uptime(entity: Entity): Meaning {
  return { ...moment(entity), target: fragment({ capability: 'diagnostics', attributes: { bootedAt: entity.describe() } }) };
}

function choice(entity: Entity): Meaning {
  const options = entity.texts('options').map((id) => ({ id: id.slice(0, 128) }));
  const known = new Set(options.map(({ id }) => id));
  return {
    target: generic(entity, 'genericSelect', options.length > 0 ? { options: options.slice(0, 1000) } : {}),
    convert: (value) => {
      const shown = pythonText(value);
      if (shown === 'None') return null;
      if (shown === '' || shown.length > 128 || (known.size > 0 && !known.has(shown))) {
        entity.bad(value, 'not one of the options');
        return undefined;
      }
      return shown;
    },
  };
}

const maxText = 65_536;

function text(entity: Entity): Meaning {
  return {
    target: generic(entity, 'genericText'),
    convert: (value) => {
      const shown = pythonText(value);
      if (shown === 'None') return null;
      if (shown.length <= maxText) return shown;
      entity.bad(shown.slice(0, 50), 'too long a text');
      return undefined;
    },
  };
}

function generic(
  entity: Entity,
  base: 'measurement' | 'genericText' | 'genericSelect' | 'genericDateTime',
  value: AttributeDescriptor = {},
): Fragment {
  return entity.generic(base, { value: entity.describe({ ...value, writable: false }) });
}
