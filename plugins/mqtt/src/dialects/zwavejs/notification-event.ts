import { fragment, type Fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { slug } from '../../devices/slug.ts';
import { isObject } from '../../topics/message.ts';
import { partOf, saysAll } from './draft.ts';
import { endpointOf, itemOf, type NodeValue } from './node-value.ts';
import { className } from './command-classes.ts';
import type { ValueTools } from './value-tools.ts';

/** What notifications tell that capabilities have an event for, by their names in topics. */
const named: Readonly<Record<string, readonly [capability: string, event: string]>> = {
  'Home_Security/Tampering_product_cover_removed': ['tamper', 'tampered'],
  'Home_Security/Tampering_invalid_code': ['tamper', 'tampered'],
  'Home_Security/Tampering_product_moved': ['tamper', 'tampered'],
  'Home_Security/Impact_detected': ['accelerationSensor', 'vibrated'],
  'Emergency_Alarm/Panic_alert': ['safetyAlarm', 'triggered'],
  'Emergency_Alarm/Contact_police': ['safetyAlarm', 'triggered'],
  'Emergency_Alarm/Contact_fire_service': ['safetyAlarm', 'triggered'],
  'Emergency_Alarm/Contact_medical_service': ['safetyAlarm', 'triggered'],
};

const maxText = 255;

/**
 * Something that happened: a notification that is no state (zwave-js-ui, "Node notifications"), or a key pad's word (Entry Control). It is
 * told once and never kept.
 */
export function eventPart(value: NodeValue, tools: ValueTools): Part {
  const { id } = value;
  const endpoint = endpointOf(value);
  const name = `${id.property}/${id.propertyKey}`;
  const [capability, event] = (Object.hasOwn(named, name) ? named[name] : undefined) ?? [undefined, 'fired'];
  const isGeneric = capability === undefined;
  const target: Fragment = fragment({
    capability: capability ?? `zwavejs:${slug([className(id.commandClass), id.property, id.propertyKey].filter(Boolean).join('.'))}`,
    ...(isGeneric && { base: 'genericTrigger', title: `${id.property} ${id.propertyKey}`.trim().replaceAll('_', ' ') }),
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    events: [event],
  });
  const listener = tools.listen(
    value,
    () => [],
    (said, reporter, message, at) => {
      if (message.retained) return;
      reporter.emit(target, event, isGeneric ? detailsOf(said) : undefined, at);
    },
  );
  return partOf({ id: itemOf(value), order: 1, fragments: [target], listeners: [listener], says: saysAll(value, [target]) });
}

function detailsOf(said: unknown): Record<string, unknown> | undefined {
  if (said === null) return undefined;
  if (typeof said === 'string') return { value: said.slice(0, maxText) };
  return isObject(said) ? { ...said } : { value: said };
}
