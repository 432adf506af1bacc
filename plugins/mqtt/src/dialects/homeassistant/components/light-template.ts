import type { Sending } from '../../../devices/fragment.ts';
import { rgbOfHue } from '../../../mapping/colors.ts';
import { colorOfRgb } from '../../../mapping/light-color.ts';
import { LightMapping, type LightWish } from '../../../mapping/light.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Template } from '../../../templates/template.ts';
import type { Message } from '../../../topics/message.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { flashing } from './light-extras.ts';
import { Brightness, ColorTemperature } from './light-range.ts';

const states = new Map<string, boolean | null>([
  ['on', true],
  ['off', false],
  ['None', null],
]);

/** A light whose messages are put together and taken apart by templates. */
export function templateLightPart(entity: Entity): PartDraft {
  if (!entity.has('command_on_template') || !entity.has('command_off_template'))
    refuse('command_on_template or command_off_template is missing');
  const brightness = new Brightness(entity);
  const template = (name: string): Template | undefined => (entity.has(name) ? entity.template(name) : undefined);
  const readers = {
    on: template('state_template'),
    level: template('brightness_template'),
    kelvin: template('color_temp_template'),
    red: template('red_template'),
    green: template('green_template'),
    blue: template('blue_template'),
    effect: template('effect_template'),
  };
  const temperature = readers.kelvin ? new ColorTemperature(entity) : undefined;

  const send = ({ on = true, level, kelvin, color, effect, transition }: LightWish): Sending[] => {
    const [red, green, blue] = color ? rgbOfHue(color) : [];
    const variables = Object.fromEntries(
      Object.entries({
        state: on,
        brightness: level === undefined ? undefined : brightness.write(level),
        color_temp: kelvin === undefined ? undefined : temperature?.write(kelvin),
        red,
        green,
        blue,
        hue: color?.hue,
        sat: color?.saturation,
        effect,
        transition,
      }).filter(([, value]) => value !== undefined),
    );
    return [entity.send('command_topic', '', on ? 'command_on_template' : 'command_off_template', variables)];
  };

  const light = new LightMapping({
    features: {
      hasLevel: readers.level !== undefined,
      temperature,
      hasColor: readers.red !== undefined && readers.green !== undefined && readers.blue !== undefined,
      effects: readers.effect ? entity.texts('effect_list') : [],
    },
    send,
    isOptimistic: entity.isOptimistic('state_topic') || readers.on === undefined,
    describe: (descriptor) => entity.describe(descriptor),
  });

  const flash = entity.text('command_on_template')?.includes('flash')
    ? flashing(entity, (seconds) => entity.send('command_topic', '', 'command_on_template', { state: true, flash: seconds }))
    : undefined;
  const colorIn = (message: Message) => {
    const parts = [readers.red, readers.green, readers.blue].map((reader) => toNumber(reader?.read(message)) ?? -1);
    const [red = -1, green = -1, blue = -1] = parts;
    return colorOfRgb([red, green, blue]);
  };
  const effects = new Set(entity.texts('effect_list'));
  const effectIn = (message: Message) => {
    const effect = pythonText(readers.effect?.read(message));
    return effect === 'None' ? null : effects.has(effect) ? effect : undefined;
  };
  return {
    fragments: [...light.fragments, ...(flash ? [flash] : [])],
    listeners: entity.listen('state_topic', [], (_value, reporter, message) => {
      const state = readers.on && pythonText(readers.on.read(message));
      light.report(
        {
          on: state === undefined ? undefined : states.get(state),
          level: readers.level && brightness.read(readers.level.read(message)),
          kelvin: readers.kelvin && temperature?.read(readers.kelvin.read(message)),
          color: readers.red && colorIn(message),
          effect: readers.effect && effectIn(message),
        },
        reporter,
      );
    }),
  };
}
