import type { Sending } from '../../../devices/fragment.ts';
import { rgbOfHue } from '../../../mapping/colors.ts';
import { colorOf as colorIn, colorOfHue, colorOfRgb, type ReportedColor } from '../../../mapping/light-color.ts';
import { LightMapping, type LightState, type LightWish } from '../../../mapping/light.ts';
import { toNumber, toPercent } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { whiteLamp } from './light-extras.ts';
import { lightMode } from './light-modes.ts';
import { Brightness, ColorTemperature } from './light-range.ts';
import { twoState } from './two-state.ts';

/** The ways a colour travels on topics of its own: how many numbers, what they say, how they are written. */
const spaces: Readonly<
  Record<
    string,
    {
      mode: NonNullable<LightState['mode']>;
      read: (parts: number[]) => ReportedColor | undefined;
      write: (color: ReportedColor) => number[];
    }
  >
> = {
  xy: { mode: 'xy', read: ([x, y]) => colorIn({ x, y }), write: ({ xy }) => [xy.x, xy.y] },
  hs: {
    mode: 'hs',
    read: ([hue = -1, saturation = -1]) => colorOfHue({ hue, saturation }),
    write: ({ hue, saturation }) => [hue, saturation],
  },
  rgb: { mode: 'hs', read: ([r = -1, g = -1, b = -1]) => colorOfRgb([r, g, b]), write: (color) => [...rgbOfHue(color)] },
  rgbw: { mode: 'hs', read: ([r = -1, g = -1, b = -1]) => colorOfRgb([r, g, b]), write: (color) => [...rgbOfHue(color), 0] },
  rgbww: { mode: 'hs', read: ([r = -1, g = -1, b = -1]) => colorOfRgb([r, g, b]), write: (color) => [...rgbOfHue(color), 0, 0] },
};

/** What the numbers of a colour are called in templates. */
const names = ['red', 'green', 'blue'];
const whites: Readonly<Record<string, readonly string[]>> = { rgbw: ['white'], rgbww: ['cold_white', 'warm_white'] };
/** Spaces whose numbers say how bright the lamp is, too. */
const mixes = ['rgb', 'rgbw', 'rgbww'];
const white: ReportedColor = { xy: { x: 0.3127, y: 0.329 }, hue: 0, saturation: 0 };

/** A light with a topic for each thing it says or takes. */
export function basicLightPart(entity: Entity): PartDraft {
  const on = entity.payload('payload_on', 'ON');
  const off = entity.payload('payload_off', 'OFF');
  const readState = twoState(entity, { on, off });
  const brightness = new Brightness(entity);
  const temperature =
    entity.has('color_temp_command_topic') || entity.has('color_temp_state_topic') ? new ColorTemperature(entity) : undefined;
  const spaceNames = Object.keys(spaces).filter((name) => entity.has(`${name}_command_topic`) || entity.has(`${name}_state_topic`));
  const commandSpace = Object.keys(spaces).find((name) => entity.has(`${name}_command_topic`));
  const onCommand = entity.text('on_command_type') ?? 'last';
  // A lamp without a topic for its brightness is as bright as the numbers of its colour.
  const mixed =
    entity.has('brightness_command_topic') || entity.has('brightness_state_topic')
      ? undefined
      : mixes.find((name) => spaceNames.includes(name));
  // What a lamp that is only switched on comes back with.
  let lastLevel = 100;
  let lastColor: ReportedColor | undefined;

  const send = (wish: LightWish): Sending[] => {
    if (wish.on === false) return [entity.send('command_topic', off)];
    if (wish.level !== undefined && wish.level > 0) lastLevel = wish.level;
    const details = [
      ...(wish.level !== undefined && entity.has('brightness_command_topic')
        ? [entity.send('brightness_command_topic', brightness.write(wish.level), 'brightness_command_template')]
        : []),
      ...(wish.kelvin !== undefined && temperature
        ? [entity.send('color_temp_command_topic', temperature.write(wish.kelvin), 'color_temp_command_template')]
        : []),
      ...colorOf(wish),
      ...(wish.effect === undefined ? [] : [entity.send('effect_command_topic', wish.effect, 'effect_command_template')]),
    ];
    // Brightness alone switches on, where the light says that it does.
    if (onCommand === 'brightness')
      return wish.level === undefined && wish.on
        ? [entity.send('brightness_command_topic', brightness.write(lastLevel), 'brightness_command_template')]
        : details;
    if (wish.on === undefined) return details;
    const switching = entity.send('command_topic', on);
    return onCommand === 'first' ? [switching, ...details] : [...details, switching];
  };
  const colorOf = ({ color, level }: LightWish): Sending[] => {
    if (color) lastColor = color;
    if (mixed !== undefined && commandSpace === mixed && level !== undefined)
      return [sendColor(color ?? lastColor ?? white, mixed, level / 100)];
    return color && commandSpace !== undefined ? [sendColor(color, commandSpace)] : [];
  };
  const sendColor = (color: ReportedColor, space: string, share = 1): Sending => {
    const written = spaces[space]?.write(color) ?? [];
    const parts = share === 1 ? written : written.map((part) => Math.round(part * share));
    const variables = Object.fromEntries([...names, ...(whites[space] ?? [])].map((name, at) => [name, parts[at] ?? 0]));
    const [hue, sat] = [color.hue, color.saturation];
    return entity.send(`${space}_command_topic`, parts.join(','), `${space}_command_template`, {
      ...variables,
      hue,
      sat,
      x: color.xy.x,
      y: color.xy.y,
    });
  };

  const light = new LightMapping({
    features: {
      hasLevel: entity.has('brightness_command_topic') || entity.has('brightness_state_topic') || mixed !== undefined,
      temperature,
      hasColor: spaceNames.length > 0,
      effects: entity.has('effect_command_topic') || entity.has('effect_state_topic') ? entity.texts('effect_list') : [],
    },
    send,
    isOptimistic: entity.isOptimistic('state_topic'),
    describe: (descriptor) => entity.describe(descriptor),
  });

  const takeNumber =
    (read: (value: unknown) => number | null | undefined, name: 'level' | 'kelvin') =>
    (value: unknown, reporter: Parameters<typeof light.report>[1]) => {
      if (value === '') return;
      const number = read(value);
      if (number === undefined) return entity.bad(value, `not a ${name}`);
      if (name === 'level' && number) lastLevel = number;
      light.report({ [name]: number }, reporter);
    };
  const lamp = entity.has('white_command_topic') ? whiteLamp(entity, (value) => entity.send('white_command_topic', value)) : undefined;
  return {
    fragments: [...light.fragments, ...(lamp ? [lamp] : [])],
    listeners: [
      ...entity.listen('state_topic', ['state_value_template', 'value_template'], (value, reporter) =>
        light.report({ on: readState(value) }, reporter),
      ),
      ...entity.listen(
        'brightness_state_topic',
        'brightness_value_template',
        takeNumber((value) => brightness.read(value), 'level'),
      ),
      ...(temperature
        ? entity.listen(
            'color_temp_state_topic',
            'color_temp_value_template',
            takeNumber((value) => temperature.read(value), 'kelvin'),
          )
        : []),
      ...spaceNames.flatMap((name) =>
        entity.listen(`${name}_state_topic`, `${name}_value_template`, (value, reporter) => {
          const space = spaces[name];
          if (value === '' || pythonText(value) === 'None') return;
          const parts = pythonText(value)
            .split(',')
            .map((part) => toNumber(part) ?? -1);
          const brightest = Math.max(...parts.slice(0, 3));
          // Dark in all its colours it has none.
          if (name === mixed && brightest === 0) return;
          const isLit = brightest > 0 && brightest <= 255;
          const color = space?.read(name === mixed && isLit ? parts.map((part) => (part / brightest) * 255) : parts);
          if (!color) return entity.bad(value, 'not a colour');
          lastColor = color;
          light.report({ color, mode: space?.mode, ...(name === mixed && { level: toPercent(brightest, 0, 255) }) }, reporter);
        }),
      ),
      ...entity.listen('effect_state_topic', 'effect_value_template', (value, reporter) => {
        const effect = pythonText(value);
        if (effect !== '') light.report({ effect: effect === 'None' ? null : effect }, reporter);
      }),
      ...entity.listen('color_mode_state_topic', 'color_mode_value_template', (value, reporter) => {
        const mode = lightMode(pythonText(value));
        if (mode === undefined) return entity.bad(value, 'not a colour mode');
        light.report({ mode }, reporter);
      }),
    ],
  };
}
