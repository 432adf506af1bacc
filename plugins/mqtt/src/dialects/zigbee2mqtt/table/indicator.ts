import { alike, type Table } from './row.ts';

const ledWords = {
  off: 'off',
  on: 'on',
  always_off: 'off',
  always_on: 'on',
  never: 'off',
  always: 'on',
  none: 'off',
  normal: 'followLoad',
  inverted: 'inverted',
  invert: 'inverted',
  auto: 'auto',
  'off/on': 'followLoad',
  'on/off': 'inverted',
  // As `off/on` and `on/off`: the same attribute of Tuya's switches, with the same numbers.
  on_off: 'followLoad',
  off_on: 'inverted',
  on_off_status: 'followLoad',
  relay: 'followLoad',
  switch: 'followLoad',
  // The lamp shows where the switch is while the load is off.
  pos: 'inverted',
  switch_position: 'inverted',
  position: 'inverted',
  consistent_with_load: 'followLoad',
  reverse_with_load: 'inverted',
  same_as_load: 'followLoad',
  follow_load: 'followLoad',
  positive: 'followLoad',
  negative: 'inverted',
  led_on: 'on',
  led_off: 'off',
  true: 'on',
  false: 'off',
};
const led = [
  { target: 'indicator.ledMode', words: ledWords },
  { target: 'indicator.pattern', type: 'enum' },
] as const;
const ledLevel = [
  { target: 'indicator.ledLevel', type: 'numeric' },
  { target: 'indicator.pattern', type: 'enum' },
] as const;
const volume = [
  { target: 'indicator.soundVolume', type: 'numeric' },
  { target: 'indicator.soundMode', type: 'enum' },
] as const;

/** The lamp and the sounds of the product itself. */
export const indicator: Table = {
  names: {
    ...alike(
      `indicator_mode backlight_mode status_led indicator_status indicate_light led_mode led_control activity_led led_state led_sync_mode
       light_mode wireless_led_status led_feedback_mode onOffLedMode indicator led_indicator led_indication indicator_light led_enable
       backlight_switch switch_backlight network_indicator heartbeat_indicator light_indicator enable_indicator alarm_indicator led
       trigger_indicator work_indicator led_indicator_enable backlight_led status_indication led_switch screen_light led_status
       firmwareUpdateInProgressIndicator`,
      led,
    ),
    backlight: [...led, ...ledLevel],
    // After it: the lamp shines while the load is off.
    flip_indicator_light: {
      target: 'indicator.ledMode',
      words: { true: 'inverted', false: 'followLoad', on: 'inverted', off: 'followLoad' },
    },
    led_in_dark: { target: 'indicator.ledMode', words: { true: 'on', false: 'off', on: 'on', off: 'off' } },
    led_indicator_off_enable: {
      target: 'indicator.ledMode',
      words: { true: 'inverted', false: 'off', on: 'inverted', off: 'off' },
    },
    ...alike('led_indicator_on_enable led_if_on', {
      target: 'indicator.ledMode',
      words: { true: 'followLoad', false: 'off', on: 'followLoad', off: 'off' },
    }),
    ...alike('led_disabled_night night_onoff_backlight', 'indicator.night'),
    ...alike(
      `backlight_brightness led_brightness indicator_luminance_level light_indicator_level backlight_lightness led_standby_brightness
       backlightvalue backlight_level indicator_brightness button_backlight_brightness brightness_standby led_intensity`,
      ledLevel,
    ),
    ...alike('led_intensity_on ledIntensityWhenOn switch_brightness_on led_indicator_on_b led_bright', {
      target: 'indicator.onLevel',
      type: 'numeric',
    }),
    ...alike('led_intensity_off ledIntensityWhenOff led_indicator_off_b', { target: 'indicator.offLevel', type: 'numeric' }),
    ...alike('on_color led_indicator_color_on switch_color_on', { target: 'indicator.onColor' }),
    ...alike('off_color led_indicator_color_off switch_color_off', { target: 'indicator.offColor' }),
    ...alike('indicator_color led_color backlight_colour', { target: 'indicator.ledColor' }),
    backlight_auto_dim: { target: 'indicator.pattern', type: 'enum' },
    // The volume of a siren is the siren's own.
    sound_volume: volume,
    ...alike('volume speaker_volume prompt_volume', [
      {
        target: 'siren.volume',
        type: 'numeric',
        beside: ['alarm', 'melody', 'siren', 'duration', 'ringtone', 'warning', 'alarm_ringtone'],
      },
      { target: 'siren.loudness', type: 'enum', beside: ['alarm', 'melody', 'siren', 'duration', 'ringtone', 'warning', 'alarm_ringtone'] },
      ...volume,
      { target: 'waterMeter.volume', type: 'numeric', writable: false },
    ]),
    ...alike('beeper buzzer_feedback sound button_sound key_sound', [
      { target: 'indicator.sound', type: 'binary' },
      { target: 'indicator.soundMode', type: 'enum' },
    ]),
    ...alike('silent_mode mute_prompt_tone', {
      target: 'indicator.sound',
      type: 'binary',
      words: { true: false, false: true, on: false, off: true },
    }),
    button_vibration_level: { target: 'indicator.soundMode', type: 'enum' },
  },
  patterns: [
    [/^defaultLed\d*ColorWhenOn$|^ledColorWhenOn$/, { target: 'indicator.onColor', type: 'text' }],
    [/^(?:defaultLed\d*)IntensityWhenOn$/, { target: 'indicator.onLevel', type: 'numeric' }],
    [/^(?:defaultLed\d*)IntensityWhenOff$/, { target: 'indicator.offLevel', type: 'numeric' }],
    [/(?:^|_)(?:led|indicator|backlight)(?:_light)?(?:_mode|_status|_switch|_state|_enable|_enabled|_control)?$/, led],
    [/(?:^|_)(?:led|indicator|backlight)(?:_light)?_(?:brightness|level|intensity|luminance)$/, ledLevel],
    [/(?:^|_)(?:led|indicator|backlight)(?:_light)?_colou?r$/, { target: 'indicator.ledColor' }],
  ],
};
