import type { Identifier } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import { isObject } from '../../topics/message.ts';
import { AnnouncementError, type Announced } from './announcement.ts';

/** A device of Zigbee2MQTT, or its bridge. */
const zigbee2mqtt = /^zigbee2mqtt_(?:bridge_)?(0x[0-9a-f]{16})$/i;

/** Which device an announcement is about, and what it says of it. */
export interface Introduction {
  readonly key: string;
  readonly identity: DeviceIdentity;
  /** False where the device is called as its entity, for want of a name of its own. */
  readonly isNamed: boolean;
}

/** The device an entity belongs to: its key, and who it is. An entity without a device is one by itself. */
export function identityOf({ config, id, objectId }: Announced): Introduction {
  const device = isObject(config['device']) ? config['device'] : {};
  const ids = texts(device['identifiers']);
  const connections = Array.isArray(device['connections']) ? device['connections'].filter((pair) => Array.isArray(pair)) : [];
  if (isObject(config['device']) && ids.length === 0 && connections.length === 0)
    throw new AnnouncementError('the device has neither identifiers nor connections');
  const macs = connections.flatMap(([type, value]: unknown[]) => (type === 'mac' && typeof value === 'string' ? [hexadecimal(value)] : []));
  const ieee = ids.map((one) => zigbee2mqtt.exec(one)?.[1]).find(Boolean);
  const connection = connections.map((pair) => pair.join('=')).find(Boolean);
  const serial = text(device['serial_number']);
  const manufacturer = text(device['manufacturer']);
  const own = ids[0] ?? connection ?? id;
  const identifiers: Identifier[] = [
    ...(ieee ? [{ type: 'eui64', value: hexadecimal(ieee) } as const] : []),
    ...macs.filter((mac) => mac.length === 12).map((value) => ({ type: 'mac', value }) as const),
    // A number means something together with who gave it.
    ...(serial !== undefined && manufacturer !== undefined
      ? [{ type: 'serial', value: `${manufacturer}/${serial}`.slice(0, 255) } as const]
      : []),
    ...(ids.length > 0 ? ids : [own]).map((value) => ({ type: 'own', value: value.slice(0, 255) }) as const),
  ];
  const via = device['via_device'];
  const name = text(device['name']);
  return {
    isNamed: name !== undefined,
    key: ieee ? zigbeeKey(ieee) : `hass:${own}`.slice(0, 255),
    identity: {
      name: name ?? text(config['name']) ?? objectId.slice(0, 255),
      ...optional('maker', manufacturer),
      ...optional('model', text(device['model'])),
      ...optional('firmware', text(device['sw_version'])),
      identifiers: identifiers.slice(0, 32),
      ...optional('via', typeof via === 'string' && via ? viaKey(via) : undefined),
    },
  };
}

/** Products introduce their device with one entity, and only name its ids with the others: what these leave out stays as it was said. */
export function introducedAgain(before: Introduction, now: Introduction): Introduction {
  const { identity } = now;
  const isKnown = ({ type, value }: Identifier) => identity.identifiers.some((one) => one.type === type && one.value === value);
  const others = before.identity.identifiers.filter((one) => !isKnown(one));
  return {
    key: now.key,
    isNamed: before.isNamed || now.isNamed,
    identity: {
      ...before.identity,
      ...identity,
      name: before.isNamed && !now.isNamed ? before.identity.name : identity.name,
      identifiers: [...identity.identifiers, ...others].slice(0, 32),
    },
  };
}

/** The bridge of Zigbee2MQTT is known by its native key; any other by what it calls itself. */
function viaKey(via: string): string {
  const bridge = /^zigbee2mqtt_bridge_(0x[0-9a-f]{16})$/i.exec(via)?.[1];
  return bridge ? zigbeeKey(bridge) : `hass:${via}`.slice(0, 255);
}

function optional<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: string });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string | number => (typeof one === 'string' && one !== '') || typeof one === 'number').map(String);
}

function hexadecimal(value: string): string {
  return value
    .toLowerCase()
    .replace(/^0x/, '')
    .replaceAll(/[^0-9a-f]/g, '');
}
