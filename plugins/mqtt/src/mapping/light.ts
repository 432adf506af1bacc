import type { AttributeDescriptor } from '@concord/sdk';
import { fragment, type CommandPlan, type Fragment, type Sending, type Values } from '../devices/fragment.ts';
import type { Reporter } from '../devices/reporter.ts';
import { wishedColor, type ReportedColor } from './light-color.ts';

/** What a light can do beside on and off. */
interface LightFeatures {
  /** False: it can't be switched by itself, only made dark. Left out: true. */
  readonly hasSwitch?: boolean;
  readonly hasLevel: boolean;
  /** In kelvin. */
  readonly temperature?: { readonly warmest: number; readonly coldest: number } | undefined;
  readonly hasColor: boolean;
  readonly effects: readonly string[];
}

/** What somebody wants of a light; all of it is one message where the light takes it so. */
export interface LightWish {
  readonly on?: boolean;
  readonly level?: number;
  readonly kelvin?: number;
  readonly color?: ReportedColor;
  readonly effect?: string;
  /** Seconds. */
  readonly transition?: number;
}

/** What a message says of a light. Undefined: nothing; null: the light does not know. */
export interface LightState {
  readonly on?: boolean | null | undefined;
  readonly level?: number | null | undefined;
  readonly kelvin?: number | null | undefined;
  readonly color?: ReportedColor | null | undefined;
  readonly mode?: 'xy' | 'hs' | 'temperature' | 'other' | undefined;
  readonly effect?: string | null | undefined;
}

interface LightOptions {
  readonly features: LightFeatures;
  /** For a light that toggles by itself; others are told on or off. */
  readonly toggle?: (() => readonly Sending[]) | undefined;
  /** Answers the messages, or a plan where the light says whether it accepts. */
  readonly send: (wish: LightWish) => readonly Sending[] | CommandPlan;
  /** True where the light never reports. */
  readonly isOptimistic: boolean;
  readonly describe: (descriptor?: AttributeDescriptor) => AttributeDescriptor;
  readonly endpoint?: string | undefined;
}

/** The capabilities of a light (section 3.3: switch, level, colorTemperature, color, lightEffect), whatever its language. */
export class LightMapping {
  readonly fragments: readonly Fragment[];
  readonly #options: LightOptions;
  readonly #switch: Fragment | undefined;
  readonly #level: Fragment | undefined;
  readonly #temperature: Fragment | undefined;
  readonly #color: Fragment | undefined;
  readonly #effect: Fragment | undefined;
  #isOn = false;
  #hue = { hue: 0, saturation: 100 };

  constructor(options: LightOptions) {
    this.#options = options;
    const { features, describe, endpoint } = options;
    const { temperature, effects } = features;
    const writable = (descriptor: AttributeDescriptor = {}) => describe({ writable: true, ...descriptor });
    const at = endpoint === undefined ? {} : { endpoint };
    this.#switch =
      features.hasSwitch === false
        ? undefined
        : fragment({
            ...at,
            capability: 'switch',
            attributes: { on: writable() },
            set: ({ on, transition }) => this.#plan({ on: on === true, ...seconds(transition) }, { on }),
            ...(!options.isOptimistic && { commands: { toggle: () => this.#toggle() } }),
          });
    this.#level = features.hasLevel
      ? fragment({
          ...at,
          capability: 'level',
          attributes: { level: writable({ minimum: 0, maximum: 100 }) },
          set: (values) => this.#setLevel(values),
        })
      : undefined;
    this.#temperature =
      temperature &&
      fragment({
        ...at,
        capability: 'colorTemperature',
        attributes: { temperature: writable({ minimum: temperature.warmest, maximum: temperature.coldest }) },
        set: ({ temperature: kelvin, transition }) =>
          this.#plan({ ...(typeof kelvin === 'number' && { kelvin }), ...seconds(transition) }, { temperature: kelvin }),
      });
    this.#color = features.hasColor
      ? fragment({
          ...at,
          capability: 'color',
          attributes: { xy: writable(), hue: writable(), saturation: writable(), mode: describe() },
          set: (values) => this.#setColor(values),
        })
      : undefined;
    this.#effect =
      effects.length > 0
        ? fragment({
            ...at,
            capability: 'lightEffect',
            attributes: { effect: writable({ options: effects.slice(0, 1000).map((id) => ({ id: id.slice(0, 128) })) }) },
            set: ({ effect }) => this.#plan({ effect: String(effect) }, { effect }),
          })
        : undefined;
    this.fragments = [this.#switch, this.#level, this.#temperature, this.#color, this.#effect].filter((one) => one !== undefined);
  }

  report({ on, level, kelvin, color, mode, effect }: LightState, reporter: Reporter): void {
    if (on !== undefined) {
      this.#isOn = on === true;
      if (this.#switch) reporter.set(this.#switch, 'on', on);
    }
    if (level !== undefined && this.#level) reporter.set(this.#level, 'level', level);
    if (kelvin !== undefined && this.#temperature) reporter.set(this.#temperature, 'temperature', kelvin);
    if (this.#color) {
      if (color) {
        const { xy, hue, saturation } = color;
        this.#hue = { hue, saturation };
        reporter.set(this.#color, 'xy', xy);
        reporter.set(this.#color, 'hue', hue);
        reporter.set(this.#color, 'saturation', saturation);
      }
      if (mode !== undefined) reporter.set(this.#color, 'mode', mode);
    }
    if (effect !== undefined && this.#effect) {
      const known = effect === null || this.#options.features.effects.includes(effect);
      reporter.set(this.#effect, 'effect', known ? effect : 'other', known ? undefined : effect);
    }
  }

  #toggle(): CommandPlan {
    const { toggle } = this.#options;
    return toggle ? { sendings: toggle() } : this.#plan({ on: !this.#isOn }, {});
  }

  #setLevel({ level, transition }: Values): CommandPlan {
    // Above 0 it also switches on; 0 is the darkest, and off is another thing (capability map, section 2).
    const wish = typeof level === 'number' ? { level, ...(level > 0 && { on: true }) } : {};
    return this.#plan({ ...wish, ...seconds(transition) }, { level });
  }

  #setColor(values: Values): CommandPlan {
    const color = wishedColor(values, this.#hue);
    if (color) this.#hue = { hue: color.hue, saturation: color.saturation };
    const { transition, ...attributes } = values;
    return this.#plan({ ...(color && { color }), ...seconds(transition) }, attributes);
  }

  #plan(wish: LightWish, assumed: Values): CommandPlan {
    const sent = this.#options.send(wish);
    const plan = 'sendings' in sent ? sent : { sendings: sent };
    return this.#options.isOptimistic ? { ...plan, assumed } : plan;
  }
}

function seconds(transition: unknown): { readonly transition?: number } {
  return typeof transition === 'number' ? { transition } : {};
}
