import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { isObject } from '../../topics/message.ts';
import { member, shortText } from './components/json-value.ts';
import type { Entity } from './entity.ts';
import { knownOf } from './part-draft.ts';

/** The members of the device block, and what of the nameplate they are. */
const plate = [
  ['manufacturer', 'maker'],
  ['model', 'model'],
  ['model_id', 'modelId'],
  ['serial_number', 'serial'],
  ['hw_version', 'hwVersion'],
  ['sw_version', 'swVersion'],
  ['configuration_url', 'url'],
] as const;

/** The description of a device has these already. */
const described = new Set<string>(['maker', 'model', 'swVersion']);

/** What an announcement says of the device beyond its description; undefined where that is nothing. */
export function nameplatePart(entity: Entity): Part | undefined {
  const device = entity.any('device');
  if (!isObject(device)) return undefined;
  const said = plate.flatMap(([name, attribute]) => {
    const text = shortText(member(device, name), attribute === 'url' ? 2048 : 255);
    return text === undefined || (attribute === 'url' && !/^(?:https?|homeassistant):\/\//.test(text)) ? [] : [[attribute, text] as const];
  });
  if (said.every(([attribute]) => described.has(attribute))) return undefined;
  const target = fragment({ capability: 'deviceInfo', attributes: Object.fromEntries(said.map(([attribute]) => [attribute, {}])) });
  return {
    id: 'device',
    dialect: 'homeassistant',
    order: 4,
    fragments: [target],
    listeners: [],
    hasAvailability: false,
    ...knownOf(said.map(([attribute, value]) => ({ fragment: target, attribute, value }))),
  };
}
