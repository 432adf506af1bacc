import { fragment } from '../../../devices/fragment.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** `tag`: a reader of tags. */
export function tagPart(entity: Entity): PartDraft {
  entity.requiredTopic('topic');
  const target = fragment({ capability: 'tagReader', attributes: { lastTag: entity.describe() }, events: ['scanned'] });
  return {
    fragments: [target],
    listeners: entity.listen('topic', 'value_template', (value, reporter, message) => {
      const tag = pythonText(value).trim();
      if (tag === '' || tag === 'None') return;
      if (tag.length > 255) return entity.bad(tag.slice(0, 50), 'too long for a tag');
      reporter.set(target, 'lastTag', tag);
      if (!message.retained) reporter.emit(target, 'scanned', { tag });
    }),
  };
}
