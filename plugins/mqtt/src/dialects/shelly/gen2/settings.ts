import type { Component } from '../component.ts';
import type { Order } from '../order.ts';
import { either, flag, numeric, words, type Spec, type SpecTable } from '../spec.ts';

/** The namespace of a component's methods. */
const namespaces: Readonly<Record<string, string>> = {
  switch: 'Switch',
  cover: 'Cover',
  light: 'Light',
  rgb: 'RGB',
  rgbw: 'RGBW',
  cct: 'CCT',
  rgbcct: 'RGBCCT',
  input: 'Input',
  temperature: 'Temperature',
  humidity: 'Humidity',
  illuminance: 'Illuminance',
  sys: 'Sys',
  plugs_ui: 'PLUGS_UI',
  plugpm_ui: 'PLUGPM_UI',
};

/** What stands before a setting's path where it is a value like the others. */
export const settingPrefix = 'config.';

const config = { category: 'config' } as const;

/** `{leds: {mode: value}}` of the path `leds.mode`. */
function nested(path: string, value: unknown): Record<string, unknown> {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Record<string, unknown>;
}

function write(path: string) {
  return (value: unknown, { type, id }: Component): Order => {
    const namespace = (Object.hasOwn(namespaces, type) ? namespaces[type] : undefined) ?? type;
    return { method: `${namespace}.SetConfig`, params: { ...(id !== undefined && { id }), config: nested(path, value) } };
  };
}

/** Every setting is a value of its component that is written by itself; the product says the new one when it is asked again. */
function settings(types: string, rows: Readonly<Record<string, Spec>>): SpecTable {
  return Object.fromEntries(
    types.split(' ').flatMap((type) =>
      Object.entries(rows).map(([path, spec]) => {
        const feature = { ...spec.feature, ...config };
        return [`${type}.${settingPrefix}${path}`, { ...spec, feature, write: write(path) }];
      }),
    ),
  );
}

function choice(target: string, ...values: readonly string[]): Spec {
  return { feature: { type: 'enum', values }, row: { target } };
}

const percent = { feature: { minimum: 0, maximum: 100 } } as const;
const afterPowerCut = words('powerOnBehavior.state', { off: 'off', on: 'on', restore_last: 'previous', match_input: 'other' });

/** How components are set (Gen2 documents: the configuration of each component). */
export const settingsTable: SpecTable = {
  ...settings('switch light rgb rgbw cct rgbcct', {
    initial_state: afterPowerCut,
    auto_on: flag(),
    auto_on_delay: numeric('countdown.autoOn', 's'),
    auto_off: flag(),
    auto_off_delay: numeric('countdown.autoOff', 's'),
  }),
  ...settings('switch cover', {
    power_limit: numeric('loadProtection.maxPower', 'W'),
    voltage_limit: numeric('loadProtection.maxVoltage', 'V'),
    undervoltage_limit: numeric('loadProtection.minVoltage', 'V'),
    current_limit: numeric('loadProtection.maxCurrent', 'A'),
  }),
  ...settings('switch', { in_mode: choice('inputMode.mode', 'momentary', 'follow', 'flip', 'detached', 'cycle', 'activate') }),
  ...settings('cover', {
    in_mode: choice('inputMode.mode', 'single', 'dual', 'detached'),
    initial_state: { feature: { type: 'enum', values: ['open', 'closed', 'stopped'] } },
    invert_directions: either('coverSettings.direction', 'reversed', 'normal'),
    maxtime_open: numeric('coverSettings.travelTime', 's'),
    swap_inputs: flag(),
  }),
  ...settings('light rgb rgbw cct rgbcct', {
    transition_duration: numeric('level.usualTransition', 's'),
    min_brightness_on_toggle: numeric(undefined, '%', percent),
    'night_mode.enable': flag(),
    'night_mode.brightness': numeric(undefined, '%', percent),
  }),
  ...settings('input', {
    type: choice('inputMode.type', 'switch', 'button', 'analog', 'count'),
    enable: flag(),
    invert: flag(),
  }),
  ...settings('temperature', { offset_C: numeric('sensorSettings.temperatureOffset', 'K'), report_thr_C: numeric(undefined, 'K') }),
  ...settings('humidity', { offset: numeric('sensorSettings.humidityOffset', '%'), report_thr: numeric(undefined, '%') }),
  ...settings('illuminance', { dark_thr: numeric(undefined, 'lx'), bright_thr: numeric(undefined, 'lx') }),
  ...settings('sys', { 'device.eco_mode': flag() }),
  ...settings('plugs_ui plugpm_ui', {
    'leds.mode': choice('indicator.pattern', 'power', 'switch', 'off'),
    'leds.night_mode.enable': flag('indicator.night'),
  }),
};
