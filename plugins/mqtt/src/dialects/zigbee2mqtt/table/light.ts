import { presenceWords } from './presence.ts';
import { alike, type Table } from './row.ts';

const powerUp = {
  off: 'off',
  on: 'on',
  toggle: 'toggle',
  previous: 'previous',
  inverted: 'inverted',
  restore: 'previous',
  memory: 'previous',
  last_state: 'previous',
  last_status: 'previous',
  last: 'previous',
  restart_memory: 'previous',
  power_on: 'on',
  power_off: 'off',
  default: 'other',
  recover: 'previous',
  recall: 'previous',
  open: 'on',
  close: 'off',
  closed: 'off',
  reverse: 'inverted',
};
const powerOnStates = [
  { target: 'powerOnBehavior.state', type: 'enum', words: powerUp },
  { target: 'powerOnBehavior.state', type: 'binary', words: { true: 'previous', false: 'off' } },
] as const;

const load = { target: 'switch.on', type: 'binary', words: { on: true, off: false }, writable: true } as const;

/** Light, its effects, and what a switch does after a power cut. */
export const light: Table = {
  names: {
    defaultLevelRemote: { target: 'level.onLevel', scale: 'level' },
    stateAfterPowerRestored: { target: 'powerOnBehavior.level', scale: 'level' },
    state: [load, ...presenceWords],
    ...alike('switch relay relay_switch dimmer_switch light_switch curtain_switch pump presence_switch', load),
    // Beside what is no light it is the light of the product itself.
    brightness: [
      { target: 'localSettings.displayLevel', type: 'numeric', beside: ['climate'], without: ['light'] },
      {
        target: 'indicator.ledLevel',
        type: 'numeric',
        writable: true,
        beside: ['switch', 'co2', 'temperature'],
        without: ['light', 'color_temp', 'brightness_1'],
      },
      { target: 'level.level', type: 'numeric' },
    ],
    ...alike('on_timer timer_seconds', { target: 'countdown.autoOff', type: 'numeric' }),
    brightness_on: { target: 'level.onLevel' },
    ...alike(
      'power_on_behavior power_outage_memory relay_status powerup_status power_failure_mode start_up_on_off startup_on_off',
      powerOnStates,
    ),
    ...alike('restart_status power_up_status power_on_state relay_power_on_state restart_mode', powerOnStates),
    // True restores what was before, false switches on.
    do_not_disturb: { target: 'powerOnBehavior.state', words: { true: 'previous', false: 'on', on: 'previous', off: 'on' } },
    ...alike('delayed_power_on_time power_on_delay', { target: 'powerOnBehavior.delay' }),
    color_power_on_behavior: 'powerOnBehavior.color',
    color_temp_startup: { target: 'powerOnBehavior.colorTemperature', scale: 'mired' },
    current_level_startup: { target: 'powerOnBehavior.level', scale: 'level' },
    ballast_power_on_level: { target: 'powerOnBehavior.level', scale: 'level', type: 'numeric' },

    effect: { target: 'lightEffect.effect', beside: ['light'] },
    ...alike('effect_speed light_speed', 'lightEffect.speed'),
    effect_color: 'lightEffect.color',
    effect_colors: 'lightEffect.colors',
    gradient: 'lightEffect.colors',
    ...alike('gradient_scene light_palette', 'lightEffect.palette'),
    gradient_style: 'lightEffect.style',
    gradient_scale: 'lightEffect.scale',
    gradient_offset: 'lightEffect.offset',
    light_effect: 'lightEffect.effect',

    ...alike('min_brightness brightness_min ballast_minimum_level min_level minimumLevel low_dim_limit', {
      target: 'level.min',
      type: 'numeric',
    }),
    ...alike('max_brightness brightness_max ballast_maximum_level max_level maximumLevel high_dim_limit', {
      target: 'level.max',
      type: 'numeric',
    }),
    ...alike('dimming_range_minimum minimum_brightness_level minimum_brightness', { target: 'level.min' }),
    ...alike('dimming_range_maximum maximum_brightness', { target: 'level.max' }),
    ...alike('defaultLevelLocal on_level', { target: 'level.onLevel', scale: 'level' }),
    ...alike('transition transition_time on_off_transition_time', { target: 'level.usualTransition' }),
    ...alike('off_on_duration on_transition_time on_time_transition lift_duration_on', { target: 'level.onTransition' }),
    ...alike('on_off_duration off_transition_time', { target: 'level.offTransition' }),
    ...alike('dimming_speed dimmingSpeedUpRemote dimmingSpeedUpLocal dimmingSpeedDownRemote dimmingSpeedDownLocal', 'level.rate'),
    ...alike('rampRateOffToOnRemote rampRateOffToOnLocal rampRateOnToOffRemote rampRateOnToOffLocal', 'level.rate'),
    transition_curve_curvature: 'level.curve',
    ...alike('light_type dimmer_mode load_type bulb_type mode_phase_control dimming_mode', { target: 'level.load', type: 'enum' }),
    execute_if_off: 'level.whileOff',
    lock_relay: 'switch.locked',

    ...alike('countdown countdown_left', { target: 'countdown.remaining' }),
    ...alike('autoTimerOff auto_off_time countdown_to_turn_off max_on_time', { target: 'countdown.autoOff' }),
    countdown_to_turn_on: { target: 'countdown.autoOn' },
    ...alike('inching momentary inching_time pulse_duration pulse_length impulse', {
      target: 'countdown.pulse',
      type: 'numeric',
    }),
    timer: [
      { target: 'sensorSettings.holdTime', type: 'numeric', writable: true, beside: ['occupancy'] },
      { target: 'countdown.autoOff', type: 'numeric', beside: ['time_left', 'timer_time_left'] },
      { target: 'countdown.remaining', type: 'numeric' },
    ],
    ...alike('timer_time_left time_left countdown_hours', { target: 'countdown.remaining', type: 'numeric' }),
  },
  patterns: [[/^countdown_(?:plug|switch|timer)$/, { target: 'countdown.remaining', type: 'numeric' }]],
};
