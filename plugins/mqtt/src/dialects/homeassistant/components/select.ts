import { fragment, type Values } from '../../../devices/fragment.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';

/** Option sets that are a known setting; `words` are the product's. */
const settings: readonly { name: RegExp; capability: string; attribute: string; words: Readonly<Record<string, string>> }[] = [
  {
    name: /power_?on_?behaviou?r|power_outage_memory|power_on_state/i,
    capability: 'powerOnBehavior',
    attribute: 'state',
    words: { off: 'off', on: 'on', toggle: 'toggle', previous: 'previous', restore: 'previous', inverted: 'inverted' },
  },
];

/** `select`: one of the product's own list. */
export function selectPart(entity: Entity): PartDraft {
  entity.requireCommands();
  if (!entity.has('options')) refuse('options are missing');
  const words = entity.texts('options');
  const setting = settings.find(
    ({ name, words: known }) => name.test(entity.objectId) && words.every((word) => Object.hasOwn(known, word)),
  );
  const choice = new Choice(words, setting?.words);
  const attribute = setting?.attribute ?? 'value';
  const set = (values: Values) =>
    entity.plan('state_topic', [entity.send('command_topic', choice.write(values[attribute]), 'command_template')], {
      [attribute]: values[attribute],
    });
  const value = entity.describe({ options: choice.options, writable: true });
  const target = setting
    ? fragment({ capability: setting.capability, attributes: { [attribute]: value }, set })
    : entity.generic('genericSelect', { value, set });
  return {
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (read, reporter) => {
      const word = pythonText(read);
      if (word === '') return;
      const id = word === 'None' ? null : choice.read(word);
      if (id === undefined) return entity.bad(read, 'not one of the options');
      reporter.set(target, attribute, id);
    }),
  };
}
