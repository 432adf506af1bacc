import { fragment, type Values } from '../../../devices/fragment.ts';
import { toNumber, toPercent } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { joined, settingsOf, switched, worded, type Piece } from './pieces.ts';

/** `fan`: on and off, speed, direction, swinging, presets. */
export function fanPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const power = { state: 'state_topic', read: 'state_value_template', command: 'command_topic', write: 'command_template' };
  const one = (prefix: string, attribute: string, choice: Choice, reset?: string) =>
    worded(
      entity,
      { capability: 'fan', attribute, ...settingsOf(prefix, `${prefix}_value_template`) },
      choice,
      reset === undefined ? {} : { reset },
    );
  const payload = (name: string, fallback: string) => entity.payload(`payload_${name}`, fallback);
  const [rocking, still] = [payload('oscillation_on', 'oscillate_on'), payload('oscillation_off', 'oscillate_off')];
  const [forward, reverse] = [payload('direction_forward', 'forward'), payload('direction_reverse', 'reverse')];
  const presets = entity.texts('preset_modes');
  return joined('fan', [
    switched(entity, power),
    speed(entity),
    presets.length > 0 ? one('preset_mode', 'mode', new Choice(presets), payload('reset_preset_mode', 'None')) : undefined,
    one('oscillation', 'rock', new Choice([rocking, still], { [rocking]: 'leftRight', [still]: 'off' })),
    one('direction', 'direction', new Choice([forward, reverse], { [forward]: 'forward', [reverse]: 'reverse' })),
  ]);
}

/** The lowest of the product's speeds that is as fast as wanted: whoever asks for a little does not want the fan off. */
function speedOf(percent: number, off: number, fastest: number): number {
  const steps = fastest - off;
  // A share is kept with two digits, so a speed that was told may come back as a little more than itself.
  const rounding = steps * 0.000_05 + 1e-9;
  return off + Math.max(0, Math.ceil((percent / 100) * steps - rounding));
}

function speed(entity: Entity): Piece | undefined {
  if (!entity.has('percentage_command_topic') && !entity.has('percentage_state_topic')) return undefined;
  // The range counts the speeds; off is below the lowest.
  const [slowest, fastest] = [entity.number('speed_range_min') ?? 1, entity.number('speed_range_max') ?? 100];
  if (slowest < 1 || slowest >= fastest) refuse('speed_range_min is not below speed_range_max');
  const range = [slowest - 1, fastest] as const;
  const reset = entity.payload('payload_reset_percentage', 'None');
  const target = fragment({
    capability: 'fan',
    attributes: {
      speed: entity.describe({ writable: entity.has('percentage_command_topic'), minimum: 0, maximum: 100 }),
      steps: entity.describe(),
    },
    set: ({ speed: percent }: Values) =>
      entity.plan(
        'percentage_state_topic',
        [entity.send('percentage_command_topic', speedOf(Number(percent), ...range), 'percentage_command_template')],
        { speed: percent },
      ),
  });
  const listeners = entity.listen('percentage_state_topic', 'percentage_value_template', (value, reporter) => {
    if (value === '') return;
    const number = pythonText(value) === reset ? null : toNumber(value);
    if (number === undefined) return entity.bad(value, 'not a speed');
    reporter.set(target, 'speed', number === null ? null : toPercent(number, ...range));
  });
  return { target, listeners, constants: [{ fragment: target, attribute: 'steps', value: Math.max(1, Math.round(range[1] - range[0])) }] };
}
