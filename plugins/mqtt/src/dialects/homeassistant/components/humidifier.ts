import { fragment } from '../../../devices/fragment.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { doing, joined, measured, numbered, settingsOf, switched, worded } from './pieces.ts';
import { plain } from './temperature.ts';

const actions = ['off', 'idle', 'humidifying', 'drying'];

/** `humidifier`: on and off, the target, presets; by device class it makes the air humid or dry. */
export function humidifierPart(entity: Entity): PartDraft {
  entity.requireCommands();
  entity.requireCommands('target_humidity_command_topic');
  const [driest, wettest] = [entity.number('min_humidity') ?? 0, entity.number('max_humidity') ?? 100];
  if (driest >= wettest) refuse('min_humidity is not below max_humidity');
  const power = { state: 'state_topic', read: 'state_value_template', command: 'command_topic', write: 'command_template' };
  const presets = { capability: 'humidifier', attribute: 'preset', ...settingsOf('mode') };
  const target = { capability: 'humidifier', attribute: 'target', ...settingsOf('target_humidity') };
  const part = joined('humidifier', [
    switched(entity, power),
    numbered(entity, target, plain, {
      limits: { minimum: driest, maximum: wettest },
      reset: entity.payload('payload_reset_humidity', 'None'),
    }),
    entity.has('modes')
      ? worded(entity, presets, new Choice(entity.texts('modes')), { reset: entity.payload('payload_reset_mode', 'None') })
      : undefined,
    doing(entity, 'humidifier', actions),
    measured(entity, 'current_humidity', 'humiditySensor', 'humidity', plain),
  ]);
  return entity.deviceClass === undefined ? part : withFunction(entity, part);
}

/** What the device class says is a value like any other here. */
function withFunction(entity: Entity, part: PartDraft): PartDraft {
  const target = fragment({ capability: 'humidifier', attributes: { function: entity.describe({ writable: false }) } });
  const value = entity.deviceClass === 'dehumidifier' ? 'dehumidify' : 'humidify';
  return { ...part, fragments: [...part.fragments, target], constants: [{ fragment: target, attribute: 'function', value }] };
}
