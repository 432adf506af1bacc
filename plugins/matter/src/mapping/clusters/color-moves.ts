import { CommandRejectedError } from '@concord/sdk';
import { feature, type ClusterView, type CommandMapping } from '../cluster-mapping.ts';
import { clamp, numberArgument, numberOf } from '../convert.ts';
import { executeIfOff, secondsOf, transitionTime } from './level-control.ts';

const up = 1;
const down = 3;
const fullCircle = 254;
const longestStep = 254;

/** Which way, and by how many of the 254 parts of the circle; at least one, or a lamp would stand still. */
function turn(degrees: number): { mode: number; size: number } {
  return { mode: degrees < 0 ? down : up, size: clamp(Math.round((Math.abs(degrees) * fullCircle) / 360), 1, fullCircle) };
}

const warmest = 65_279;

/** The same for a number of kelvins from where the lamp stands: towards cold there are fewer and fewer mireds. */
function shift({ state }: ClusterView, kelvins: number): { mode: number; size: number } {
  const now = numberOf(state['colorTemperatureMireds']);
  if (typeof now !== 'number' || now <= 0) throw new CommandRejectedError('it does not say which colour temperature it has');
  const kelvin = 1e6 / now + kelvins;
  const wanted = kelvin > 0 ? clamp(1e6 / kelvin, 1, warmest) : warmest;
  return { mode: wanted < now ? down : up, size: Math.max(1, Math.round(Math.abs(wanted - now))) };
}

/** Zero stands for the limits of the lamp itself (sections 3.2.8.21 and 3.2.8.22). */
const withinItsLimits = { colorTemperatureMinimumMireds: 0, colorTemperatureMaximumMireds: 0 };

/** Colours and whites that go on until they are stopped, and those that go a step (Matter application clusters, section 3.2.8). */
export const colorMoves: readonly CommandMapping[] = [
  {
    to: 'color.move',
    when: feature('hueSaturation'),
    run: ({ rate }) => {
      const { mode, size } = turn(numberArgument(rate, 'rate'));
      return { invoke: 'moveHue', fields: { moveMode: mode, rate: size, ...executeIfOff } };
    },
  },
  {
    to: 'color.step',
    when: feature('hueSaturation'),
    run: ({ by, transition }) => {
      const { mode, size } = turn(numberArgument(by, 'by'));
      const time = clamp(transitionTime(secondsOf(transition)) ?? 0, 0, longestStep);
      return { invoke: 'stepHue', fields: { stepMode: mode, stepSize: size, transitionTime: time, ...executeIfOff } };
    },
  },
  {
    to: 'colorTemperature.move',
    when: feature('colorTemperature'),
    run: ({ rate }, view) => {
      const { mode, size } = shift(view, numberArgument(rate, 'rate'));
      return { invoke: 'moveColorTemperature', fields: { moveMode: mode, rate: size, ...withinItsLimits, ...executeIfOff } };
    },
  },
  {
    to: 'colorTemperature.step',
    when: feature('colorTemperature'),
    run: ({ by, transition }, view) => {
      const { mode, size } = shift(view, numberArgument(by, 'by'));
      const time = transitionTime(secondsOf(transition)) ?? 0;
      return {
        invoke: 'stepColorTemperature',
        fields: { stepMode: mode, stepSize: size, transitionTime: time, ...withinItsLimits, ...executeIfOff },
      };
    },
  },
];
