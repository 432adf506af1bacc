import { CommandRejectedError } from '@concord/sdk';
import {
  attribute,
  because,
  commanded,
  feature,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
  type Operation,
} from '../cluster-mapping.ts';
import { clamp, isRecord, named, numberArgument, numberOf, type Conversion } from '../convert.ts';
import { colorMoves } from './color-moves.ts';
import { executeIfOff, transitionTime } from './level-control.ts';

const fullCircle = 254;
const chromaticity = 65_536;

/** Mired ↔ kelvin; 0 is no colour temperature at all. */
export const mired: Conversion = {
  read: (raw) => {
    const value = numberOf(raw);
    return value === null || value === undefined ? value : value > 0 ? Math.round(1e6 / value) : null;
  },
  write: (value) => {
    const kelvin = numberArgument(value, 'the colour temperature');
    if (kelvin <= 0) throw new CommandRejectedError('the colour temperature must be above 0 K');
    return clamp(Math.round(1e6 / kelvin), 1, 65_279);
  },
};

/** 0…254 ↔ degrees of the colour circle. */
export const hueDegrees: Conversion = {
  read: (raw) => {
    const value = numberOf(raw);
    return value === null || value === undefined ? value : Math.round((value * 3600) / fullCircle) / 10;
  },
  write: (value) => {
    const degrees = numberArgument(value, 'the hue');
    return Math.round((clamp(degrees, 0, 360) * fullCircle) / 360);
  },
};

const saturationPercent: Conversion = {
  read: (raw) => {
    const value = numberOf(raw);
    return value === null || value === undefined ? value : Math.round((value * 1000) / fullCircle) / 10;
  },
  write: (value) => Math.round((clamp(numberArgument(value, 'the saturation'), 0, 100) * fullCircle) / 100),
};

function kelvinRange({ state }: ClusterView) {
  // A large number of mireds is a small number of kelvins, so minimum and maximum change places.
  const minimum = mired.read(state['colorTempPhysicalMaxMireds']);
  const maximum = mired.read(state['colorTempPhysicalMinMireds']);
  return { ...(typeof minimum === 'number' && { minimum }), ...(typeof maximum === 'number' && { maximum }) };
}

const xy: AttributeMapping = {
  to: 'color.xy',
  from: ['currentX', 'currentY'],
  when: feature('xy'),
  read: ({ state }) => {
    const [x, y] = [numberOf(state['currentX']), numberOf(state['currentY'])];
    if (typeof x !== 'number' || typeof y !== 'number') return null;
    return { x: round(x), y: round(y) };
  },
  write: (value, _view, options) => {
    if (!isRecord(value)) throw new CommandRejectedError('xy must be an object with x and y');
    const [x, y] = [numberArgument(value['x'], 'x'), numberArgument(value['y'], 'y')];
    if (x < 0 || x > 1 || y < 0 || y > 1) throw new CommandRejectedError('x and y must lie between 0 and 1');
    const [colorX, colorY] = [x, y].map((part) => clamp(Math.round(part * chromaticity), 0, 65_279));
    return { invoke: 'moveToColor', fields: { colorX, colorY, transitionTime: transitionTime(options) ?? 0, ...executeIfOff } };
  },
};

function round(part: number): number {
  return Math.round((part * 10_000) / chromaticity) / 10_000;
}

/** Hue and saturation in one command, so that the lamp does not pass through a third colour. */
function mergeHueAndSaturation(operations: readonly Operation[]): readonly Operation[] {
  const fieldsOf = (name: string) => operations.find((operation) => 'invoke' in operation && operation.invoke === name);
  const [hue, saturation] = [fieldsOf('moveToHue'), fieldsOf('moveToSaturation')];
  if (!hue || !saturation || !('invoke' in hue) || !('invoke' in saturation)) return operations;
  const fields = Object.fromEntries(Object.entries({ ...hue.fields, ...saturation.fields }).filter(([name]) => name !== 'direction'));
  return [...operations.filter((operation) => operation !== hue && operation !== saturation), { invoke: 'moveToHueAndSaturation', fields }];
}

const loopNames = ['none', 'colorLoop'] as const;
const loop = named({ 0: 'none', 1: 'colorLoop' });
const deactivate = 0;
const activateFromHere = 2;

/** The one effect that the standard knows: the lamp goes round the colours (section 3.2.8.19). */
const colorLoop: AttributeMapping = {
  to: 'lightEffect.effect',
  from: ['colorLoopActive'],
  read: ({ state }) => loop.read(state['colorLoopActive']),
  narrow: () => ({ options: loopNames.map((id) => ({ id })) }),
  write: (effect) => ({
    invoke: 'colorLoopSet',
    fields: {
      updateFlags: { updateAction: true },
      action: loop.write(effect) === 1 ? activateFromHere : deactivate,
      direction: 0,
      time: 0,
      startHue: 0,
      ...executeIfOff,
    },
  }),
};

const ledInside = 'about the LEDs inside';
const primaries = [1, 2, 3, 4, 5, 6].flatMap((number) => ['X', 'Y', 'Intensity'].map((part) => `primary${number}${part}`));
const colorPoints = ['R', 'G', 'B'].flatMap((color) => ['x', 'y', 'Intensity'].map((part) => `colorPoint${color}${part}`));

/** Color Control (Matter application clusters, section 3.2). */
export const colorControl: ClusterMapping = {
  cluster: 'colorControl',
  attributes: [
    commanded(
      'colorTemperatureMireds',
      'colorTemperature.temperature',
      mired,
      (colorTemperatureMireds, _view, options) => ({
        invoke: 'moveToColorTemperature',
        fields: { colorTemperatureMireds, transitionTime: transitionTime(options) ?? 0, ...executeIfOff },
      }),
      { when: feature('colorTemperature'), narrow: kelvinRange },
    ),
    attribute('colorTempPhysicalMaxMireds', 'colorTemperature.min', mired, { when: feature('colorTemperature') }),
    attribute('colorTempPhysicalMinMireds', 'colorTemperature.max', mired, { when: feature('colorTemperature') }),
    xy,
    commanded(
      'currentHue',
      'color.hue',
      hueDegrees,
      (hue, _view, options) => ({
        invoke: 'moveToHue',
        fields: { hue, direction: 0, transitionTime: transitionTime(options) ?? 0, ...executeIfOff },
      }),
      { when: feature('hueSaturation'), narrow: () => ({ minimum: 0, maximum: 360 }) },
    ),
    commanded(
      'currentSaturation',
      'color.saturation',
      saturationPercent,
      (saturation, _view, options) => ({
        invoke: 'moveToSaturation',
        fields: { saturation, transitionTime: transitionTime(options) ?? 0, ...executeIfOff },
      }),
      { when: feature('hueSaturation'), narrow: () => ({ minimum: 0, maximum: 100 }) },
    ),
    attribute('colorMode', 'color.mode', named({ 0: 'hs', 1: 'xy', 2: 'temperature' }), {
      when: (view) => view.features['xy'] === true || view.features['hueSaturation'] === true,
    }),
    {
      to: 'powerOnBehavior.colorTemperature',
      from: ['startUpColorTemperatureMireds'],
      when: feature('colorTemperature'),
      narrow: kelvinRange,
      read: ({ state }) => mired.read(state['startUpColorTemperatureMireds']),
      write: (value) => ({ write: { startUpColorTemperatureMireds: value === null ? null : mired.write(value) } }),
    },
    colorLoop,
    { to: 'lightEffect.effects', from: ['colorLoopActive'], read: () => [...loopNames] },
  ],
  merge: mergeHueAndSaturation,
  commands: [
    ...colorMoves,
    {
      to: 'color.stop',
      run: () => ({ invoke: 'stopMoveStep', fields: executeIfOff }),
      when: (view) => view.features['xy'] === true || view.features['hueSaturation'] === true,
    },
    { to: 'colorTemperature.stop', run: () => ({ invoke: 'stopMoveStep', fields: executeIfOff }), when: feature('colorTemperature') },
  ],
  internal: {
    options: 'default options of commands',
    remainingTime: 'progress of a transition',
    enhancedColorMode: 'the same as colorMode, finer',
    enhancedCurrentHue: 'the same as currentHue, finer',
    colorCapabilities: 'the same as the features',
    ...because(
      ledInside,
      'numberOfPrimaries',
      'driftCompensation',
      'compensationText',
      'whitePointX',
      'whitePointY',
      ...primaries,
      ...colorPoints,
    ),
    ...because(
      'how the colour loop runs',
      'colorLoopDirection',
      'colorLoopTime',
      'colorLoopStartEnhancedHue',
      'colorLoopStoredEnhancedHue',
    ),
    coupleColorTempToLevelMinMireds: 'bookkeeping of coupled levels',
  },
  unused: {
    ...because('setting the colour does the same', 'moveSaturation', 'stepSaturation', 'moveColor', 'stepColor'),
    ...because(
      'the same command in finer steps',
      'enhancedMoveToHue',
      'enhancedMoveHue',
      'enhancedStepHue',
      'enhancedMoveToHueAndSaturation',
    ),
  },
};
