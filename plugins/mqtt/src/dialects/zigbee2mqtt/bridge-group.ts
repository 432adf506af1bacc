import type { DeviceIdentity } from '../../devices/device-identity.ts';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import { isObject } from '../../topics/message.ts';
import { isTopic } from '../../topics/topic-filter.ts';
import { readScenes, type Scene } from './bridge-scene.ts';

/** An endpoint of a device that belongs to a group. */
export interface GroupMember {
  /** The key of its device. */
  readonly key: string;
  readonly endpoint: number;
}

/** One entry of `bridge/groups`. */
export interface BridgeGroup {
  /** 1 to 65527. */
  readonly id: number;
  readonly friendlyName: string;
  readonly members: readonly GroupMember[];
  readonly scenes: readonly Scene[];
}

const lastGroup = 0xfff7;
/** Where the bridge puts devices that are bound to nothing else; nobody made it. */
const bindGroup = 'default_bind_group';

/** Reads an entry of `bridge/groups`. Undefined: nothing to show. `bad` counts what does not fit. */
export function readBridgeGroup(entry: unknown, bad: (what: unknown) => void): BridgeGroup | undefined {
  const { id, friendly_name: friendlyName, members, scenes } = isObject(entry) ? entry : {};
  if (!Number.isInteger(id) || Number(id) < 1 || Number(id) > lastGroup || typeof friendlyName !== 'string' || !isTopic(friendlyName)) {
    bad(entry);
    return undefined;
  }
  if (friendlyName === bindGroup) return undefined;
  return { id: Number(id), friendlyName, members: readMembers(members, bad), scenes: readScenes(scenes) };
}

function readMembers(list: unknown, bad: (what: unknown) => void): GroupMember[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((member): GroupMember[] => {
    const { ieee_address: ieee, endpoint } = isObject(member) ? member : {};
    if (typeof ieee !== 'string' || !/^0x[0-9a-f]{16}$/i.test(ieee) || typeof endpoint !== 'number') {
      bad(member);
      return [];
    }
    return [{ key: zigbeeKey(ieee), endpoint }];
  });
}

/** The key of a group: its number means something within its network only. */
export function groupKey(coordinator: string, id: number): string {
  return `zigbee2mqtt-group:${coordinator.toLowerCase()}/${id}`;
}

/** Who a group is. `base`: the bridge's base topic, by which it names its groups for Home Assistant, too. */
export function groupIdentity({ id, friendlyName }: BridgeGroup, base: string): DeviceIdentity {
  const encoded = Array.from({ length: base.length }, (_, at) => String(base.charCodeAt(at))).join('');
  return {
    name: friendlyName.slice(0, 255),
    maker: 'Zigbee2MQTT',
    model: 'Group',
    identifiers: [{ type: 'own', value: `zigbee2mqtt_${encoded}_${id}`.slice(0, 255) }],
  };
}
