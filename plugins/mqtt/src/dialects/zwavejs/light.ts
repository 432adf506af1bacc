import { fragment, type Fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { colorOfRgb } from '../../mapping/light-color.ts';
import { LightMapping, type LightWish } from '../../mapping/light.ts';
import { rgbOfHue } from '../../mapping/colors.ts';
import { Channels, kelvinRange } from './channels.ts';
import { partOf, saysAll } from './draft.ts';
import { levelOf, toLevel } from './level.ts';
import { endpointOf, siblingTopic, type NodeValue } from './node-value.ts';
import { transitionOf, type ValueTools } from './value-tools.ts';

/** What makes a light: a level or a switch, and its colours. */
export interface LightValues {
  /** Multilevel Switch, else Binary Switch. */
  readonly base: NodeValue | undefined;
  readonly isMultilevel: boolean;
  /** `currentColor` as a whole, single channels of it, and `hexColor`. */
  readonly colors: readonly NodeValue[];
  /** What starts a change upwards and downwards. */
  readonly up: NodeValue | undefined;
  readonly down: NodeValue | undefined;
}

const previous = 255;

/** A dimmer or a light with colours: Multilevel Switch and Color Switch of one endpoint, which are two command classes of one lamp. */
export function lightPart({ base, isMultilevel, colors, up, down }: LightValues, tools: ValueTools): Part | undefined {
  const anchor = base ?? colors[0];
  if (!anchor) return undefined;
  const channels = new Channels(colors);
  const hex = colors.find(({ id }) => id.property === 'hexColor');
  const whole = colors.find(({ id }) => id.property === 'currentColor');

  const send = ({ on, level, color, kelvin, transition }: LightWish) => {
    const options = transitionOf(transition);
    const wanted = level !== undefined && isMultilevel ? Math.max(1, toLevel(level)) : on === undefined ? undefined : on ? previous : 0;
    const colored = color ? channels.ofRgb(rgbOfHue(color)) : kelvin === undefined ? undefined : channels.ofKelvin(kelvin);
    const target = whole && siblingTopic(whole, 'targetColor', '');
    return [
      ...(colored && target ? [tools.write(`${target}/set`, colored, options)] : []),
      ...(color && !target && hex ? [tools.send(hex, hexOf(rgbOfHue(color)), options)] : []),
      ...(wanted !== undefined && base ? [tools.send(base, isMultilevel ? wanted : wanted > 0, options)] : []),
    ];
  };
  const endpoint = endpointOf(anchor);
  const mapping = new LightMapping({
    features: {
      hasLevel: isMultilevel,
      temperature: channels.hasWhites ? kelvinRange : undefined,
      hasColor: channels.hasColor || hex !== undefined,
      effects: [],
    },
    send,
    isOptimistic: false,
    describe: (descriptor) => tools.describe(anchor, descriptor),
    endpoint,
  });
  const change = changeOf(up, down, endpoint, tools);
  const fragments = change ? [...mapping.fragments, change] : mapping.fragments;
  const all = () => mapping.fragments;
  const listeners = [
    ...(base
      ? [
          tools.listen(base, all, (value, reporter) => {
            const level = levelOf(value);
            if (level === undefined) return tools.bad(base, value);
            const on = value === previous ? true : level === null ? null : level > 0;
            // Off is no level: it keeps the one that it comes back with.
            mapping.report({ on, ...(isMultilevel && level !== 0 && { level }) }, reporter);
          }),
        ]
      : []),
    ...colors.map((color) =>
      tools.listen(color, all, (value, reporter) => {
        if (!channels.take(color.id, value)) return tools.bad(color, value);
        const { rgb, kelvin } = channels;
        const shown = rgb && colorOfRgb(rgb);
        mapping.report(
          {
            ...(!base && rgb && { on: rgb.some((part) => part > 0) || kelvin !== undefined }),
            ...(shown && { color: shown, mode: 'hs' }),
            ...(kelvin !== undefined && { kelvin, mode: 'temperature' }),
          },
          reporter,
        );
      }),
    ),
  ];
  const byCapability = (names: readonly string[]) => fragments.filter(({ capability }) => names.includes(capability));
  return partOf({
    id: `light/${anchor.id.endpoint}`,
    kind: isMultilevel || colors.length > 0 ? 'light' : 'switch',
    fragments,
    listeners,
    says: [
      ...(base ? saysAll(base, byCapability(['switch', 'level'])) : []),
      ...colors.flatMap((color) => saysAll(color, byCapability(['color', 'colorTemperature']))),
      ...(change ? [up, down].flatMap((one) => (one ? saysAll(one, [change]) : [])) : []),
    ],
  });
}

/** Dimming on and on, until it is stopped. */
function changeOf(
  up: NodeValue | undefined,
  down: NodeValue | undefined,
  endpoint: string | undefined,
  tools: ValueTools,
): Fragment | undefined {
  if (!up || !down) return undefined;
  return fragment({
    capability: 'level',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: {
      move: ({ rate }) => ({ sendings: [tools.send(Number(rate) >= 0 ? up : down, true)] }),
      stop: () => ({ sendings: [tools.send(up, false)] }),
    },
  });
}

function hexOf(rgb: readonly number[]): string {
  return rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
}
