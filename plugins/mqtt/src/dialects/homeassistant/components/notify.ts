import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../../devices/fragment.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** `notify`: something that shows or says a message. */
export function notifyPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const target = fragment({
    capability: 'notifier',
    attributes: {},
    commands: {
      show: ({ message, replies }) => {
        // One that waits for an answer would wait for ever.
        if (Array.isArray(replies) && replies.length > 0) throw new CommandRejectedError('the product takes no replies');
        return { sendings: [entity.send('command_topic', message, 'command_template')], assumed: {} };
      },
    },
  });
  return { fragments: [target], listeners: [] };
}
