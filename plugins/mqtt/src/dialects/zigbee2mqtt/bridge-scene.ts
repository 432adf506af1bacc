import { isObject } from '../../topics/message.ts';

/** A scene that a device or a group keeps. */
export interface Scene {
  /** 0 to 255. */
  readonly id: number;
  readonly name: string | undefined;
}

/** Reads the `scenes` of an endpoint or a group, each number once; what is no scene is left out. */
export function readScenes(list: unknown): Scene[] {
  if (!Array.isArray(list)) return [];
  const scenes = (list as unknown[]).flatMap((scene): Scene[] => {
    if (!isObject(scene)) return [];
    const { id, name } = scene;
    if (typeof id !== 'number' || !isSceneNumber(id)) return [];
    return [{ id, name: typeof name === 'string' && name !== '' ? name.slice(0, 255) : undefined }];
  });
  return [...new Map(scenes.map((scene) => [scene.id, scene])).values()].toSorted((a, b) => a.id - b.id);
}

export function isSceneNumber(id: number): boolean {
  return Number.isInteger(id) && id >= 0 && id <= 255;
}
