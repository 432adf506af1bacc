import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { isSceneNumber, type Scene } from './bridge-scene.ts';
import type { DeviceTools } from './device-tools.ts';

interface Place {
  /** The endpoint of ours; left out: `main`. */
  readonly endpoint?: string | undefined;
  /** The product's own endpoint where it has to be named: the topic's level. */
  readonly level?: string | undefined;
}

/**
 * The scenes that a device or a group keeps (Zigbee2MQTT's documentation, "Scenes"). The list changes when the bridge has published it
 * anew; which of them is set, nobody says.
 */
export function scenePart(scenes: readonly Scene[], tools: DeviceTools, { endpoint, level }: Place): Part {
  const send = (members: Values) => ({ sendings: [tools.send(members, level)] });
  const known = (id: unknown) => {
    const number = numberOf(id);
    if (!scenes.some((scene) => scene.id === number)) throw new CommandRejectedError(`there is no scene ${number}`);
    return number;
  };
  const target = fragment({
    capability: 'scene',
    ...(endpoint !== undefined && { endpoint }),
    attributes: { scenes: { source: 'scenes' } },
    commands: {
      recall: ({ id, transition }) => {
        if (transition !== undefined) throw new CommandRejectedError('the scene has its own transition, set when it was stored');
        return send({ scene_recall: known(id) });
      },
      store: ({ id }) => send({ scene_store: numberOf(id) }),
      remove: ({ id }) => send({ scene_remove: known(id) }),
    },
  });
  return {
    id: endpoint === undefined ? 'scenes' : `scenes_${endpoint}`,
    dialect: 'zigbee2mqtt',
    order: 1,
    fragments: [target],
    listeners: [],
    hasAvailability: true,
    known: (reporter) =>
      reporter.set(
        target,
        'scenes',
        scenes.map(({ id, name }) => ({ id: String(id), ...(name !== undefined && { label: name }) })),
      ),
  };
}

function numberOf(id: unknown): number {
  const number = typeof id === 'string' && /^\d{1,3}$/.test(id) ? Number(id) : Number.NaN;
  if (!isSceneNumber(number)) throw new CommandRejectedError('scenes are called by a number from 0 to 255');
  return number;
}
