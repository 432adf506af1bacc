import type { DeviceDescriptor, Identifier } from '@concord/sdk';
import type { ClientNode, Endpoint } from '@matter/main';
import { interfacesOf } from './mapping/clusters/diagnostics.ts';
import { hex } from './mapping/convert.ts';
import { deviceTypesOf, stateOf } from './node-reader.ts';

type Information = Readonly<Record<string, unknown>>;

/** Who made the product, and what it is called. */
export function identityOf(information: Information): Pick<DeviceDescriptor, 'name' | 'maker' | 'model' | 'firmware'> {
  const maker = text(information['vendorName']);
  const model = text(information['productName']);
  const firmware = text(information['softwareVersionString']);
  return {
    name: text(information['nodeLabel']) ?? model ?? 'Matter device',
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(firmware !== undefined && { firmware }),
  };
}

/**
 * What tells the product from every other (capability map, section 1.7). A bridged device's unique id means something only together with
 * its bridge's. The hardware addresses of a bridge are left out: one in software reports those of the computer it shares with others.
 */
export function identifiersOf(node: ClientNode, bridged: Endpoint | undefined, information: Information): Identifier[] {
  const own = text(information['uniqueId']);
  const bridge = bridged ? text(stateOf(node, 'basicInformation')['uniqueId']) : undefined;
  const unique = own !== undefined && bridged ? bridge && `${bridge}/${own}` : own;
  const maker = text(information['vendorName']);
  const serial = text(information['serialNumber']);
  const isBridge = [...node.endpoints].some((endpoint) => deviceTypesOf(endpoint).has('Aggregator'));
  return [
    ...(unique ? [{ type: 'matter' as const, value: unique.slice(0, 255) }] : []),
    ...(maker !== undefined && serial !== undefined ? [{ type: 'serial' as const, value: `${maker}/${serial}` }] : []),
    ...(isBridge ? [] : radiosOf(node)),
  ];
}

const radioTypes: Readonly<Record<number, Identifier['type']>> = { 6: 'mac', 8: 'eui64' };

/** The addresses of the interfaces in use (core specification, section 11.12.5.2): six octets of Ethernet and Wi-Fi, eight of Thread. */
function radiosOf(node: ClientNode): Identifier[] {
  return interfacesOf(stateOf(node, 'generalDiagnostics')['networkInterfaces'])
    .flatMap(({ hardwareAddress }): Identifier[] => {
      const value = hex(hardwareAddress);
      const type = value && radioTypes[value.length / 2];
      return type ? [{ type, value }] : [];
    })
    .slice(0, 8);
}

/** What a peer says as text; nothing where it is empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
