import type { Part } from '../../devices/part.ts';
import { hasAvailability } from './availability-rule.ts';
import { components } from './components/index.ts';
import { unknownComponent } from './components/unknown.ts';
import type { Entity } from './entity.ts';

/** Names of endpoints that producers append to an entity's name: `power_l2`, `switch_left`. */
const endpointSuffix = /_(l\d+|s\d+|left|right|center|top|bottom|[1-9])$/;

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;
/** What a device is for comes before what it shows beside. */
const leading = new Set([
  'light',
  'lock',
  'cover',
  'climate',
  'fan',
  'switch',
  'vacuum',
  'valve',
  'siren',
  'humidifier',
  'alarm_control_panel',
]);

/** Maps an entity. Throws `AnnouncementError` where its configuration can't be used. */
export function entityPart(entity: Entity): Part {
  const map = Object.hasOwn(components, entity.component) ? components[entity.component] : undefined;
  const draft = (map ?? unknownComponent)(entity);
  const order = entity.category === 'primary' && leading.has(entity.component) ? 0 : orders[entity.category];
  return {
    id: entity.id,
    dialect: 'homeassistant',
    name: entity.name,
    order,
    endpointHint: endpointSuffix.exec(entity.objectId)?.[1] ?? entity.objectId,
    hasAvailability: hasAvailability(entity),
    ...draft,
  };
}
