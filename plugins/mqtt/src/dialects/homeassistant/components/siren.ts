import { CommandRejectedError } from '@concord/sdk';
import { fragment, type CommandPlan, type Values } from '../../../devices/fragment.ts';
import type { Reporter } from '../../../devices/reporter.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { asObject, member, type Members } from './json-value.ts';
import { twoState } from './two-state.ts';

/** `siren`: sounding or not, with a tone, for a time and as loud as wanted where it can. */
export function sirenPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const on = entity.payload('payload_on', 'ON');
  const off = entity.payload('payload_off', 'OFF');
  const read = twoState(entity, { on: entity.payload('state_on', on), off: entity.payload('state_off', off) });
  const tones = entity.has('available_tones') ? new Choice(entity.texts('available_tones')) : undefined;
  const hasDuration = entity.flag('support_duration', true);
  const hasVolume = entity.flag('support_volume_set', true);

  const plan = (isOn: boolean, details: Members = {}): CommandPlan => {
    const said = { state: isOn ? on : off, ...details };
    const template = !isOn && entity.has('command_off_template') ? 'command_off_template' : 'command_template';
    // Without a template everything goes as one JSON object.
    const payload = entity.has(template) ? said.state : JSON.stringify(said);
    const sending = entity.send('command_topic', payload, template, said);
    const isSilent = sending.payload === '' || sending.payload === 'None';
    if (isSilent) throw new CommandRejectedError('the product has no payload for this');
    return entity.plan('state_topic', [sending], { active: isOn });
  };
  const details = ({ tone, duration, volume }: Values): Members => {
    if ((tone !== undefined && !tones) || (duration !== undefined && !hasDuration) || (volume !== undefined && !hasVolume))
      throw new CommandRejectedError('the siren has no such setting');
    return {
      ...(tone !== undefined && tones && { tone: tones.write(tone) }),
      ...(typeof duration === 'number' && { duration: Math.round(duration) }),
      ...(typeof volume === 'number' && { volume_level: volume / 100 }),
    };
  };

  const saysMore = entity.has('state_topic');
  const toneIds = tones?.options.map(({ id }) => id) ?? [];
  const target = fragment({
    capability: 'siren',
    attributes: {
      active: entity.describe({ writable: true }),
      ...(toneIds.length > 0 && { tones: entity.describe() }),
      // Setting one of these alone would make it sound: they are arguments of `start`, and only shown.
      ...(saysMore && tones && { tone: entity.describe({ writable: false, options: tones.options }) }),
      ...(saysMore && hasDuration && { duration: entity.describe({ writable: false }) }),
      ...(saysMore && hasVolume && { volume: entity.describe({ writable: false }) }),
    },
    set: ({ active }) => plan(active === true),
    commands: { start: (args) => plan(true, details(args)), stop: () => plan(false) },
  });
  const takeDetails = (said: Members, reporter: Reporter) => {
    const tone = member(said, 'tone');
    const known = typeof tone === 'string' ? tones?.read(tone) : undefined;
    if (known !== undefined) reporter.set(target, 'tone', known);
    const duration = toNumber(member(said, 'duration'));
    if (hasDuration && typeof duration === 'number' && duration >= 0) reporter.set(target, 'duration', duration);
    const volume = toNumber(member(said, 'volume_level'));
    if (hasVolume && typeof volume === 'number' && volume >= 0 && volume <= 1) reporter.set(target, 'volume', volume * 100);
  };
  return {
    kind: 'siren',
    fragments: [target],
    constants: toneIds.length > 0 ? [{ fragment: target, attribute: 'tones', value: toneIds }] : [],
    listeners: entity.listen('state_topic', 'state_value_template', (value, reporter) => {
      const said = asObject(value);
      const word = said ? member(said, 'state') : value;
      if (said) takeDetails(said, reporter);
      if (word === undefined || pythonText(word) === '') return;
      const state = read(word);
      if (state !== undefined) reporter.set(target, 'active', state);
    }),
  };
}
