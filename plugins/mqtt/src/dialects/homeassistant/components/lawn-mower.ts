import { fragment, type CommandPlanner } from '../../../devices/fragment.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

const activities = new Set(['mowing', 'returning', 'docked', 'paused', 'error']);

const commands = [
  ['start', 'start_mowing', 'start_mowing_command', 'mowing'],
  ['pause', 'pause', 'pause_command', 'paused'],
  ['dock', 'dock', 'dock_command', 'returning'],
] as const;

/** `lawn_mower`: what it does, with a topic for each command, or one for all. */
export function lawnMowerPart(entity: Entity): PartDraft {
  const planners: Record<string, CommandPlanner> = {};
  for (const [name, word, prefix, activity] of commands) {
    const own = entity.has(`${prefix}_topic`);
    if (!own && !entity.has('command_topic')) continue;
    const [topic, template] = own ? [`${prefix}_topic`, `${prefix}_template`] : ['command_topic', 'command_template'];
    planners[name] = () => entity.plan('activity_state_topic', [entity.send(topic, word, template)], { activity });
  }
  const target = fragment({ capability: 'lawnMower', attributes: { activity: entity.describe() }, commands: planners });
  return {
    kind: 'lawnMower',
    fragments: [target],
    listeners: entity.listen('activity_state_topic', 'activity_value_template', (value, reporter) => {
      const word = pythonText(value);
      if (word === '') return;
      const activity = word === 'None' ? null : activities.has(word) ? word : undefined;
      if (activity === undefined) return entity.bad(value, 'nothing that a mower does');
      reporter.set(target, 'activity', activity);
    }),
  };
}
