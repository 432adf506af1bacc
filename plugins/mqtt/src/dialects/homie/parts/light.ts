import type { Sending } from '../../../devices/fragment.ts';
import type { PartListener, Saying } from '../../../devices/part.ts';
import { codecFor } from '../../../mapping/codecs/attribute-codec.ts';
import type { ValueCodec } from '../../../mapping/codecs/value-codec.ts';
import { binaryCodec, flagWordsCodec } from '../../../mapping/codecs/word-codec.ts';
import { colorOfHue, type ReportedColor } from '../../../mapping/light-color.ts';
import { LightMapping, type LightState, type LightWish } from '../../../mapping/light.ts';
import type { Row } from '../../../mapping/row.ts';
import { parseTarget } from '../../../mapping/sensor-classes.ts';
import { readColor, spacesOf, writeColor } from '../color.ts';
import type { HomieNode, HomieProperty } from '../description.ts';
import type { HomieTools } from '../device-tools.ts';
import { plainName } from '../../../mapping/plain-name.ts';
import { wordsOf } from '../names.ts';
import { featureOfProperty } from '../property-feature.ts';
import type { Draft } from './draft.ts';

/** A property of the light, and how its values are read and written. */
interface Role {
  readonly property: HomieProperty;
  readonly codec: ValueCodec;
}

const lights = new Set([
  'light',
  'lights',
  'lamp',
  'bulb',
  'dimmer',
  'led',
  'leds',
  'ledstrip',
  'strip',
  'rgb',
  'rgbw',
  'lighting',
  'spot',
]);
const switches = ['on', 'power', 'state', 'switch', 'onoff', 'on-off', 'light', 'status', 'led', 'enabled'];
const levels = ['brightness', 'intensity', 'dimmer', 'dim', 'level', 'dim-level', 'light-level', 'bri', 'value', 'percent', 'percentage'];
const warmths = [
  'color-temperature',
  'colour-temperature',
  'color-temp',
  'colortemp',
  'colortemperature',
  'ct',
  'temperature',
  'white-temperature',
];
const effects = new Set(['effect', 'effects', 'animation', 'program']);

/** What a lamp that says no limits can mostly do, in kelvin. */
const usualKelvin = { warmest: 2000, coldest: 6500 };
const white = colorOfHue({ hue: 0, saturation: 0 });

/**
 * A light: a node that is called so, or that has a colour. Undefined where nothing of it can be set. Each property has a topic of its own,
 * so a wish may be several messages.
 */
export function lightPart(node: HomieNode, tools: HomieTools): Draft | undefined {
  const settable = node.properties.filter(({ isSettable }) => isSettable);
  const color = settable.find(({ datatype, format }) => datatype === 'color' && spacesOf(format).length > 0);
  if (!color && ![...wordsOf(node)].some((word) => lights.has(word))) return undefined;
  const find = (names: readonly string[], codecOf: (property: HomieProperty) => ValueCodec | undefined) =>
    findRole(settable, names, codecOf);
  const on = find(switches, (property) => switchCodec(node, property, tools));
  const level = find(levels, (property) => numberCodec(node, property, tools, { target: 'level.level' }));
  const warmth = find(warmths, (property) =>
    numberCodec(node, property, tools, {
      target: 'colorTemperature.temperature',
      ...(isMired(node, property, tools) && { scale: 'mired' }),
    }),
  );
  const effect = settable.find(({ id, datatype }) => datatype === 'enum' && effects.has(plainName(id)));
  if (!on && !level && !color) return undefined;

  // Without a brightness of its own the light is as bright as its colour.
  const isLevelInColor = !level && color !== undefined && spacesOf(color.format)[0] !== 'xyz';
  const last: { color: ReportedColor | undefined; level: number } = { color: white, level: 100 };
  const send = (wish: LightWish): Sending[] => {
    const sendings: Sending[] = [];
    const say = (property: HomieProperty, value: unknown) => sendings.push(tools.send(node, property, value));
    if (wish.on !== undefined && on) say(on.property, on.codec.write(wish.on));
    if (wish.level !== undefined && level) say(level.property, level.codec.write(wish.level));
    if (wish.kelvin !== undefined && warmth) say(warmth.property, warmth.codec.write(wish.kelvin));
    if (wish.effect !== undefined && effect) say(effect, wish.effect);
    const wanted = wish.color ?? (isLevelInColor && wish.level !== undefined ? last.color : undefined);
    if (wanted && color) say(color, writeColor(wanted, isLevelInColor ? (wish.level ?? last.level) : 100, color.format, tools.version));
    return sendings;
  };
  const { minimum, maximum } = warmth?.codec.descriptor ?? {};
  const mapping = new LightMapping({
    features: {
      hasSwitch: on !== undefined,
      hasLevel: level !== undefined || isLevelInColor,
      temperature: warmth && { warmest: minimum ?? usualKelvin.warmest, coldest: maximum ?? usualKelvin.coldest },
      hasColor: color !== undefined,
      effects: effect ? featureOfProperty(node, effect, tools.version).values : [],
    },
    send,
    isOptimistic: false,
    endpoint: tools.place.endpoint,
    describe: (descriptor) => ({ ...descriptor, source: node.id }),
  });

  const hear = ({ property, codec }: Role, stateOf: (value: unknown) => LightState): PartListener =>
    tools.listen(node, property, (value, reporter) => {
      const read = codec.read(value);
      if (read === undefined) tools.bad(tools.topicOf(node, property), value);
      else mapping.report(stateOf(read), reporter);
    });
  const hearColor = (property: HomieProperty): PartListener =>
    tools.listen(node, property, (value, reporter) => {
      const read = typeof value === 'string' ? readColor(value, property.format, tools.version) : undefined;
      if (!read) return value === null ? undefined : tools.bad(tools.topicOf(node, property), value);
      last.color = read.color ?? last.color;
      // Black is off, and says nothing of how bright it will be again.
      if (read.level !== undefined && read.level > 0) last.level = read.level;
      mapping.report(
        { color: read.color, ...(isLevelInColor && { level: read.level }), mode: spacesOf(property.format)[0] === 'xyz' ? 'xy' : 'hs' },
        reporter,
      );
    });
  const listeners = [
    on && hear(on, (value) => ({ on: typeof value === 'boolean' ? value : null })),
    level && hear(level, (value) => ({ level: numberOf(value) })),
    warmth && hear(warmth, (value) => ({ kelvin: numberOf(value) })),
    color && hearColor(color),
    effect &&
      tools.listen(node, effect, (value, reporter) => mapping.report({ effect: typeof value === 'string' ? value : null }, reporter)),
  ].filter((one) => one !== undefined);

  const says = (property: HomieProperty | undefined, capability: string, members: readonly string[]): Saying[] => {
    const target = mapping.fragments.find((one) => one.capability === capability);
    return property && target ? members.map((member) => ({ item: `${node.id}/${property.id}`, fragment: target, member })) : [];
  };
  return {
    kind: 'light',
    fragments: mapping.fragments,
    listeners,
    taken: [on?.property, level?.property, warmth?.property, color, effect].filter((one) => one !== undefined),
    says: [
      ...says(on?.property, 'switch', ['on', 'toggle()']),
      ...says(level?.property ?? (isLevelInColor ? color : undefined), 'level', ['level']),
      ...says(warmth?.property, 'colorTemperature', ['temperature']),
      ...says(color, 'color', ['xy', 'hue', 'saturation', 'mode']),
      ...says(effect, 'lightEffect', ['effect']),
    ],
  };
}

function findRole(
  properties: readonly HomieProperty[],
  names: readonly string[],
  codecOf: (property: HomieProperty) => ValueCodec | undefined,
): Role | undefined {
  for (const name of names) {
    const property = properties.find(({ id }) => plainName(id) === name);
    const codec = property && codecOf(property);
    if (property && codec) return { property, codec };
  }
  return undefined;
}

function switchCodec(node: HomieNode, property: HomieProperty, tools: HomieTools): ValueCodec | undefined {
  const feature = featureOfProperty(node, property, tools.version);
  if (feature.type === 'binary') return binaryCodec(feature);
  const codec = feature.type === 'enum' ? flagWordsCodec(feature) : undefined;
  return codec && [true, false].every((wanted) => feature.values.some((word) => codec.read(word) === wanted)) ? codec : undefined;
}

function numberCodec(node: HomieNode, property: HomieProperty, tools: HomieTools, row: Row): ValueCodec | undefined {
  const feature = featureOfProperty(node, property, tools.version);
  const target = parseTarget(row.target);
  return feature.type === 'numeric' && target ? codecFor(feature, row, target) : undefined;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function isMired(node: HomieNode, property: HomieProperty, tools: HomieTools): boolean {
  const { unit, maximum } = featureOfProperty(node, property, tools.version);
  return unit === 'mired' || (unit === undefined && maximum !== undefined && maximum <= 1000);
}
