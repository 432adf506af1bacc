import {
  attribute,
  because,
  commanded,
  deviceType,
  writable,
  type AttributeMapping,
  type ClusterMapping,
  type SetOptions,
} from '../cluster-mapping.ts';
import { clamp, numberArgument, numberOf, orNull, per, type Conversion } from '../convert.ts';

const full = 254;
/** A tenth of the whole range. */
const louder = 25;
const isSpeaker = deviceType('Speaker');

/** 0…254 ↔ percent, one decimal: finer than any of the 254 steps. */
export const percentOf254: Conversion = {
  read: (raw) => {
    const value = numberOf(raw);
    return value === null || value === undefined ? value : Math.round((value * 1000) / full) / 10;
  },
  write: (value) => {
    const percent = numberArgument(value, 'the level');
    return Math.round((clamp(percent, 0, 100) * full) / 100);
  },
};

/** A level that may be null: "whatever it was". */
const percentOrPrevious = orNull(percentOf254);

const longestTransition = 65_534;

/** A transition that the lamp keeps, in tenths of a second. */
function kept(from: string, to: string, conversion: Conversion): AttributeMapping {
  return writable(from, to, conversion, {
    when: (view) => !isSpeaker(view),
    narrow: () => ({ minimum: 0, maximum: longestTransition / 10, step: 0.1 }),
  });
}

/** Options that let a lamp take a level while it is off (section 1.6.6.9). */
export const executeIfOff = {
  optionsMask: { executeIfOff: true },
  optionsOverride: { executeIfOff: true },
} as const;

/** Seconds to the tenths of a second that Matter counts transitions in; null leaves it to the device. */
export function transitionTime({ transition }: SetOptions): number | null {
  return transition === undefined ? null : clamp(Math.round(numberArgument(transition, 'transition') * 10), 0, longestTransition);
}

/** The transition of a command, which has its own argument for it. */
export function secondsOf(transition: unknown): SetOptions {
  return transition === undefined ? {} : { transition: numberArgument(transition, 'transition') };
}

function rate(perSecond: unknown): { mode: number; steps: number } {
  const percent = numberArgument(perSecond, 'rate');
  return { mode: percent < 0 ? 1 : 0, steps: clamp(Math.round((Math.abs(percent) * full) / 100), 1, full) };
}

/** Level Control (Matter application clusters, section 1.6). */
export const levelControl: ClusterMapping = {
  cluster: 'levelControl',
  attributes: [
    commanded(
      'currentLevel',
      'level.level',
      percentOf254,
      (raw, { state }, options) => ({
        // A level above 0 switches the light on; 0 is the lowest level and not off (capability map, section 2).
        invoke: raw === 0 ? 'moveToLevel' : 'moveToLevelWithOnOff',
        fields: {
          level: Math.max(Number(raw), numberOf(state['minLevel']) ?? 1),
          transitionTime: transitionTime(options),
          ...executeIfOff,
        },
      }),
      { when: (view) => !isSpeaker(view), narrow: () => ({ minimum: 0, maximum: 100 }) },
    ),
    commanded(
      'currentLevel',
      'speaker.volume',
      percentOf254,
      (raw) => ({ invoke: 'moveToLevel', fields: { level: raw, transitionTime: null, ...executeIfOff } }),
      { when: isSpeaker, narrow: () => ({ minimum: 0, maximum: 100 }) },
    ),
    attribute('minLevel', 'level.min', percentOf254, { when: (view) => !isSpeaker(view) }),
    attribute('maxLevel', 'level.max', percentOf254, { when: (view) => !isSpeaker(view) }),
    writable('onLevel', 'level.onLevel', percentOrPrevious, { when: (view) => !isSpeaker(view) }),
    kept('onOffTransitionTime', 'level.usualTransition', per(10)),
    // Null: as the usual one.
    kept('onTransitionTime', 'level.onTransition', orNull(per(10))),
    kept('offTransitionTime', 'level.offTransition', orNull(per(10))),
    writable('defaultMoveRate', 'level.rate', orNull(per(1)), {
      when: (view) => !isSpeaker(view),
      narrow: () => ({ minimum: 1, maximum: full, step: 1 }),
    }),
    writable('startUpCurrentLevel', 'powerOnBehavior.level', percentOrPrevious),
  ],
  commands: [
    {
      to: 'level.move',
      run: ({ rate: perSecond }) => {
        const { mode, steps } = rate(perSecond);
        return { invoke: 'moveWithOnOff', fields: { moveMode: mode, rate: steps, ...executeIfOff } };
      },
      when: (view) => !isSpeaker(view),
    },
    {
      to: 'level.step',
      run: ({ by, transition }) => {
        const { mode, steps } = rate(by);
        return {
          invoke: 'stepWithOnOff',
          fields: { stepMode: mode, stepSize: steps, transitionTime: transitionTime(secondsOf(transition)), ...executeIfOff },
        };
      },
      when: (view) => !isSpeaker(view),
    },
    {
      to: 'speaker.step',
      run: ({ direction }) => ({
        invoke: 'step',
        fields: { stepMode: direction === 'down' ? 1 : 0, stepSize: louder, transitionTime: null, ...executeIfOff },
      }),
      when: isSpeaker,
    },
    { to: 'level.stop', run: () => ({ invoke: 'stop', fields: executeIfOff }), when: (view) => !isSpeaker(view) },
  ],
  internal: { options: 'default options of commands', remainingTime: 'progress of a transition' },
  unused: {
    ...because('the same command, which leaves the light off', 'move', 'stopWithOnOff'),
    moveToClosestFrequency: 'how a dimmer drives its lamp',
  },
};
