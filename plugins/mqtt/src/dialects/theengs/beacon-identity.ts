import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { Values } from '../../devices/fragment.ts';
import { isSensed } from './table.ts';

/** Models whose addresses change all the time (Theengs Gateway, "Home Assistant auto discovery"). */
const randomModels = new Set(['IBEACON', 'GAEN', 'MS-CDP', 'APPLE_CONT', 'APPLE_CONTAT']);

/**
 * What a Bluetooth device is called: its address without colons, or the UUID of a beacon whose gateway publishes it by that. It is the last
 * level of the topic; old gateways have it in the message only. Undefined: none.
 */
export function beaconId(level: string | undefined, message: Values): string | undefined {
  const said = level ?? (typeof message['id'] === 'string' ? message['id'].replaceAll(/[:-]/g, '') : '');
  return /^(?:[0-9a-f]{12}|[0-9a-f]{32})$/i.test(said) ? said.toUpperCase() : undefined;
}

/**
 * Whether a message is worth a device: the decoder knows what it is, and its name stays. Gateways also hear each telephone that passes by, under
 * another address every few minutes.
 */
export function isLasting(id: string, message: Values): boolean {
  const { type, prmac, model, model_id: modelId, mac_type: addressType } = message;
  if (type === 'RMAC' || prmac === true) return false;
  const isUuid = id.length === 32;
  if (typeof modelId === 'string' && randomModels.has(modelId)) return modelId === 'IBEACON' && (isUuid || addressType === 0);
  return isWord(model) || isWord(modelId) || Object.keys(message).some(isSensed);
}

export function beaconIdentity(id: string, { brand, model, model_id: modelId }: Values): DeviceIdentity {
  const called = isWord(model) ? model : isWord(modelId) ? modelId : 'Bluetooth device';
  return {
    name: `${called.slice(0, 240)} ${id.slice(-6)}`,
    ...(isWord(brand) && brand !== 'GENERIC' && { maker: brand.slice(0, 255) }),
    ...(isWord(model) && { model: model.slice(0, 255) }),
    // What the gateways announce for Home Assistant as the device's identifier.
    identifiers: [...(id.length === 12 ? [{ type: 'mac', value: id.toLowerCase() } as const] : []), { type: 'own', value: id }],
    sleeping: true,
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
