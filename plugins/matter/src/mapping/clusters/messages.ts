import { randomBytes } from 'node:crypto';
import { CommandRejectedError } from '@concord/sdk';
import { feature, type ClusterMapping, type ClusterView, type EventMapping } from '../cluster-mapping.ts';
import { hex, named, numberOf, octets, recordsIn } from '../convert.ts';

const priorities = named({ 0: 'low', 1: 'medium', 2: 'high', 3: 'critical' });
const idLength = 16;
const takesReplies = feature('confirmationResponse');

/** What was written, or chosen, in answer to a message: the choice by its words while the message is still there. */
function answer({ messageId, reply, responseId }: Readonly<Record<string, unknown>>, { state }: ClusterView): { reply?: string } {
  if (typeof reply === 'string' && reply !== '') return { reply };
  const number = numberOf(responseId);
  if (typeof number !== 'number') return {};
  const message = recordsIn(state['messages']).find((one) => hex(one['messageId']) === hex(messageId));
  const label = recordsIn(message?.['responses']).find((one) => one['messageResponseId'] === number)?.['label'];
  return { reply: typeof label === 'string' ? label : String(number) };
}

const events: readonly EventMapping[] = [
  {
    from: 'messagePresented',
    capability: 'notifier',
    events: ['shown'],
    read: ({ messageId }) => {
      const id = hex(messageId);
      return { event: 'shown', payload: id ? { id } : {} };
    },
  },
  {
    from: 'messageComplete',
    capability: 'notifier',
    events: ['answered'],
    read: (payload, view) => {
      const id = hex(payload['messageId']);
      return { event: 'answered', payload: { ...(id && { id }), ...answer(payload, view) } };
    },
  },
];

/** Messages (Matter application clusters, section 1.16). Only the hub's own messages are seen. */
export const messages: ClusterMapping = {
  cluster: 'messages',
  attributes: [
    {
      to: 'notifier.active',
      from: ['messages', 'activeMessageIDs'],
      read: ({ state }) =>
        recordsIn(state['messages']).flatMap(({ messageId, messageText, priority }) => {
          const id = hex(messageId);
          const level = priorities.read(priority);
          return id ? [{ id, message: String(messageText), ...(typeof level === 'string' && { priority: level }) }] : [];
        }),
    },
  ],
  commands: [
    {
      to: 'notifier.show',
      needs: 'presentMessagesRequest',
      run: ({ message, priority, replies }, view) => {
        const options: readonly unknown[] = Array.isArray(replies) ? replies : [];
        if (options.length > 0 && !takesReplies(view)) throw new CommandRejectedError('it shows messages, but takes no replies');
        return {
          invoke: 'presentMessagesRequest',
          fields: {
            messageId: Uint8Array.from(randomBytes(idLength)),
            priority: priorities.write(priority ?? 'medium'),
            messageControl: options.length > 0 ? { confirmationRequired: true, responseRequired: true } : {},
            // Now, and until it is taken back.
            startTime: null,
            duration: null,
            messageText: message,
            ...(options.length > 0 && { responses: options.map((label, index) => ({ messageResponseId: index + 1, label })) }),
          },
        };
      },
    },
    {
      to: 'notifier.cancel',
      needs: 'cancelMessagesRequest',
      run: ({ id }) => ({ invoke: 'cancelMessagesRequest', fields: { messageIDs: [octets(id)] } }),
    },
  ],
  events,
  unused: { messageQueued: 'it tells when it is shown' },
};
