import { Endpoint, type ServerNode } from '@matter/main';
import { BridgedDeviceBasicInformationServer } from '@matter/main/behaviors/bridged-device-basic-information';
import { OccupancySensingServer } from '@matter/main/behaviors/occupancy-sensing';
import { ContactSensorDevice } from '@matter/main/devices/contact-sensor';
import { DimmableLightDevice } from '@matter/main/devices/dimmable-light';
import { OccupancySensorDevice } from '@matter/main/devices/occupancy-sensor';
import { AggregatorEndpoint } from '@matter/main/endpoints/aggregator';
import { say, type Product } from './host.ts';

const stepMs = 10_000;

export const gatewayProduct: Product = {
  id: 'bridge',
  name: 'Demo Bridge',
  productId: 0x8003,
  serial: 'CD-BR-0001',
  deviceType: AggregatorEndpoint.deviceType,
  port: 0,
  passcode: 20202023,
  discriminator: 1792,
};

/** A bridge with a contact sensor, an occupancy sensor and a dimmable light behind it; somebody walks through the room now and then. */
export async function buildGateway(node: ServerNode): Promise<{ stop(): void }> {
  const aggregator = new Endpoint(AggregatorEndpoint, { id: 'aggregator' });
  await node.add(aggregator);
  const window = new Endpoint(ContactSensorDevice.with(BridgedDeviceBasicInformationServer), {
    id: 'window',
    bridgedDeviceBasicInformation: identity('Demo Window', 'CD-WI-0001'),
    booleanState: { stateValue: true },
  });
  const presence = new Endpoint(
    OccupancySensorDevice.with(BridgedDeviceBasicInformationServer, OccupancySensingServer.with('PassiveInfrared')),
    {
      id: 'presence',
      bridgedDeviceBasicInformation: identity('Demo Presence', 'CD-PR-0001'),
      occupancySensing: { occupancy: { occupied: false } },
    },
  );
  const ceiling = new Endpoint(DimmableLightDevice.with(BridgedDeviceBasicInformationServer), {
    id: 'ceiling',
    bridgedDeviceBasicInformation: identity('Demo Ceiling Light', 'CD-CE-0001'),
    levelControl: { currentLevel: 254, minLevel: 1, maxLevel: 254 },
  });
  await aggregator.add(window);
  await aggregator.add(presence);
  await aggregator.add(ceiling);
  ceiling.events.onOff.onOff$Changed.on((on) => say({ event: 'ceiling', on }));
  const timer = setInterval(async () => {
    const occupied = presence.state.occupancySensing.occupancy.occupied !== true;
    await presence.set({ occupancySensing: { occupancy: { occupied } } });
  }, stepMs);
  return { stop: () => clearInterval(timer) };
}

function identity(nodeLabel: string, serialNumber: string) {
  return {
    nodeLabel,
    serialNumber,
    vendorName: 'Concord Demo',
    productName: nodeLabel,
    uniqueId: `concord-demo-${serialNumber}`,
    reachable: true,
  };
}
