import { CommandRejectedError } from '@concord/sdk';
import type { Values } from '../../../devices/fragment.ts';
import { linearRegex } from '../../../templates/linear-regex.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

const maxText = 65_536;

/** `text`: a text that can be set. One in the mode `password` is set and never shown. */
export function textPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const shortest = entity.number('min') ?? 0;
  const longest = Math.min(entity.number('max') ?? 255, maxText);
  if (shortest > longest) refuse('min is above max');
  const pattern = patternOf(entity);
  const isSecret = entity.text('mode') === 'password';
  const fits = (text: string) => text.length >= shortest && text.length <= longest && (pattern?.(text) ?? true);
  const target = entity.generic('genericText', {
    value: entity.describe({ writable: true }),
    set: ({ value }: Values) => {
      if (typeof value !== 'string' || !fits(value))
        throw new CommandRejectedError(`wants a text of ${shortest} to ${longest} characters${pattern ? ', in its own form' : ''}`);
      const sending = entity.send('command_topic', value, 'command_template');
      return isSecret ? { sendings: [sending] } : entity.plan('state_topic', [sending], { value });
    },
  });
  if (isSecret)
    return { fragments: [target], listeners: [], note: { outcome: 'internal', reason: 'the state of a password is not shown' } };
  return {
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      const text = pythonText(value);
      if (text === 'None') return reporter.set(target, 'value', null);
      if (!fits(text)) return entity.bad(text.slice(0, 50), 'not a text that it can have');
      reporter.set(target, 'value', text);
    }),
  };
}

/** The whole text has to fit; a pattern that can't be used stands for none. */
function patternOf(entity: Entity): ((text: string) => boolean) | undefined {
  const pattern = entity.text('pattern');
  if (pattern === undefined) return undefined;
  try {
    linearRegex(`(?:${pattern})$`, '', 'start');
    return (text) => linearRegex(`(?:${pattern})$`, '', 'start').test(text);
  } catch {
    entity.diagnose('announcement-refused', 'the pattern of the text can not be used; any text passes');
    return undefined;
  }
}
