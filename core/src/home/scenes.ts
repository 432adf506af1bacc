import { ConcordError, messageOf } from '@concord/sdk';
import type { Move } from './changes.ts';
import { follow } from './follow.ts';
import type { Address } from './identity/former-devices.ts';
import type { NamedCollection } from './named-collection.ts';
import type { CommandInput, Scene, SceneInput } from './resources.ts';

/** How many settings of a scene were made, and why the others were not. */
export interface SceneResult {
  readonly done: number;
  readonly failed: { device: string; code: string; message: string }[];
}

/** Sends all of a scene's commands, each when `ready` of its device resolves; one that fails does not keep the others. */
export async function setScene(
  { actions }: Scene,
  command: (device: string, input: CommandInput) => Promise<unknown>,
  ready: (device: string) => Promise<void>,
): Promise<SceneResult> {
  const results = await Promise.allSettled(
    actions.map(async ({ device, endpoint, capability, args }) => {
      await ready(device);
      return command(device, { capability, command: 'set', args, ...(endpoint !== undefined && { endpoint }) });
    }),
  );
  const failed = results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [];
    const error: unknown = result.reason;
    return [
      { device: actions[index]?.device ?? '', code: error instanceof ConcordError ? error.code : 'internal', message: messageOf(error) },
    ];
  });
  return { done: results.length - failed.length, failed };
}

/** Scenes name attributes where a newer plugin describes them. */
export function renameInScenes(
  scenes: NamedCollection<Scene, SceneInput>,
  moved: readonly Move[],
  current: (address: Address) => Address,
): void {
  for (const scene of scenes.list()) {
    const actions = scene.actions.map((action) => follow(action, moved, current));
    if (actions.some((action, index) => action !== scene.actions[index])) scenes.put({ ...scene, actions });
  }
}
