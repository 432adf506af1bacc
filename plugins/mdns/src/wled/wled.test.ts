import { describe, expect, it } from 'vitest';
import { capabilities } from '@concord/sdk';
import { shows } from './change.ts';
import { layOut } from './layout.ts';
import { infoRows, lightRows, segmentRows, stateRows, type Lists } from './rows.ts';
import { lampBits, readNames, readPresets, readState } from './state.ts';

const lists: Lists = {
  effects: new Map([
    [0, 'Solid'],
    [9, 'Rainbow'],
  ]),
  palettes: new Map([[0, 'Default']]),
  presets: [{ id: '1', label: 'Evening' }],
};
const info = { mac: '84F3EB23B31C', leds: { lc: 7 } };

const row = (to: string) => [...lightRows, ...segmentRows, ...stateRows, ...infoRows].find((row) => row.to === to);

describe('a WLED’s values', () => {
  it.each([
    ['level.level', 255, 100],
    ['level.level', 128, 50.2],
    ['level.level', 300, undefined],
    ['level.level', '255', undefined],
    ['color.hue', [[0, 255, 0, 10], [], []], 120],
    ['color.hue', [[], [], []], undefined],
    ['colorTemperature.temperature', 0, 1900],
    ['colorTemperature.temperature', 255, 10_060],
    ['lightEffect.effect', 9, 'Rainbow'],
    ['lightEffect.effect', 77, 'other'],
    ['lightEffect.speed', 255, 100],
    ['scene.active', 1, '1'],
    ['scene.active', -1, null],
    ['linkQuality.rssi', 0, null],
    ['wled:transition.value', 7, 0.7],
  ])('%s of %j is %j', (to, value, expected) => {
    expect(row(to)?.read(value, lists)).toEqual(expected);
  });

  it.each([
    ['level.level', { level: 0 }, { bri: 1 }],
    ['level.level', { level: 50 }, { on: true, bri: 128 }],
    ['color.hue', { hue: 240, saturation: 100 }, { col: [[0, 0, 255, 40]] }],
    ['colorTemperature.temperature', { temperature: 100 }, { cct: 0 }],
    ['lightEffect.effect', { effect: 'Rainbow' }, { fx: 9 }],
    ['lightEffect.effect', { effect: 'No such' }, { fx: undefined }],
  ])('%s is set by %j to %j', (to, args, expected) => {
    expect(row(to)?.write?.(args, { col: [[1, 2, 3, 40]] }, lists)).toEqual(expected);
  });

  it('are all of the vocabulary', () => {
    for (const { to, base } of [...lightRows, ...segmentRows, ...stateRows, ...infoRows]) {
      const [capability = '', attribute = ''] = to.split('.');
      expect(capabilities.get(base ?? capability)?.attributes[attribute], to).toBeDefined();
    }
  });
});

describe('a WLED’s state', () => {
  it('has colour and white only where it has the lamps', () => {
    const state = { on: true, bri: 1, seg: [{ id: 0, stop: 10, col: [[1, 2, 3]], cct: 0, fx: 0 }] };
    const shown = (lc: number) =>
      Object.keys(layOut(readState({ state, info: { ...info, leds: { lc } } }), lists).endpoints[0]?.capabilities ?? {});
    expect(shown(lampBits.rgb)).toContain('color');
    expect(shown(lampBits.rgb)).not.toContain('colorTemperature');
    expect(shown(lampBits.white | lampBits.cct)).toContain('colorTemperature');
    expect(shown(lampBits.white | lampBits.cct)).not.toContain('color');
  });

  it.each([[{}], [{ state: {}, info: {} }], [{ state: [], info }], [{ state: {}, info: { mac: 'x' } }]])('%j is refused', (message) => {
    expect(() => readState(message)).toThrow(expect.objectContaining({ fault: 'answer-wrong-shape' }));
  });

  it('leaves out segments that were deleted or make no sense', () => {
    const seg = [{ id: 0, stop: 5 }, { id: 1, stop: 0 }, 'x', { id: -1 }, { id: 'y' }];
    expect(readState({ state: { seg }, info }).segments.map(({ id }) => id)).toEqual([0]);
  });

  it('confirms a command once it shows what was asked', () => {
    const state = {
      on: true,
      bri: 5,
      seg: [
        { id: 0, col: [[1, 2, 3, 0], [0], [0]] },
        { id: 1, fx: 4 },
      ],
    };
    expect(shows(state, { on: true, v: true, tt: 7 })).toBe(true);
    expect(shows(state, { on: false })).toBe(false);
    expect(shows(state, { seg: { id: 1, fx: 4 } })).toBe(true);
    expect(shows(state, { seg: { id: 1, fx: 5 } })).toBe(false);
    expect(shows(state, { seg: { id: 0, col: [[1, 2, 3]] } })).toBe(true);
    expect(shows(state, { seg: { id: 7, fx: 4 } })).toBe(false);
  });
});

describe('a WLED’s lists', () => {
  it('leave out what this build lacks', () => {
    expect([...readNames(['Solid', 'RSVD', '-', 5, 'Fire@Speed;!;1'])]).toEqual([
      [0, 'Solid'],
      [4, 'Fire'],
    ]);
    expect([...readNames('none')]).toEqual([]);
  });

  it('of presets have a name for each', () => {
    expect(readPresets('{"0":{},"1":{"n":"Evening"},"7":{"on":true},"x":{"n":"no"},"9":5}')).toEqual([
      { id: '1', label: 'Evening' },
      { id: '7', label: 'Preset 7' },
    ]);
  });
});
