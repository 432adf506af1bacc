import { textOf, type JsonObject } from '../untrusted/json.ts';
import { PeerError } from '../untrusted/peer-error.ts';

/** What a Shelly says of itself, to anybody (`Shelly.GetDeviceInfo`). */
export interface DeviceInfo {
  /** `shellyplugsg3-a8032abe54dc` */
  readonly id: string;
  readonly mac: string;
  readonly name?: string;
  readonly model?: string;
  readonly app?: string;
  readonly version?: string;
  readonly needsPassword: boolean;
}

export function readDeviceInfo(result: JsonObject): DeviceInfo {
  const id = textOf(result['id']);
  const mac = textOf(result['mac'])?.toLowerCase();
  if (id === undefined || mac === undefined || !/^[0-9a-f]{12}$/.test(mac) || typeof result['gen'] !== 'number')
    throw new PeerError('answer-wrong-shape', 'Shelly.GetDeviceInfo without id, mac and gen');
  const name = textOf(result['name']);
  const model = textOf(result['model']);
  const app = textOf(result['app']);
  const version = textOf(result['ver']);
  return {
    id,
    mac,
    ...(name !== undefined && { name: name.slice(0, 255) }),
    ...(model !== undefined && { model: model.slice(0, 100) }),
    ...(app !== undefined && { app: app.slice(0, 100) }),
    ...(version !== undefined && { version: version.slice(0, 100) }),
    needsPassword: result['auth_en'] === true,
  };
}

export function keyOfMac(mac: string): string {
  return `shelly-${mac}`;
}
