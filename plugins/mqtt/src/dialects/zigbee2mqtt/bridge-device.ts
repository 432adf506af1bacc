import type { DeviceIdentity } from '../../devices/device-identity.ts';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import { isObject } from '../../topics/message.ts';
import { isTopic } from '../../topics/topic-filter.ts';
import type { Definition, Definitions } from './definitions.ts';
import { readEndpoints, type BridgeEndpoint } from './bridge-endpoint.ts';

/** One entry of `bridge/devices`. */
export interface BridgeDevice extends Definition {
  readonly key: string;
  readonly ieee: string;
  readonly friendlyName: string;
  readonly isCoordinator: boolean;
  readonly identity: DeviceIdentity;
  readonly endpoints: readonly BridgeEndpoint[];
  readonly supportsUpdate: boolean;
}

/** Reads an entry. Undefined: nothing to show (not interviewed yet, disabled, unsupported). `bad` counts what does not fit. */
export function readBridgeDevice(entry: unknown, definitions: Definitions, bad: (what: unknown) => void): BridgeDevice | undefined {
  if (!isObject(entry)) {
    bad(entry);
    return undefined;
  }
  const { ieee_address: ieee, friendly_name: friendlyName, type, disabled, definition } = entry;
  if (typeof ieee !== 'string' || !/^0x[0-9a-f]{16}$/i.test(ieee) || typeof friendlyName !== 'string' || !isTopic(friendlyName)) {
    bad(entry);
    return undefined;
  }
  const isCoordinator = type === 'Coordinator';
  if (!isCoordinator && (disabled === true || !isObject(definition))) return undefined;
  const { vendor, model, supports_ota: supportsUpdate } = isObject(definition) ? definition : {};
  const firmware = entry['software_build_id'];
  return {
    key: zigbeeKey(ieee),
    ieee,
    friendlyName,
    isCoordinator,
    identity: {
      name: isCoordinator ? 'Zigbee2MQTT' : friendlyName.slice(0, 255),
      ...text('maker', isCoordinator ? 'Zigbee2MQTT' : vendor),
      ...text('model', isCoordinator ? 'Bridge' : model),
      ...text('firmware', firmware),
      identifiers: [
        { type: 'eui64', value: ieee.toLowerCase().slice(2) },
        // What the bridge calls itself where it announces itself for Home Assistant.
        ...(isCoordinator ? [{ type: 'own', value: `zigbee2mqtt_bridge_${ieee}` } as const] : []),
      ],
      ...(type === 'EndDevice' && entry['power_source'] === 'Battery' && { sleeping: true }),
    },
    ...definitions.read(definition, bad),
    endpoints: readEndpoints(entry['endpoints']),
    supportsUpdate: supportsUpdate === true,
  };
}

function text<Name extends string>(name: Name, value: unknown): { [Key in Name]?: string } {
  return typeof value === 'string' && value !== '' ? ({ [name]: value.slice(0, 255) } as { [Key in Name]?: string }) : {};
}
