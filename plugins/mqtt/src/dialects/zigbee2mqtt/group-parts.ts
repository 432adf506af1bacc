import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import type { BridgeDevice } from './bridge-device.ts';
import type { BridgeGroup } from './bridge-group.ts';
import { deviceParts } from './device-parts.ts';
import type { DeviceTools } from './device-tools.ts';
import { commonExposes, type MemberExposes } from './group-exposes.ts';
import { scenePart } from './scenes.ts';

/** What is known of the devices of a network. */
export type DevicesByKey = ReadonlyMap<string, Pick<BridgeDevice, 'exposes' | 'endpoints' | 'friendlyName'>>;

/** The parts of a group (Zigbee2MQTT's documentation, "Groups"): what its members have in common, its scenes, and who they are. */
export function groupParts(group: BridgeGroup, devices: DevicesByKey, tools: DeviceTools, isOptimistic: boolean): Part[] {
  const members = group.members.map((member) => memberExposes(member, devices));
  const exposes = members.every((member) => member !== undefined) ? commonExposes(members) : [];
  // Where the bridge is told not to believe what it sends, nobody says what became of the group.
  const common = isOptimistic ? exposes : exposes.map((one) => ({ ...one, features: one.features.map(unreported) }));
  const keepsScenes = group.members.some(({ key, endpoint }) =>
    devices.get(key)?.endpoints.some(({ id, keepsScenes: keeps }) => id === endpoint && keeps),
  );
  return [
    ...deviceParts(common, tools),
    ...(keepsScenes || group.scenes.length > 0 ? [scenePart(group.scenes, tools, {})] : []),
    memberPart(group, devices),
  ];
}

function unreported<Feature extends { readonly isReported: boolean }>(feature: Feature): Feature {
  return { ...feature, isReported: false };
}

function memberExposes({ key, endpoint }: BridgeGroup['members'][number], devices: DevicesByKey): MemberExposes | undefined {
  const device = devices.get(key);
  if (!device) return undefined;
  const name = device.endpoints.find(({ id }) => id === endpoint)?.name;
  const own = device.exposes.filter((expose) => expose.endpoint === name);
  // Products with names for their endpoints may have what is no endpoint's own, and the other way round.
  return own.length > 0 ? own : device.exposes.filter((expose) => expose.endpoint === undefined);
}

function memberPart({ members }: BridgeGroup, devices: DevicesByKey): Part {
  const target = fragment({
    capability: 'zigbee2mqtt:members',
    base: 'genericObject',
    title: 'Members',
    attributes: { value: { writable: false, category: 'diagnostic', source: 'members' } },
  });
  return {
    id: 'members',
    dialect: 'zigbee2mqtt',
    order: 3,
    fragments: [target],
    listeners: [],
    hasAvailability: true,
    known: (reporter) =>
      reporter.set(
        target,
        'value',
        members.map(({ key, endpoint }) => ({ device: key, endpoint, name: devices.get(key)?.friendlyName ?? null })),
      ),
  };
}
