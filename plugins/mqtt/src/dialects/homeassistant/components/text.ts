import { CommandRejectedError } from '@concord/sdk';
import type { Values } from '../../../devices/fragment.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** `text`: a text that can be set. */
export function textPart(entity: Entity): PartDraft {
  const longest = entity.number('max') ?? 255;
  const target = entity.generic('genericText', {
    value: entity.describe({ writable: entity.has('command_topic') }),
    set: ({ value }: Values) => {
      if (typeof value !== 'string' || value.length > longest)
        throw new CommandRejectedError(`wants a text of at most ${longest} characters`);
      return entity.plan('state_topic', [entity.send('command_topic', value, 'command_template')], { value });
    },
  });
  return {
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      const text = pythonText(value);
      if (text.length > 65_536) return entity.bad(text.slice(0, 50), 'too long a text');
      reporter.set(target, 'value', text === 'None' ? null : text);
    }),
  };
}
