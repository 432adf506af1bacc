import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Fragment, type Sending, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { membersOf } from '../../devices/placement.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { LightMapping, type LightWish } from '../../mapping/light.ts';
import { colorOfRgb, type ReportedColor } from '../../mapping/light-color.ts';
import { rgbOfHue, type Rgb } from '../../mapping/colors.ts';
import { fromPercent, toPercent } from '../../mapping/numbers.ts';
import type { Message } from '../../topics/message.ts';
import { effectNames } from './effect-names.ts';
import { paletteNames } from './palette-names.ts';
import { stateIn, wholeIn, type WledElements } from './state-xml.ts';
import type { WledTopics } from './topics.ts';
import { readColor, writeColor } from './wled-color.ts';

const effects = [...new Set(effectNames)].filter((name) => name !== '');

/** Where WLED says it: a topic, or an element of its state. */
const elements: Readonly<Record<string, string>> = {
  switch: 'g',
  level: 'g',
  color: 'c',
  lightEffect: 'fx',
  'lightEffect.speed': 'sx',
  'lightEffect.palette': 'fp',
};

/** A message on one of the topics that is not what WLED writes there. */
type Bad = (message: Message) => void;

/** The lamp itself: on, level, colour, effect. */
export function lightPart(topics: WledTopics, bad: Bad): Part {
  let white = 0;
  const light = new LightMapping({
    features: { hasLevel: true, hasColor: true, effects },
    send: (wish) => sendingsOf(wish, topics, white),
    toggle: () => [topics.main('T')],
    isOptimistic: false,
    describe: (descriptor = {}) => ({ ...descriptor, source: topics.device.slice(0, 512) }),
  });
  const details = detailsOf(topics);
  const read = (topic: string, take: (message: Message, reporter: Reporter) => boolean) => ({
    topic,
    read: (message: Message, reporter: Reporter) => {
      if (!take(message, reporter)) bad(message);
    },
  });
  return {
    id: 'light',
    dialect: 'wled',
    order: 0,
    kind: 'light',
    hasAvailability: true,
    fragments: [...light.fragments, details],
    says: [...light.fragments, details].flatMap((one) =>
      membersOf(one).map((member) => ({
        item: elements[`${one.capability}.${member}`] ?? elements[one.capability] ?? 'light',
        fragment: one,
        member,
      })),
    ),
    listeners: [
      read(topics.level, ({ text }, reporter) => reportLevel(light, text, reporter)),
      read(topics.color, ({ text }, reporter) => {
        const color = readColor(text);
        if (color) white = color.white;
        if (color) light.report({ color: colorOfRgb(color.rgb), mode: 'hs' }, reporter);
        return color !== undefined;
      }),
      read(topics.state, (message, reporter) => {
        const state = stateIn(message);
        if (!state) return false;
        white = wholeIn(state, 'wv', 255) ?? 0;
        // While the night light fades, this is where it ends, and not what is.
        if (wholeIn(state, 'nl', 1) !== 1) reportLevel(light, state.get('ac')?.[0] ?? '', reporter);
        light.report({ color: colorIn(state), effect: effectIn(state) }, reporter);
        reportDetails(details, state, reporter);
        return true;
      }),
    ],
  };
}

function reportLevel(light: LightMapping, text: string, reporter: Reporter): boolean {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 255) return false;
  const brightness = Number(text);
  // Off keeps the level that it comes back with.
  light.report({ on: brightness > 0, ...(brightness > 0 && { level: toPercent(brightness, 0, 255) }) }, reporter);
  return true;
}

function colorIn(elements: WledElements): ReportedColor | undefined {
  const [red, green, blue] = [0, 1, 2].map((place) => wholeIn(elements, 'cl', 255, place));
  return red !== undefined && green !== undefined && blue !== undefined ? colorOfRgb([red, green, blue]) : undefined;
}

function effectIn(elements: WledElements): string | undefined {
  const number = wholeIn(elements, 'fx', 255);
  return number === undefined ? undefined : (effectNames[number] ?? '') || String(number);
}

/** What else there is to an effect: `speed`, `palette`, and the list of effects. */
function detailsOf(topics: WledTopics): Fragment {
  return fragment({
    capability: 'lightEffect',
    attributes: {
      speed: { writable: true, minimum: 0, maximum: 100, source: 'sx' },
      palette: { writable: true, options: paletteNames.map((id) => ({ id })), source: 'fp' },
      effects: {},
    },
    set: ({ speed, palette }) => ({ sendings: [topics.api([...speedParameter(speed), ...paletteParameter(palette)].join('&'))] }),
    commands: {
      trigger: ({ effect }) => ({ sendings: [topics.api(`FX=${effectNumber(String(effect))}`)] }),
    },
  });
}

function reportDetails(details: Fragment, elements: WledElements, reporter: Reporter): void {
  const speed = wholeIn(elements, 'sx', 255);
  if (speed !== undefined) reporter.set(details, 'speed', toPercent(speed, 0, 255));
  const palette = wholeIn(elements, 'fp', 255);
  const name = palette === undefined ? undefined : paletteNames[palette];
  if (palette !== undefined) reporter.set(details, 'palette', name ?? 'other', name === undefined ? palette : undefined);
  reporter.set(details, 'effects', effects);
}

function speedParameter(speed: unknown): string[] {
  return typeof speed === 'number' ? [`SX=${fromPercent(speed, 0, 255)}`] : [];
}

function paletteParameter(palette: unknown): string[] {
  if (palette === undefined) return [];
  const number = paletteNames.findIndex((name) => name === palette);
  if (number < 0) throw new CommandRejectedError(`WLED has no palette ${JSON.stringify(palette)}`);
  return [`FP=${number}`];
}

function effectNumber(effect: string): number {
  const number = effect === '' ? -1 : effectNames.indexOf(effect);
  if (number < 0) throw new CommandRejectedError(`WLED has no effect ${JSON.stringify(effect)}`);
  return number;
}

/** One short message where one will do; a transition needs the JSON API, which counts it in tenths of a second. */
function sendingsOf({ on, level, color, effect, transition }: LightWish, topics: WledTopics, white: number): Sending[] {
  const rgb = color && rgbOfHue(color);
  // 0 is off to WLED, and the darkest light to us.
  const brightness = level === undefined ? undefined : Math.max(1, fromPercent(level, 0, 255));
  if (transition !== undefined) {
    const segment = segmentOf(rgb, white, effect);
    const wish: Values = {
      ...(on !== undefined && { on }),
      ...(brightness !== undefined && { bri: brightness }),
      ...(segment && { seg: segment }),
      tt: Math.min(65_535, Math.round(transition * 10)),
    };
    return [topics.api(JSON.stringify(wish))];
  }
  if (rgb) return [topics.col(writeColor(rgb, white))];
  if (effect !== undefined) return [topics.api(`FX=${effectNumber(effect)}`)];
  return [topics.main(brightness !== undefined ? String(brightness) : on === true ? 'ON' : 'OFF')];
}

function segmentOf(rgb: Rgb | undefined, white: number, effect: string | undefined): Values | undefined {
  if (!rgb && effect === undefined) return undefined;
  return { ...(rgb && { col: [white > 0 ? [...rgb, white] : rgb] }), ...(effect !== undefined && { fx: effectNumber(effect) }) };
}
