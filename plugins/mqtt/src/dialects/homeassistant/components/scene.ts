import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../../devices/fragment.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** `scene`: one scene that the product stores. Its id is the entity's own name in the announcement. */
export function scenePart(entity: Entity): PartDraft {
  entity.requireCommands();
  const id = entity.objectId.slice(0, 128);
  const target = fragment({
    capability: 'scene',
    attributes: { scenes: entity.describe() },
    commands: {
      recall: (args) => {
        if (args['id'] !== id) throw new CommandRejectedError(`the scene here is "${id}"`);
        return { sendings: [entity.send('command_topic', entity.payload('payload_on', 'ON'), 'command_template')], assumed: {} };
      },
    },
  });
  const scenes = [{ id, ...(entity.name !== undefined && { label: entity.name.slice(0, 255) }) }];
  return { fragments: [target], listeners: [], constants: [{ fragment: target, attribute: 'scenes', value: scenes }] };
}
