import type { Sending } from '../../../devices/fragment.ts';
import { rgbOfHue } from '../../../mapping/colors.ts';
import { colorOf, type ReportedColor } from '../../../mapping/light-color.ts';
import { LightMapping, type LightWish } from '../../../mapping/light.ts';
import { isObject } from '../../../topics/message.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { flashing, whiteLamp } from './light-extras.ts';
import { lightMode } from './light-modes.ts';
import { Brightness, ColorTemperature } from './light-range.ts';

const colorModes = ['xy', 'hs', 'rgb', 'rgbw', 'rgbww'] as const;

/** A light that says and takes everything in one JSON object. */
export function jsonLightPart(entity: Entity): PartDraft {
  const supported = new Set(entity.texts('supported_color_modes'));
  const can = (mode: string) => supported.has(mode) || entity.flag(mode);
  const brightness = new Brightness(entity);
  const temperature = can('color_temp') ? new ColorTemperature(entity) : undefined;
  const colorMode = colorModes.find(can);

  const send = ({ on = true, level, kelvin, color, effect, transition }: LightWish): Sending[] => {
    const message: Record<string, unknown> = { state: on ? 'ON' : 'OFF' };
    if (level !== undefined) message['brightness'] = brightness.write(level);
    if (kelvin !== undefined && temperature) message['color_temp'] = temperature.write(kelvin);
    if (color && colorMode) message['color'] = written(color, colorMode);
    if (effect !== undefined) message['effect'] = effect;
    if (transition !== undefined && entity.flag('transition', true)) message['transition'] = transition;
    return [entity.send('command_topic', JSON.stringify(message))];
  };

  const light = new LightMapping({
    features: {
      hasLevel: entity.flag('brightness') || supported.has('brightness') || colorMode !== undefined || temperature !== undefined,
      temperature,
      hasColor: colorMode !== undefined,
      effects: entity.flag('effect') ? entity.texts('effect_list') : [],
    },
    send,
    isOptimistic: entity.isOptimistic('state_topic'),
    describe: (descriptor) => entity.describe(descriptor),
  });

  const say = (members: object) => entity.send('command_topic', JSON.stringify({ state: 'ON', ...members }));
  const flash = flashing(entity, (seconds) => say({ flash: seconds }));
  const white = can('white') ? whiteLamp(entity, (value) => say({ white: value })) : undefined;
  return {
    fragments: [...light.fragments, ...(flash ? [flash] : []), ...(white ? [white] : [])],
    listeners: entity.listen('state_topic', [], (_value, reporter, message) => {
      const said = message.object;
      if (message.text === '') return;
      if (!said) return entity.bad(message.text.slice(0, 100), 'not a JSON object');
      const { state, brightness: level, color_temp: colorTemperature, color, color_mode: mode, effect } = said;
      light.report(
        {
          on: state === 'ON' ? true : state === 'OFF' ? false : state === null ? null : undefined,
          level: level === undefined ? undefined : brightness.read(level),
          kelvin: colorTemperature === undefined ? undefined : temperature?.read(colorTemperature),
          color: isObject(color) ? colorOf(color) : undefined,
          mode: lightMode(mode),
          effect: typeof effect === 'string' || effect === null ? effect : undefined,
        },
        reporter,
      );
    }),
  };
}

function written({ xy, hue, saturation }: ReportedColor, mode: (typeof colorModes)[number]): Readonly<Record<string, number>> {
  if (mode === 'xy') return { x: xy.x, y: xy.y };
  if (mode === 'hs') return { h: hue, s: saturation };
  const [r, g, b] = rgbOfHue({ hue, saturation });
  // White and warm white lamps stay dark while a colour is shown.
  return { r, g, b, ...(mode === 'rgbw' && { w: 0 }), ...(mode === 'rgbww' && { c: 0, w: 0 }) };
}
