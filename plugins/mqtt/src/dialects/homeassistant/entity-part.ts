import type { Part } from '../../devices/part.ts';
import { hasAvailability } from './availability-rule.ts';
import { components } from './components/index.ts';
import { unknownComponent } from './components/unknown.ts';
import type { Entity } from './entity.ts';
import { knownOf, type PartDraft } from './part-draft.ts';

/** A part, and how it ends what it waits for when it is no more. */
type EntityPart = Part & Pick<PartDraft, 'stop'>;

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
  'lawn_mower',
  'water_heater',
]);

/** Maps an entity. Throws `AnnouncementError` where its configuration can't be used. */
export function entityPart(entity: Entity): EntityPart {
  entity.checkCommandTopics();
  const map = Object.hasOwn(components, entity.component) ? components[entity.component] : undefined;
  const { constants, ...draft } = (map ?? unknownComponent)(entity);
  const isLeading = entity.category === 'primary' && leading.has(entity.component);
  const order = !entity.isEnabled ? orders.diagnostic : isLeading ? 0 : orders[entity.category];
  return {
    id: entity.id,
    dialect: 'homeassistant',
    name: entity.name,
    order,
    endpointHint: endpointSuffix.exec(entity.objectId)?.[1] ?? entity.objectId,
    hasAvailability: hasAvailability(entity),
    ...draft,
    ...knownOf(constants),
  };
}
