import { fragment, type Fragment, type Values } from '../../../devices/fragment.ts';
import type { PartListener } from '../../../devices/part.ts';
import { fromPercent, toNumber, toPercent } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { twoState } from './two-state.ts';

interface Piece {
  readonly target: Fragment;
  readonly listeners: readonly PartListener[];
}

/** `fan`: on and off, speed, direction, swinging, presets. */
export function fanPart(entity: Entity): PartDraft {
  const pieces = [power(entity), speed(entity), presets(entity), oscillation(entity), direction(entity)].filter(
    (piece) => piece !== undefined,
  );
  return { kind: 'fan', fragments: pieces.map(({ target }) => target), listeners: pieces.flatMap(({ listeners }) => listeners) };
}

function power(entity: Entity): Piece {
  const on = entity.payload('payload_on', 'ON');
  const off = entity.payload('payload_off', 'OFF');
  const read = twoState(entity, { on, off });
  const target = fragment({
    capability: 'switch',
    attributes: { on: entity.describe({ writable: true }) },
    set: ({ on: wanted }) =>
      entity.plan('state_topic', [entity.send('command_topic', wanted === true ? on : off, 'command_template')], { on: wanted }),
  });
  const listeners = entity.listen('state_topic', 'state_value_template', (value, reporter) => {
    const state = read(value);
    if (state !== undefined) reporter.set(target, 'on', state);
  });
  return { target, listeners };
}

function speed(entity: Entity): Piece | undefined {
  if (!entity.has('percentage_command_topic') && !entity.has('percentage_state_topic')) return undefined;
  // The range counts the speeds; off is below the lowest.
  const range = [(entity.number('speed_range_min') ?? 1) - 1, entity.number('speed_range_max') ?? 100] as const;
  const reset = entity.payload('payload_reset_percentage', 'None');
  const target = fragment({
    capability: 'fan',
    attributes: { speed: entity.describe({ writable: entity.has('percentage_command_topic'), minimum: 0, maximum: 100 }) },
    set: ({ speed: percent }: Values) =>
      entity.plan(
        'percentage_state_topic',
        [entity.send('percentage_command_topic', fromPercent(Number(percent), ...range), 'percentage_command_template')],
        { speed: percent },
      ),
  });
  const listeners = entity.listen('percentage_state_topic', 'percentage_value_template', (value, reporter) => {
    if (value === '') return;
    const number = pythonText(value) === reset ? null : toNumber(value);
    if (number === undefined) return entity.bad(value, 'not a speed');
    reporter.set(target, 'speed', number === null ? null : toPercent(number, ...range));
  });
  return { target, listeners };
}

function presets(entity: Entity): Piece | undefined {
  const words = entity.texts('preset_modes');
  return words.length > 0 ? worded(entity, { attribute: 'mode', prefix: 'preset_mode', choice: new Choice(words) }) : undefined;
}

function oscillation(entity: Entity): Piece | undefined {
  const [on, off] = [entity.payload('payload_oscillation_on', 'oscillate_on'), entity.payload('payload_oscillation_off', 'oscillate_off')];
  return worded(entity, { attribute: 'rock', prefix: 'oscillation', choice: new Choice([on, off], { [on]: 'leftRight', [off]: 'off' }) });
}

function direction(entity: Entity): Piece | undefined {
  const [forward, reverse] = [
    entity.payload('payload_direction_forward', 'forward'),
    entity.payload('payload_direction_reverse', 'reverse'),
  ];
  const choice = new Choice([forward, reverse], { [forward]: 'forward', [reverse]: 'reverse' });
  return worded(entity, { attribute: 'direction', prefix: 'direction', choice });
}

function worded(entity: Entity, { attribute, prefix, choice }: { attribute: string; prefix: string; choice: Choice }): Piece | undefined {
  const [state, command] = [`${prefix}_state_topic`, `${prefix}_command_topic`];
  if (!entity.has(state) && !entity.has(command)) return undefined;
  const target = fragment({
    capability: 'fan',
    attributes: { [attribute]: entity.describe({ writable: entity.has(command), options: choice.options }) },
    set: (values: Values) =>
      entity.plan(state, [entity.send(command, choice.write(values[attribute]), `${prefix}_command_template`)], {
        [attribute]: values[attribute],
      }),
  });
  const listeners = entity.listen(state, `${prefix}_value_template`, (value, reporter) => {
    const word = pythonText(value);
    if (word === '') return;
    const id = word === 'None' ? null : choice.read(word);
    if (id === undefined) return entity.bad(value, `not a ${attribute}`);
    reporter.set(target, attribute, id);
  });
  return { target, listeners };
}
