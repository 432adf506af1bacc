import { html, type TemplateResult } from 'lit';
import './control-color-temperature.ts';
import './control-color.ts';
import './control-fan.ts';
import './control-level.ts';
import './control-lock.ts';
import './control-opening.ts';
import './control-switch.ts';
import './control-thermostat.ts';
import type { ControlContext } from './control.ts';

export interface ControlRow {
  readonly capability: string;
  readonly draw: (context: ControlContext) => TemplateResult;
  /** The attributes that it shows and sets, so that nothing draws them twice. */
  readonly attributes: readonly string[];
  /** The commands that it has buttons for. */
  readonly commands: readonly string[];
  /** Beside the name of a card (`corner`), below it (`foot`), or on the device's page only. */
  readonly onCard: 'corner' | 'foot' | 'never';
}

/** Capability → control. What is not here gets the generic control of each attribute. The first that fits is a card's. */
export const controls: readonly ControlRow[] = [
  {
    capability: 'lock',
    draw: (context) => html`<control-lock .context=${context}></control-lock>`,
    attributes: [],
    commands: ['lock', 'unlock', 'unlatch'],
    onCard: 'foot',
  },
  {
    capability: 'thermostat',
    draw: (context) => html`<control-thermostat .context=${context}></control-thermostat>`,
    attributes: ['setpoint', 'heatingSetpoint', 'coolingSetpoint', 'mode'],
    commands: [],
    onCard: 'foot',
  },
  ...['cover', 'closure', 'valve'].map((capability): ControlRow => ({
    capability,
    draw: (context) => html`<control-opening .context=${context}></control-opening>`,
    attributes: ['position'],
    commands: ['open', 'close', 'stop'],
    onCard: 'foot',
  })),
  {
    capability: 'switch',
    draw: (context) => html`<control-switch .context=${context}></control-switch>`,
    attributes: ['on'],
    commands: ['toggle'],
    onCard: 'corner',
  },
  {
    capability: 'fan',
    draw: (context) => html`<control-fan .context=${context}></control-fan>`,
    attributes: ['speed', 'mode'],
    commands: [],
    onCard: 'foot',
  },
  {
    capability: 'level',
    draw: (context) => html`<control-level .context=${context}></control-level>`,
    attributes: ['level'],
    commands: [],
    onCard: 'foot',
  },
  {
    capability: 'colorTemperature',
    draw: (context) => html`<control-color-temperature .context=${context}></control-color-temperature>`,
    attributes: ['temperature'],
    commands: [],
    onCard: 'never',
  },
  {
    capability: 'color',
    draw: (context) => html`<control-color .context=${context}></control-color>`,
    attributes: ['hue', 'saturation', 'xy'],
    commands: [],
    onCard: 'never',
  },
];

export function controlOf(capability: string): ControlRow | undefined {
  return controls.find((row) => row.capability === capability);
}
