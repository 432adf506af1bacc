import type { CapabilityModel, DeviceModel, EndpointModel } from '../home/index.ts';
import type { HomeView } from './ports.ts';
import type { Selector } from './resources.ts';

/** What a trigger or an action names: a device by id or selector, perhaps one endpoint of it, and the capability that is meant. */
export interface Where {
  readonly device: string | Selector;
  readonly endpoint?: string;
  readonly capability: string;
}

/** One endpoint that is meant, with its capability. */
export interface Place {
  readonly device: DeviceModel;
  readonly endpoint: EndpointModel;
  readonly capability: CapabilityModel;
}

/** Every endpoint that is meant now. A selector means those in its room and of its kind that have the capability, and may mean none. */
export function placesOf(where: Where, home: Pick<HomeView, 'find' | 'models'>): Place[] {
  if (typeof where.device !== 'string') return [...home.models()].flatMap((device) => placesIn(device, where));
  const device = home.find(where.device);
  return device ? placesIn(device, where) : [];
}

/** Whether a selector's trigger means this endpoint of a device. */
export function isMeant(device: DeviceModel, endpoint: string, where: Where): boolean {
  const found = device.endpoints.get(endpoint);
  return found !== undefined && placeAt(device, found, where) !== undefined;
}

function placesIn(device: DeviceModel, where: Where): Place[] {
  return [...device.endpoints.values()].flatMap((endpoint) => placeAt(device, endpoint, where) ?? []);
}

function placeAt(device: DeviceModel, endpoint: EndpointModel, where: Where): Place | undefined {
  if (where.endpoint !== undefined && where.endpoint !== endpoint.id) return undefined;
  if (typeof where.device !== 'string') {
    const { room, kind } = where.device;
    if (room !== undefined && room !== device.room) return undefined;
    if (kind !== undefined && kind !== endpoint.kind) return undefined;
  }
  const capability = endpoint.capabilities.get(where.capability);
  return capability && { device, endpoint, capability };
}
