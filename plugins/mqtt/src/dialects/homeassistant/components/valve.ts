import { CommandRejectedError } from '@concord/sdk';
import { fragment, type CommandPlan, type CommandPlanner } from '../../../devices/fragment.ts';
import { fromPercent, toNumber, toPercent } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { asObject, member } from './json-value.ts';

const stateNames = ['open', 'opening', 'closed', 'closing'] as const;

/** `valve`: open and closed, or any position where it reports one. */
export function valvePart(entity: Entity): PartDraft {
  const hasPosition = entity.flag('reports_position');
  const range = [entity.number('position_closed') ?? 0, entity.number('position_open') ?? 100] as const;
  const states = new Map<string, string>(stateNames.map((name) => [entity.payload(`state_${name}`, name), name]));
  const canCommand = entity.has('command_topic');

  const toPosition = (position: number): CommandPlan => {
    const value = fromPercent(position, ...range);
    return entity.plan('state_topic', [entity.send('command_topic', value, 'command_template')], {
      position,
      state: position === 0 ? 'closed' : 'open',
    });
  };
  const toEnd = (name: string, fallback: string, state: string): CommandPlan =>
    entity.plan('state_topic', [entity.send('command_topic', entity.payload(name, fallback), 'command_template')], { state });

  const commands: Record<string, CommandPlanner> = {};
  if (canCommand && (hasPosition || entity.any('payload_open') !== null))
    commands['open'] = ({ duration, level }) => {
      // One that can't close by itself must not be opened as if it could.
      if (duration !== undefined) throw new CommandRejectedError('the valve can not be opened for a time');
      if (level !== undefined && !hasPosition) throw new CommandRejectedError('the valve knows open and closed only');
      return hasPosition ? toPosition(typeof level === 'number' ? level : 100) : toEnd('payload_open', 'OPEN', 'open');
    };
  if (canCommand && (hasPosition || entity.any('payload_close') !== null))
    commands['close'] = () => (hasPosition ? toPosition(0) : toEnd('payload_close', 'CLOSE', 'closed'));

  const target = fragment({
    capability: 'valve',
    attributes: { state: entity.describe(), ...(hasPosition && { position: entity.describe({ writable: canCommand }) }) },
    commands,
    ...(hasPosition && canCommand && { set: ({ position }) => toPosition(Number(position)) }),
  });
  // The capability knows no stopping half-way; what the product has is kept as a trigger.
  const stop =
    canCommand && entity.has('payload_stop')
      ? entity.generic('genericTrigger', {
          name: `${entity.objectId}_stop`,
          commands: {
            press: () => ({
              sendings: [entity.send('command_topic', entity.payload('payload_stop', 'STOP'), 'command_template')],
              assumed: {},
            }),
          },
        })
      : undefined;
  return {
    kind: 'valve',
    fragments: [target, ...(stop ? [stop] : [])],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      if (value === '') return;
      const said = asObject(value);
      const position = hasPosition ? toNumber(said ? member(said, 'position') : value) : undefined;
      const word = said ? member(said, 'state') : value;
      const state = word === undefined ? undefined : states.get(pythonText(word));
      if (position === null || pythonText(word) === 'None') {
        reporter.set(target, 'state', null);
        if (hasPosition) reporter.set(target, 'position', null);
        return;
      }
      if (position === undefined && state === undefined) return entity.bad(value, 'not a state of this valve');
      const percent = position === undefined ? undefined : toPercent(position, ...range);
      if (percent !== undefined) reporter.set(target, 'position', percent);
      reporter.set(target, 'state', state ?? (percent === 0 ? 'closed' : 'open'));
    }),
  };
}
