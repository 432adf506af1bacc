import { fragment, type Values } from '../../devices/fragment.ts';
import { mired } from '../../mapping/colors.ts';
import { colorOfHue, colorOfRgb, type ReportedColor } from '../../mapping/light-color.ts';
import { LightMapping, type LightState, type LightWish } from '../../mapping/light.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { memberOf, type Instruction } from './device-tools.ts';
import { lightTypeOf, type LightType } from './light-type.ts';
import { powerNames, readPower } from './relay.ts';
import { saidBy, staticPart, type Setup, type Spot, type StaticPart } from './static-part.ts';

/** A light: all that is wanted of it is one message. */
export function lightPart(number: number, setup: Setup, spot: Spot): StaticPart {
  const { description, tools } = setup;
  const type = lightTypeOf(number, description);
  const [off, on] = description.words;
  const power = `POWER${number}`;
  let last: LightState = {};

  const send = (wish: LightWish) => {
    const instructions: Instruction[] = [];
    const { transition, level, color, kelvin, effect } = wish;
    if (transition !== undefined && type.fades) instructions.push(...fading(transition, wish));
    if (level !== undefined && type.dimmer) {
      // 0 would be off, which is another thing.
      instructions.push([type.dimmer.command, Math.max(1, Math.round(level))]);
      // With SetOption20 brightness does not switch on.
      if (wish.on === true && description.options.has('20')) instructions.push([power, on]);
    } else if (wish.on !== undefined) instructions.push([power, wish.on ? on : off]);
    if (color) instructions.push(['HSBColor1', Math.round(color.hue)], ['HSBColor2', Math.round(color.saturation)]);
    if (kelvin !== undefined) instructions.push(['CT', Math.min(500, Math.max(153, mired(kelvin)))]);
    if (effect !== undefined && type.effects.includes(effect)) instructions.push(['Scheme', type.effects.indexOf(effect)]);
    return tools.send(instructions);
  };

  /** `Fade2` and `Speed2` hold for the next change only. A speed is the half seconds from dark to full, or with SetOption117 of any change. */
  function fading(transition: number, { on: wanted, level, color, kelvin }: LightWish): Instruction[] {
    if (transition <= 0) return [['Fade2', 0]];
    const before = last.on === true ? (last.level ?? 100) : 0;
    const after = level ?? (wanted === false ? 0 : (last.level ?? 100));
    const share = description.options.has('117') || color || kelvin !== undefined ? 1 : Math.abs(after - before) / 100;
    const speed = Math.round((transition * 2) / Math.max(share, 0.01));
    return [
      ['Fade2', 1],
      ['Speed2', Math.min(40, Math.max(1, speed))],
    ];
  }

  const mapping = new LightMapping({
    features: { hasLevel: type.dimmer !== undefined, temperature: type.temperature, hasColor: type.hasColor, effects: type.effects },
    send,
    isOptimistic: false,
    describe: (descriptor) => tools.describe(power, descriptor),
    endpoint: spot.endpoint,
  });
  const white = type.hasWhite
    ? fragment({
        capability: 'level',
        endpoint: spot.endpoint === undefined ? 'white' : `${spot.endpoint}/white`,
        attributes: { level: tools.describe('White', { writable: true, minimum: 0, maximum: 100 }) },
        set: ({ level }) => tools.plan(['White', Math.max(1, Math.round(Number(level)))]),
      })
    : undefined;

  const listener = tools.listen((members, reporter) => {
    const state = readLight(members, type);
    const isOn = readPower(members, number, description, (value) => tools.bad(power, value));
    const told = { ...state, ...(isOn !== undefined && { on: isOn }) };
    last = { ...last, ...defined(told) };
    mapping.report(told, reporter);
    const whiteLevel = white ? percent(memberOf(members, 'White')) : undefined;
    if (white && whiteLevel !== undefined) reporter.set(white, 'level', whiteLevel);
  });
  const of = (capability: string) => mapping.fragments.find((one) => one.capability === capability);
  return staticPart(setup, {
    id: power,
    kind: 'light',
    spot,
    fragments: [...mapping.fragments, ...(white ? [white] : [])],
    listeners: [listener],
    says: [
      ...saidBy(power, of('switch')),
      ...saidBy(type.dimmer?.member ?? '', of('level')),
      ...saidBy('HSBColor', of('color')),
      ...saidBy('CT', of('colorTemperature')),
      ...saidBy('Scheme', of('lightEffect')),
      ...saidBy('White', white),
    ],
    reads: [
      ...powerNames(number),
      ...(type.dimmer ? [type.dimmer.member] : []),
      ...(type.hasColor ? ['HSBColor', 'Color'] : []),
      ...(type.temperature ? ['CT'] : []),
      ...(type.effects.length > 0 ? ['Scheme'] : []),
      ...(white ? ['White'] : []),
    ],
  });
}

function readLight(members: Values, type: LightType): LightState {
  const color = type.hasColor ? (hsbColor(memberOf(members, 'HSBColor')) ?? rgbColor(memberOf(members, 'Color'))) : undefined;
  const ct = type.temperature ? toNumber(memberOf(members, 'CT')) : undefined;
  const scheme = type.effects.length > 0 ? toNumber(memberOf(members, 'Scheme')) : undefined;
  const white = toNumber(memberOf(members, 'White'));
  return {
    level: type.dimmer ? percent(memberOf(members, type.dimmer.member)) : undefined,
    color,
    kelvin: typeof ct === 'number' && ct >= 1 ? mired(ct) : undefined,
    mode:
      !type.hasColor || (!color && typeof white !== 'number') ? undefined : typeof white === 'number' && white > 0 ? 'temperature' : 'hs',
    effect: typeof scheme === 'number' ? (type.effects[scheme] ?? `Scheme ${scheme}`) : undefined,
  };
}

function percent(value: unknown): number | undefined {
  const number = toNumber(value);
  return typeof number === 'number' ? Math.min(100, Math.max(0, number)) : undefined;
}

/** `hue,saturation,brightness`; the brightness is the dimmer's. */
function hsbColor(value: unknown): ReportedColor | undefined {
  const [hue, saturation] = typeof value === 'string' ? value.split(',').map(toNumber) : [];
  return typeof hue === 'number' && typeof saturation === 'number' ? colorOfHue({ hue, saturation }) : undefined;
}

/** `255,128,0` with SetOption17, otherwise `FF8000`; the whites stand behind, and all are as dim as the light. */
function rgbColor(value: unknown): ReportedColor | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const parts = value.includes(',')
    ? value.split(',').map(toNumber)
    : (/^#?((?:[0-9a-f]{2}){3,5})$/i.exec(value)?.[1]?.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
  const [red, green, blue] = parts;
  if (typeof red !== 'number' || typeof green !== 'number' || typeof blue !== 'number') return undefined;
  return colorOfRgb([red, green, blue]);
}

function defined(state: LightState): LightState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined && value !== null));
}
