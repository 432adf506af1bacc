import { fragment } from '../../../devices/fragment.ts';
import { gestureOf } from '../../../mapping/gestures.ts';
import { isLockAction } from '../../../mapping/lock-operation.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** `device_automation`: one gesture of one button. */
export function deviceAutomationPart(entity: Entity): PartDraft {
  if (entity.text('automation_type') !== 'trigger') refuse('automation_type is not "trigger"');
  if (!entity.has('device')) refuse('device is missing');
  entity.requiredTopic('topic');
  const type = entity.text('type') ?? refuse('type is missing');
  const subtype = entity.text('subtype') ?? refuse('subtype is missing');
  const expected = entity.has('payload') ? entity.payload('payload', '') : undefined;
  const { button, event, payload } = gestureOf(type === 'action' ? subtype : `${subtype}_${type.replace(/^button_/, '')}`);
  const target = fragment({
    capability: 'button',
    attributes: {},
    events: [event],
    ...(button !== undefined && { endpoint: button.slice(0, 128) }),
  });
  return {
    kind: 'remote',
    fragments: [target],
    listeners: entity.listen('topic', 'value_template', (value, reporter, message) => {
      if (message.retained || (expected !== undefined && pythonText(value) !== expected)) return;
      reporter.emit(target, event, payload && { ...payload });
    }),
    ...(isLockAction(subtype) && { yieldsTo: 'lock' }),
  };
}
