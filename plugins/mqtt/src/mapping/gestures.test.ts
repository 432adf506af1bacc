import { describe, expect, it } from 'vitest';
import { gestureOf } from './gestures.ts';

describe('gestureOf', () => {
  it.each([
    ['single', undefined, 'pressed', { count: 1 }],
    ['double', undefined, 'pressed', { count: 2 }],
    ['tripple_up', 'up', 'pressed', { count: 3 }],
    ['button_1_double', '1', 'pressed', { count: 2 }],
    ['button_4_hold', '4', 'held', undefined],
    ['release_up', 'up', 'released', undefined],
    ['7_click_l1', 'l1', 'pressed', { count: 7 }],
    ['on', 'on', 'pressed', { count: 1 }],
    ['scene_2', 'scene_2', 'pressed', { count: 1 }],
    ['brightness_move_up', 'brightness_up', 'held', undefined],
    ['brightness_stop', 'brightness', 'released', undefined],
    ['rotate_right', undefined, 'rotated', { direction: 'clockwise' }],
    ['brightness_step_down', 'brightness', 'rotated', { direction: 'counterclockwise' }],
    ['button_1_button_short_press', '1', 'pressed', { count: 1 }],
    ['long_press', undefined, 'held', undefined],
  ])('%s is %s %s', (action, button, event, payload) => expect(gestureOf(action)).toEqual({ button, event, ...(payload && { payload }) }));
});
