import { pythonText } from '../../../templates/python-text.ts';
import { fragment } from '../../../devices/fragment.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { doing, joined, measured, numbered, settingsOf, worded, type Piece } from './pieces.ts';
import { plain, temperatureLimits, temperatureScale } from './temperature.ts';

const modeWords = { heat_cool: 'heatCool', fan_only: 'fanOnly' } as const;
const actions = ['off', 'idle', 'heating', 'cooling', 'drying', 'fan', 'preheating', 'defrosting'];
const swings = new Set(['off', 'vertical', 'horizontal', 'both']);

/** The modes of an entity that lists none. */
const allModes = ['auto', 'off', 'cool', 'heat', 'dry', 'fan_only'];
const allFanModes = ['auto', 'low', 'medium', 'high'];
const onOff = ['on', 'off'];

/** What reads the states; `value_template` stands for each that is left out. */
const templates = [
  ...[
    'mode',
    'fan_mode',
    'swing_mode',
    'swing_horizontal_mode',
    'temperature',
    'temperature_low',
    'temperature_high',
    'target_humidity',
  ].map((name) => `${name}_state_template`),
  ...['current_temperature_template', 'current_humidity_template', 'action_template', 'preset_mode_value_template'],
];

/** `climate`: a thermostat or an air conditioner. */
export function climatePart(announced: Entity): PartDraft {
  const entity = announced.filledIn(templates, 'value_template');
  const scale = temperatureScale(entity);
  const limits = temperatureLimits(entity);
  const modes = listOf(entity, 'modes', allModes);
  const swingModes = listOf(entity, 'swing_modes', onOff);
  const target = (prefix: string, attribute: string) =>
    numbered(entity, { capability: 'thermostat', attribute, ...settingsOf(prefix) }, scale, { limits });
  const one = (prefix: string, capability: string, attribute: string, words: readonly string[]) =>
    worded(entity, { capability, attribute, ...settingsOf(prefix) }, new Choice(words, modeWords));
  return joined('thermostat', [
    one('mode', 'thermostat', 'mode', modes),
    power(entity),
    preset(entity),
    one('fan_mode', 'fan', 'mode', listOf(entity, 'fan_modes', allFanModes)),
    one('swing_mode', 'airflow', swingModes.every((word) => swings.has(word)) ? 'swing' : 'vertical', swingModes),
    one('swing_horizontal_mode', 'airflow', 'horizontal', listOf(entity, 'swing_horizontal_modes', onOff)),
    target('temperature', targetOf(modes)),
    target('temperature_low', 'heatingSetpoint'),
    target('temperature_high', 'coolingSetpoint'),
    numbered(entity, { capability: 'humidifier', attribute: 'target', ...settingsOf('target_humidity') }, plain, {
      limits: { minimum: entity.number('min_humidity') ?? 30, maximum: entity.number('max_humidity') ?? 99 },
    }),
    measured(entity, 'current_temperature', 'thermostat', 'localTemperature', scale),
    measured(entity, 'current_humidity', 'humiditySensor', 'humidity', plain),
    doing(entity, 'thermostat', actions),
  ]);
}

function listOf(entity: Entity, name: string, all: readonly string[]): readonly string[] {
  return entity.has(name) ? entity.texts(name) : all;
}

/** What a single target temperature is: of a product that only heats, the heating setpoint. */
function targetOf(modes: readonly string[]): 'setpoint' | 'heatingSetpoint' | 'coolingSetpoint' {
  const heats = modes.includes('heat');
  const cools = modes.includes('cool') || modes.includes('heat_cool');
  if (heats && !cools) return 'heatingSetpoint';
  return cools && !heats && !modes.includes('heat_cool') ? 'coolingSetpoint' : 'setpoint';
}

/** Without a preset is a preset, too: the product's own `none` where it has one. */
function preset(entity: Entity): Piece | undefined {
  const words = entity.texts('preset_modes');
  const choice = new Choice(words.includes('none') ? words : [...words, 'none']);
  const settings = settingsOf('preset_mode', 'preset_mode_value_template');
  return worded(entity, { capability: 'thermostat', attribute: 'preset', ...settings }, choice);
}

/** Power is only a command; whether it is on is said by the mode. */
function power(entity: Entity): Piece | undefined {
  if (!entity.has('power_command_topic')) return undefined;
  const target = fragment({
    capability: 'switch',
    attributes: { on: entity.describe({ writable: true }) },
    set: ({ on }) => {
      const payload = on === true ? entity.payload('payload_on', 'ON') : entity.payload('payload_off', 'OFF');
      return entity.plan('mode_state_topic', [entity.send('power_command_topic', payload, 'power_command_template')], { on });
    },
  });
  const listeners = entity.listen('mode_state_topic', 'mode_state_template', (value, reporter) => {
    const word = pythonText(value);
    if (word !== '') reporter.set(target, 'on', word === 'None' ? null : word !== 'off');
  });
  return { target, listeners };
}
