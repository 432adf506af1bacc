import { mired } from '../../mapping/colors.ts';
import { colorOf } from '../../mapping/light-color.ts';
import { LightMapping, type LightState, type LightWish } from '../../mapping/light.ts';
import { fromPercent, toNumber, toPercent } from '../../mapping/numbers.ts';
import { isObject } from '../../topics/message.ts';
import { type DeviceTools, sayings, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

const modes: Readonly<Record<string, NonNullable<LightState['mode']>>> = { xy: 'xy', hs: 'hs', color_temp: 'temperature' };

/** `light`: everything in one message, the colour by whatever the light understands. */
export function lightPart(light: Expose, tools: DeviceTools, endpoint: string | undefined, effect: Expose | undefined): TypedPart {
  const feature = (name: string) => light.features.find((one) => one.name === name);
  const state = feature('state');
  const brightness = feature('brightness');
  const temperature = feature('color_temp');
  const colors = light.features.filter(({ name }) => name === 'color_xy' || name === 'color_hs');
  const color = feature('color_xy') ?? feature('color_hs');
  const maximum = brightness?.maximum ?? 254;
  const modeProperty = color?.property.replace(/^color/, 'color_mode') ?? 'color_mode';

  const send = (wish: LightWish) => {
    const members: Record<string, unknown> = {};
    if (wish.on !== undefined && state) members[state.property] = wish.on ? state.on : state.off;
    if (wish.level !== undefined && brightness)
      // To 0 the lamp would go off; the darkest is 1.
      members[brightness.property] = Math.max(1, fromPercent(wish.level, 0, maximum));
    if (wish.kelvin !== undefined && temperature) members[temperature.property] = mired(wish.kelvin);
    if (wish.color && color)
      members[color.property] =
        color.name === 'color_xy' ? { x: wish.color.xy.x, y: wish.color.xy.y } : { hue: wish.color.hue, saturation: wish.color.saturation };
    if (wish.effect !== undefined && effect) members[effect.property] = wish.effect;
    if (wish.transition !== undefined) members['transition'] = wish.transition;
    return [tools.send(members)];
  };

  const mapping = new LightMapping({
    features: {
      hasLevel: brightness !== undefined,
      temperature: temperature && { warmest: mired(temperature.maximum ?? 500), coldest: mired(temperature.minimum ?? 153) },
      hasColor: color !== undefined,
      effects: effect?.values ?? [],
    },
    send,
    isOptimistic: state?.isReported === false,
    describe: (descriptor) => tools.describe(light, descriptor),
    endpoint,
  });

  const listener = tools.listen((members, reporter) => {
    const on = state && memberOf(members, state.property);
    const level = brightness && toNumber(memberOf(members, brightness.property));
    const kelvin = temperature && toNumber(memberOf(members, temperature.property));
    const shown = color && memberOf(members, color.property);
    const mode = memberOf(members, modeProperty);
    const playing = effect?.isReported ? memberOf(members, effect.property) : undefined;
    mapping.report(
      {
        on: on === undefined || !state ? undefined : on === state.on ? true : on === state.off ? false : on === null ? null : undefined,
        level: typeof level === 'number' ? toPercent(level, 0, maximum) : level,
        kelvin: typeof kelvin === 'number' ? (kelvin > 0 ? mired(kelvin) : undefined) : kelvin,
        color: isObject(shown) ? colorOf(byName(shown, colors)) : undefined,
        mode: typeof mode === 'string' ? modes[mode] : undefined,
        effect: typeof playing === 'string' || playing === null ? playing : undefined,
      },
      reporter,
    );
    if (on !== undefined && on !== null && on !== state?.on && on !== state?.off) tools.bad('state', on);
  });
  const of = (capability: string) => mapping.fragments.find((fragment) => fragment.capability === capability);
  const shownOf = ['xy', 'hue', 'saturation', 'mode'];
  const says = sayings([
    [state, of('switch'), ['on', 'toggle()']],
    [brightness, of('level'), ['level']],
    [temperature, of('colorTemperature'), ['temperature']],
    [color, of('color'), shownOf],
    [feature('color_hs'), of('color'), shownOf],
    [effect, of('lightEffect'), ['effect']],
  ]);
  return { kind: 'light', fragments: mapping.fragments, listeners: [listener], says };
}

/** The parts of a colour by their names: on an endpoint each may have a property of its own (`x_front`). */
function byName(said: Readonly<Record<string, unknown>>, colors: readonly Expose[]): Readonly<Record<string, unknown>> {
  const parts = colors
    .flatMap(({ features }) => features)
    .filter(({ name, property }) => name !== property && Object.hasOwn(said, property));
  return parts.length === 0 ? said : { ...said, ...Object.fromEntries(parts.map(({ name, property }) => [name, said[property]])) };
}
