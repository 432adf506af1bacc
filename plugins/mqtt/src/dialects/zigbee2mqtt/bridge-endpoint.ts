import { isObject } from '../../topics/message.ts';
import { readScenes, type Scene } from './bridge-scene.ts';

/** One of the endpoints of a device, as `bridge/devices` lists them. */
export interface BridgeEndpoint {
  /** 1 to 240. */
  readonly id: number;
  /** What its exposes call it (`l1`, `left`); undefined where the product is not told apart by endpoints. */
  readonly name: string | undefined;
  readonly scenes: readonly Scene[];
  /** Whether it can keep scenes. */
  readonly keepsScenes: boolean;
}

export function readEndpoints(endpoints: unknown): BridgeEndpoint[] {
  if (!isObject(endpoints)) return [];
  return Object.entries(endpoints).flatMap(([key, endpoint]) => {
    const id = /^\d{1,3}$/.test(key) ? Number(key) : 0;
    if (id < 1 || id > 255 || !isObject(endpoint)) return [];
    const { name, scenes, clusters } = endpoint;
    const input = isObject(clusters) && Array.isArray(clusters['input']) ? (clusters['input'] as unknown[]) : [];
    return [
      {
        id,
        name: typeof name === 'string' && name !== '' ? name.slice(0, 40) : undefined,
        scenes: readScenes(scenes),
        keepsScenes: input.includes('genScenes'),
      },
    ];
  });
}
