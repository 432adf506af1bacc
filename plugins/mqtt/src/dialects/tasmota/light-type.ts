import { mired } from '../../mapping/colors.ts';
import type { Description } from './description.ts';

/** What one of a product's lights can do, and by which words. */
export interface LightType {
  /** The command that dims it, and the member that says how bright it is. */
  readonly dimmer: { readonly command: string; readonly member: string } | undefined;
  readonly hasColor: boolean;
  /** It has a white of its own beside the colours, of one temperature. */
  readonly hasWhite: boolean;
  readonly temperature: { readonly warmest: number; readonly coldest: number } | undefined;
  readonly effects: readonly string[];
  /** Fading is its microcontroller's own matter. */
  readonly fades: boolean;
}

/** `Scheme` 0 to 4. */
const schemes = ['Solid', 'Wake up', 'Cycle up', 'Cycle down', 'Random'];

/** Mired, by `SetOption82`. */
const whole = { warmest: mired(500), coldest: mired(153) };
const reduced = { warmest: mired(380), coldest: mired(200) };

/**
 * The light on relay `number` (documentation: "Lights"). `SetOption68` makes a dimmer of each channel; colours and white that are not linked
 * (`SetOption37` from 128) are two lights, the colours first.
 */
export function lightTypeOf(number: number, { outputs, lightType, isLinked, isTuya, options }: Description): LightType {
  const range = options.has('82') ? reduced : whole;
  const none = { hasColor: false, hasWhite: false, temperature: undefined, effects: [], fades: !isTuya };
  if (lightType === 0) return { ...none, dimmer: undefined, fades: false };
  if (options.has('68')) return { ...none, dimmer: both(`Channel${number}`) };
  if (!isLinked && lightType >= 4) {
    const isColor = outputs.indexOf('light') === number - 1;
    if (isColor) return { ...none, dimmer: both('Dimmer1'), hasColor: true, effects: schemes };
    return { ...none, dimmer: both('Dimmer2'), temperature: lightType === 5 ? range : undefined };
  }
  return {
    dimmer: { command: isTuya ? 'Dimmer3' : 'Dimmer', member: 'Dimmer' },
    hasColor: lightType >= 3,
    hasWhite: lightType === 4,
    temperature: lightType === 2 || lightType === 5 ? range : undefined,
    effects: schemes,
    fades: !isTuya,
  };
}

function both(word: string): LightType['dimmer'] {
  return { command: word, member: word };
}
