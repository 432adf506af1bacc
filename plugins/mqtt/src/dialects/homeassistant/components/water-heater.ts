import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { joined, measured, numbered, settingsOf, switched, worded } from './pieces.ts';
import { temperatureLimits, temperatureScale } from './temperature.ts';

const words = { heat_pump: 'heatPump', high_demand: 'highDemand' } as const;
const allModes = ['off', 'eco', 'electric', 'gas', 'heat_pump', 'high_demand', 'performance'];

/** What reads the states; `value_template` stands for each that is left out. */
const templates = ['mode_state_template', 'temperature_state_template', 'current_temperature_template'];

/** `water_heater`: its program, its target and the temperature of its water. */
export function waterHeaterPart(announced: Entity): PartDraft {
  const entity = announced.filledIn(templates, 'value_template');
  const scale = temperatureScale(entity);
  const modes = entity.has('modes') ? entity.texts('modes') : allModes;
  const target = { capability: 'temperatureControl', attribute: 'setpoint', ...settingsOf('temperature') };
  // Power is only a command: nothing says whether it did something.
  const power = { state: '', read: '', command: 'power_command_topic', write: 'power_command_template' };
  return joined('waterHeater', [
    worded(entity, { capability: 'waterHeater', attribute: 'program', ...settingsOf('mode') }, new Choice(modes, words)),
    entity.has('power_command_topic') ? switched(entity, power) : undefined,
    numbered(entity, target, scale, { limits: temperatureLimits(entity) }),
    measured(entity, 'current_temperature', 'temperatureSensor', 'temperature', scale),
  ]);
}
