import { CommandRejectedError } from '@concord/sdk';
import type { PartListener } from '../../../devices/part.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** Where components without a mapping say their state, in the order of how much it tells. */
const stateTopics = [
  'state_topic',
  'topic',
  'activity_state_topic',
  'mode_state_topic',
  'url_topic',
  'image_topic',
  'json_attributes_topic',
];
const templates = ['value_template', 'state_value_template', 'activity_value_template', 'mode_state_template', 'url_template'];

const maxText = 65_536;

/** A component without a mapping of its own (capability map, section 4): its state as text, its command as a text that can be sent. */
export function unknownComponent(entity: Entity): PartDraft {
  const topic = stateTopics.find((name) => entity.has(name));
  const isWritable = entity.has('command_topic');
  const target = entity.generic('genericText', {
    value: entity.describe({ writable: isWritable }),
    set: ({ value }) => {
      if (typeof value !== 'string') throw new CommandRejectedError('wants a text');
      return entity.plan('state_topic', [entity.send('command_topic', value, 'command_template')], { value });
    },
  });
  const listeners: PartListener[] =
    topic === undefined
      ? []
      : entity.listen(topic, templates, (value, reporter) => {
          const text = pythonText(value);
          if (text.length > maxText) return entity.bad(text.slice(0, 50), 'too long a text');
          reporter.set(target, 'value', text === 'None' ? null : text);
        });
  return {
    fragments: [target],
    listeners,
    note: { outcome: 'generic', reason: `the component ${entity.component} has no mapping of its own`.slice(0, 512) },
  };
}
