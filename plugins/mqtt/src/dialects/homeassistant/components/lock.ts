import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Values } from '../../../devices/fragment.ts';
import { LockOperations } from '../../../mapping/lock-operation.ts';
import { linearRegex } from '../../../templates/linear-regex.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

const states = [
  ['state_locked', 'LOCKED', 'locked'],
  ['state_unlocked', 'UNLOCKED', 'unlocked'],
  ['state_locking', 'LOCKING', 'locking'],
  ['state_unlocking', 'UNLOCKING', 'unlocking'],
  ['state_jammed', 'JAMMED', 'jammed'],
  ['state_open', 'OPEN', 'unlatched'],
  ['state_opening', 'OPENING', 'unlocking'],
] as const;

const commands = [
  ['lock', 'payload_lock', 'LOCK', 'locked'],
  ['unlock', 'payload_unlock', 'UNLOCK', 'unlocked'],
  ['unlatch', 'payload_open', undefined, 'unlatched'],
] as const;

/** `lock`: state, commands, and who did it where the same message says so (Zigbee2MQTT's `action`, `action_user`). */
export function lockPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const named = new Map<string, string>(states.map(([name, fallback, state]) => [entity.payload(name, fallback), state]));
  const codeFormat = entity.text('code_format');
  const reset = entity.payload('payload_reset', 'None');
  const target = fragment({
    capability: 'lock',
    attributes: { state: entity.describe(), lastOperation: entity.describe() },
    commands: Object.fromEntries(
      commands
        .filter(([, payload, fallback]) => entity.has('command_topic') && (fallback !== undefined || entity.has(payload)))
        .map(([command, payload, fallback = '', state]) => [
          command,
          ({ code }: Values) => {
            if (codeFormat !== undefined && !isCode(codeFormat, code))
              throw new CommandRejectedError('the lock wants a code, in its own form');
            const sending = entity.send('command_topic', entity.payload(payload, fallback), 'command_template', { code: code ?? null });
            return entity.plan('state_topic', [sending], { state });
          },
        ]),
    ),
    events: ['locked', 'unlocked', 'operationFailed'],
  });
  const operations = new LockOperations(target);
  return {
    kind: 'lock',
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter, message) => {
      const text = pythonText(value);
      const state = text === reset || text === 'None' ? null : named.get(text);
      if (state === undefined && text !== '') entity.bad(value, 'not a state of this lock');
      operations.take(message, state, reporter);
      if (state !== undefined) reporter.set(target, 'state', state);
    }),
  };
}

/** `code_format` is a regular expression of the product that the code begins with; one that can't be used lets any code pass. */
function isCode(format: string, code: unknown): boolean {
  if (typeof code !== 'string') return false;
  try {
    return linearRegex(format, '', 'start').test(code);
  } catch {
    return true;
  }
}
