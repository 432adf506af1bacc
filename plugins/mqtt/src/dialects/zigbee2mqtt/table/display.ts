import { alike, type Table } from './row.ts';

/** What the display of a product shows, and its clock. */
export const display: Table = {
  names: {
    ...alike(
      'temperature_unit temperature_units temperature_unit_convert temperature_scale temp_unit_convert temperature_display_unit temp_unit',
      {
        target: 'localSettings.temperatureUnit',
        words: { celsius: 'C', fahrenheit: 'F', c: 'C', f: 'F', '°c': 'C', '°f': 'F', '℃': 'C', '℉': 'F', true: 'F', false: 'C' },
      },
    ),
    temperature_display_mode: [
      { target: 'localSettings.temperatureUnit', words: { celsius: 'C', fahrenheit: 'F' } },
      { target: 'localSettings.shows', type: 'enum' },
    ],
    ...alike('time_format hour_format', { target: 'localSettings.clock', words: { '24h': '24', '12h': '12', '24': '24', '12': '12' } }),
    language: { target: 'localSettings.language', type: 'enum' },
    ...alike('screen_orientation display_orientation rotate screen_direction mirror_display flip_screen', 'localSettings.orientation'),
    ...alike('display_brightness lcd_brightness screen_brightness brightness_display display_brightness_active panel_brightness', [
      { target: 'localSettings.displayLevel', type: 'numeric' },
      { target: 'localSettings.appearance', type: 'enum' },
    ]),
    ...alike('display_brightness_inactive standby_brightness standby_lcd_brightness', { target: 'localSettings.standbyLevel' }),
    ...alike('enable_display show_screen display_on screen', { target: 'localSettings.displayOn', type: 'binary' }),
    ...alike(
      'displayoff_delay display_active_timeout display_switch_on_duration display_ontime screen_timeout screen_on_time screen_time',
      {
        target: 'localSettings.displayOffAfter',
      },
    ),
    ...alike('display_auto_off screen_sleep_time', { target: 'localSettings.displayOffAfter' }),
    ...alike(
      'second_display_mode temperature_display target_temp_first comfort_smiley show_smiley show_smile show_weather display_mode',
      'localSettings.shows',
    ),
    ...alike('outdoor_temperature_display screen_saver_style', { target: 'localSettings.shows', type: 'enum' }),
    ...alike('long_chart_period long_chart_period2', 'localSettings.shows'),
    ...alike('invert_color invert fastmode theme dark_theme auto_brightness', 'localSettings.appearance'),
    ...alike('sync_time synch_clock', { target: 'localSettings.syncTime()' }),
  },
};
