import { fragment } from '../../../devices/fragment.ts';
import { gestureOf } from '../../../mapping/gestures.ts';
import { isLockMember } from '../../../mapping/lock-members.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { asObject } from './json-value.ts';

/** `event`: a button, a doorbell or a motion by device class; else something that happens. */
export function eventPart(entity: Entity): PartDraft {
  entity.requiredTopic('state_topic');
  if (!entity.has('event_types')) refuse('event_types are missing');
  const types = new Set(entity.texts('event_types'));
  const { deviceClass } = entity;
  const gestures = [...types].map((type) => gestureOf(type).event);
  const target =
    deviceClass === 'button'
      ? fragment({ capability: 'button', attributes: {}, events: gestures })
      : deviceClass === 'doorbell'
        ? fragment({ capability: 'doorbell', attributes: {}, events: ['rung'] })
        : deviceClass === 'motion'
          ? fragment({ capability: 'motionSensor', attributes: {}, events: ['detected'] })
          : entity.generic('genericTrigger', { events: ['fired'] });
  return {
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter, message) => {
      // What the broker kept happened once, and is no news.
      if (message.retained || ['', 'None', 'null', '{}'].includes(pythonText(value))) return;
      const event = asObject(value);
      const type = event?.['event_type'];
      if (typeof type !== 'string' || !types.has(type)) return entity.bad(value, 'not an event of this product');
      if (deviceClass === 'doorbell') reporter.emit(target, 'rung');
      else if (deviceClass === 'motion') reporter.emit(target, 'detected');
      else if (deviceClass === 'button') {
        const { event: name, payload } = gestureOf(type);
        reporter.emit(target, name, payload && { ...payload });
      } else reporter.emit(target, 'fired', { ...event });
    }),
    ...(isLockMember(entity.objectId) && { yieldsTo: 'lock' }),
  };
}
