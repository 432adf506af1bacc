import { CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../../devices/fragment.ts';
import type { PartListener } from '../../../devices/part.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { fromCanonicalNumber, scaleTo, toCanonicalNumber, type UnitScale } from '../../../mapping/unit-scale.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';

const modeWords = { heat_cool: 'heatCool', fan_only: 'fanOnly' } as const;
const actions = new Set(['off', 'idle', 'heating', 'cooling', 'drying', 'fan', 'preheating', 'defrosting']);
const swings = new Set(['off', 'vertical', 'horizontal', 'both']);

/** One thing of a climate entity that is one of a list: which capability it is, and the names of its settings in the configuration. */
interface Listed {
  readonly capability: string;
  readonly attribute: string;
  readonly prefix: string;
  readonly options: string;
  readonly stateTemplate?: string;
}

/** `climate`: a thermostat or an air conditioner. */
export function climatePart(entity: Entity): PartDraft {
  const scale = scaleTo('temperature', entity.text('temperature_unit') === 'F' ? '°F' : '°C') ?? { factor: 1, offset: 0, descriptor: {} };
  const modes = entity.texts('modes');
  const parts = [
    listed(entity, { capability: 'thermostat', attribute: 'mode', prefix: 'mode', options: 'modes' }),
    listed(entity, {
      capability: 'thermostat',
      attribute: 'preset',
      prefix: 'preset_mode',
      options: 'preset_modes',
      stateTemplate: 'preset_mode_value_template',
    }),
    listed(entity, { capability: 'fan', attribute: 'mode', prefix: 'fan_mode', options: 'fan_modes' }),
    listed(entity, {
      capability: 'airflow',
      attribute: entity.texts('swing_modes').every((word) => swings.has(word)) ? 'swing' : 'vertical',
      prefix: 'swing_mode',
      options: 'swing_modes',
    }),
    listed(entity, { capability: 'airflow', attribute: 'horizontal', prefix: 'swing_horizontal_mode', options: 'swing_horizontal_modes' }),
    temperature(entity, 'temperature', targetOf(modes), scale),
    temperature(entity, 'temperature_low', 'heatingSetpoint', scale),
    temperature(entity, 'temperature_high', 'coolingSetpoint', scale),
    measured(entity, 'current_temperature', 'thermostat', 'localTemperature', scale),
    measured(entity, 'current_humidity', 'humiditySensor', 'humidity', { factor: 1, offset: 0, descriptor: {} }),
    action(entity),
  ].filter((part) => part !== undefined);
  return { kind: 'thermostat', fragments: parts.map(({ target }) => target), listeners: parts.flatMap(({ listeners }) => listeners) };
}

interface Piece {
  readonly target: Fragment;
  readonly listeners: readonly PartListener[];
}

/** What a single target temperature is: of a product that only heats, the heating setpoint. */
function targetOf(modes: readonly string[]): 'setpoint' | 'heatingSetpoint' | 'coolingSetpoint' {
  const heats = modes.includes('heat');
  const cools = modes.includes('cool') || modes.includes('heat_cool');
  if (heats && !cools) return 'heatingSetpoint';
  return cools && !heats && !modes.includes('heat_cool') ? 'coolingSetpoint' : 'setpoint';
}

function listed(
  entity: Entity,
  { capability, attribute, prefix, options, stateTemplate = `${prefix}_state_template` }: Listed,
): Piece | undefined {
  const [state, command] = [`${prefix}_state_topic`, `${prefix}_command_topic`];
  if (!entity.has(state) && !entity.has(command)) return undefined;
  const choice = new Choice(entity.texts(options), modeWords);
  const target = fragment({
    capability,
    attributes: { [attribute]: entity.describe({ writable: entity.has(command), options: choice.options }) },
    set: (values: Values) => {
      const word = choice.write(values[attribute]);
      return entity.plan(state, [entity.send(command, word, `${prefix}_command_template`)], { [attribute]: values[attribute] });
    },
  });
  const listeners = entity.listen(state, stateTemplate, (value, reporter) => {
    const word = pythonText(value);
    if (word === '') return;
    if (word === 'None') return reporter.set(target, attribute, attribute === 'preset' && choice.has('none') ? 'none' : null);
    const id = choice.read(word);
    if (id === undefined) return entity.bad(value, `not one of ${options}`);
    reporter.set(target, attribute, id);
  });
  return { target, listeners };
}

function temperature(entity: Entity, prefix: string, attribute: string, scale: UnitScale): Piece | undefined {
  const [state, command] = [`${prefix}_state_topic`, `${prefix}_command_topic`];
  if (!entity.has(state) && !entity.has(command)) return undefined;
  const target = fragment({
    capability: 'thermostat',
    attributes: { [attribute]: entity.describe({ writable: entity.has(command), ...limits(entity, scale) }) },
    set: (values: Values) => {
      const celsius = values[attribute];
      if (typeof celsius !== 'number') throw new CommandRejectedError('wants a temperature');
      const written = fromCanonicalNumber(celsius, scale);
      return entity.plan(state, [entity.send(command, written, `${prefix}_command_template`)], { [attribute]: celsius });
    },
  });
  return { target, listeners: numbers(entity, state, `${prefix}_state_template`, target, attribute, scale) };
}

function measured(entity: Entity, prefix: string, capability: string, attribute: string, scale: UnitScale): Piece | undefined {
  if (!entity.has(`${prefix}_topic`)) return undefined;
  const target = fragment({ capability, attributes: { [attribute]: entity.describe() } });
  return { target, listeners: numbers(entity, `${prefix}_topic`, `${prefix}_template`, target, attribute, scale) };
}

function numbers(entity: Entity, topic: string, template: string, target: Fragment, attribute: string, scale: UnitScale): PartListener[] {
  return entity.listen(topic, template, (value, reporter) => {
    if (value === '') return;
    const number = toNumber(value);
    if (number === undefined) return entity.bad(value, 'not a number');
    reporter.set(target, attribute, number === null ? null : toCanonicalNumber(number, scale));
  });
}

function action(entity: Entity): Piece | undefined {
  if (!entity.has('action_topic')) return undefined;
  const target = fragment({ capability: 'thermostat', attributes: { action: entity.describe() } });
  const listeners = entity.listen('action_topic', 'action_template', (value, reporter) => {
    const word = pythonText(value);
    if (word === '' || word === 'None') return;
    reporter.set(target, 'action', actions.has(word) ? word : 'other', actions.has(word) ? undefined : word);
  });
  return { target, listeners };
}

function limits(entity: Entity, scale: UnitScale): AttributeDescriptor {
  const [minimum, maximum, step] = [entity.number('min_temp'), entity.number('max_temp'), entity.number('temp_step')];
  return {
    ...(minimum !== undefined && { minimum: toCanonicalNumber(minimum, scale) }),
    ...(maximum !== undefined && { maximum: toCanonicalNumber(maximum, scale) }),
    ...(step !== undefined && step > 0 && { step: toCanonicalNumber(step, { ...scale, offset: 0 }) }),
  };
}
