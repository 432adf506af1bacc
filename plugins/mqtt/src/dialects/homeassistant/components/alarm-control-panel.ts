import { CommandRejectedError } from '@concord/sdk';
import { fragment, type CommandPlan, type CommandPlanner, type Values } from '../../../devices/fragment.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** What the panel can be armed to: its state in the product's word, the feature and the payload for it. */
const modes = [
  ['armedHome', 'armed_home', 'arm_home', 'payload_arm_home', 'ARM_HOME'],
  ['armedAway', 'armed_away', 'arm_away', 'payload_arm_away', 'ARM_AWAY'],
  ['armedNight', 'armed_night', 'arm_night', 'payload_arm_night', 'ARM_NIGHT'],
  ['armedVacation', 'armed_vacation', 'arm_vacation', 'payload_arm_vacation', 'ARM_VACATION'],
  ['armedCustom', 'armed_custom_bypass', 'arm_custom_bypass', 'payload_arm_custom_bypass', 'ARM_CUSTOM_BYPASS'],
] as const;

const states = new Map<string, string>([
  ...modes.map(([ours, theirs]) => [theirs, ours] as const),
  ...['disarmed', 'pending', 'triggered', 'arming', 'disarming'].map((state) => [state, state] as const),
]);

/** `alarm_control_panel`: its state, arming and disarming with the code that it wants. */
export function alarmControlPanelPart(entity: Entity): PartDraft {
  entity.requiredTopic('state_topic');
  entity.requireCommands();
  const features = entity.has('supported_features') ? entity.texts('supported_features') : [...modes.map(([, , one]) => one), 'trigger'];
  const armable = modes.filter(([, , feature]) => features.includes(feature));
  const wantsCode = (name: string) => entity.has('code') && entity.flag(name, true);

  const plan = (payload: string, code: unknown, mustFit: boolean, assumed: Values): CommandPlan => {
    if (mustFit && !fits(entity.payload('code', ''), code)) throw new CommandRejectedError('the code is missing or wrong');
    const variables = { action: payload, code: typeof code === 'string' ? code : null };
    return entity.plan('state_topic', [entity.send('command_topic', payload, 'command_template', variables)], assumed);
  };
  const commands: Record<string, CommandPlanner> = {
    disarm: ({ code }) => plan(entity.payload('payload_disarm', 'DISARM'), code, wantsCode('code_disarm_required'), { state: 'disarmed' }),
  };
  if (armable.length > 0)
    commands['arm'] = ({ mode, code }) => {
      const row = armable.find(([ours]) => ours === mode);
      if (!row) throw new CommandRejectedError(`the panel can be ${armable.map(([ours]) => ours).join(', ')}; not ${String(mode)}`);
      const [ours, , , name, fallback] = row;
      return plan(entity.payload(name, fallback), code, wantsCode('code_arm_required'), { state: ours });
    };
  if (features.includes('trigger'))
    commands['trigger'] = ({ code }) =>
      plan(entity.payload('payload_trigger', 'TRIGGER'), code, wantsCode('code_trigger_required'), { state: 'triggered' });

  const target = fragment({
    capability: 'alarmPanel',
    attributes: { state: entity.describe() },
    commands,
    events: ['triggered', 'armed', 'disarmed'],
  });
  let known: string | undefined;
  return {
    kind: 'alarmPanel',
    fragments: [target],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter, message) => {
      const word = pythonText(value);
      if (word === '') return;
      const state = word === 'None' ? null : states.get(word);
      if (state === undefined) return entity.bad(value, 'not a state of an alarm panel');
      const previous = known;
      known = state ?? undefined;
      reporter.set(target, 'state', state);
      if (message.retained || state === null || previous === undefined || state === previous) return;
      if (state === 'triggered' || state === 'disarmed') reporter.emit(target, state);
      else if (state.startsWith('armed')) reporter.emit(target, 'armed', { mode: state });
    }),
  };
}

/** `REMOTE_CODE` and `REMOTE_CODE_TEXT`: the panel checks it, and only the kind of code is known. */
function fits(expected: string, code: unknown): boolean {
  if (typeof code !== 'string' || code === '') return false;
  if (expected === 'REMOTE_CODE') return /^\d+$/.test(code);
  return expected === 'REMOTE_CODE_TEXT' || code === expected;
}
