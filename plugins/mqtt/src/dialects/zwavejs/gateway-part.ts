import type { Connection } from '../../connection/connection.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf } from './draft.ts';

interface GatewayTools {
  readonly registry: DeviceRegistry;
  readonly connection: Connection;
}

/** The gateway is a device of its own. Undefined where another broker has it. `ended`: another dialect knows it better. */
export function gatewayShare(
  prefix: string,
  client: string,
  { registry, connection }: GatewayTools,
  ended: () => void,
): DeviceShare | undefined {
  const own = `${prefix}/_CLIENTS/${client}`;
  const device = registry.take({
    dialect: 'zwavejs',
    key: `zwavejs:${own}`.slice(0, 255),
    identity: { name: 'Z-Wave JS UI', maker: 'Z-Wave JS', model: 'Gateway', identifiers: [{ type: 'own', value: own.slice(0, 255) }] },
    connection,
    giveUp: () => {
      share?.end();
      ended();
    },
  });
  const share = device && new DeviceShare(device);
  share?.add(gatewayPart(prefix, client));
  return share;
}

/** Its version, and whether it reaches its controller. */
function gatewayPart(prefix: string, client: string): Part {
  const info = fragment({ capability: 'deviceInfo', attributes: { swVersion: { source: 'version' } } });
  const network = fragment({ capability: 'network', attributes: { connected: { source: 'driver/status' } } });
  return partOf({
    id: 'gateway',
    kind: 'bridge',
    fragments: [info, network],
    listeners: [
      {
        topic: `${prefix}/_CLIENTS/${client}/version`,
        read: ({ object }, reporter) => {
          const version = object?.['value'];
          if (typeof version === 'string') reporter.set(info, 'swVersion', version.slice(0, 64));
        },
      },
      {
        topic: `${prefix}/driver/status`,
        read: ({ json }, reporter) => {
          if (typeof json === 'boolean') reporter.set(network, 'connected', json);
        },
      },
    ],
    says: [
      { item: 'version', fragment: info, member: 'swVersion' },
      { item: 'driver/status', fragment: network, member: 'connected' },
    ],
  });
}
