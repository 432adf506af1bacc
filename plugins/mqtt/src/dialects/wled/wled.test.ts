import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectNames } from './effect-names.ts';
import { paletteNames } from './palette-names.ts';
import { nameIn, rows } from './rows.ts';
import { readStateXml, wholeIn } from './state-xml.ts';
import { readColor, writeColor } from './wled-color.ts';

describe("WLED's state as XML", () => {
  it('is read by element, with what stands there several times', () => {
    const state = readStateXml('<?xml version="1.0" ?><vs><ac>128</ac><cl>255</cl><cl>160</cl><cl>0</cl><wv>-1</wv><ds>Desk</ds></vs>');
    expect([...(state ?? [])]).toEqual([
      ['ac', ['128']],
      ['cl', ['255', '160', '0']],
      ['wv', ['-1']],
      ['ds', ['Desk']],
    ]);
    expect(state && wholeIn(state, 'cl', 255, 1)).toBe(160);
    expect(state && wholeIn(state, 'wv', 255)).toBeUndefined();
  });

  it("takes the owner's name as it is, whatever it looks like", () => {
    const state = readStateXml('<vs><ac>1</ac><ds>A <b> & &amp; </ds><ss>9</ss> (live)</ds><ss>0</ss></vs>');
    expect(state && nameIn(state)).toBe('A <b> & &amp; </ds><ss>9</ss>');
    expect(state && wholeIn(state, 'ss', 31)).toBe(0);
  });

  it.each([
    '',
    'online',
    '<vs></vs>',
    '<vs><ac>1</ac>',
    '<vs><ac>1</vs>',
    '<vs><ac a="1">1</ac></vs>',
    '<!DOCTYPE vs [<!ENTITY a "aaaa">]><vs>&a;</vs>',
    `<vs>${'<ac>1</ac>'.repeat(300)}</vs>`,
    `<vs><ds>${'a'.repeat(9000)}</ds></vs>`,
  ])('%.40j is none', (text) => expect(readStateXml(text)).toBeUndefined());

  it('never throws, and reads numbers in their range only', () => {
    const piece = fc.oneof(fc.constantFrom('<vs>', '</vs>', '<ac>', '</ac>', '<ds>', '</ds>', '256', '7'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const state = readStateXml(`<vs>${pieces.join('')}</vs>`);
        const level = state && wholeIn(state, 'ac', 255);
        for (const row of state ? rows : []) row.read(state ?? new Map());
        return level === undefined || (level >= 0 && level <= 255);
      }),
    );
  });
});

describe("WLED's colours", () => {
  it.each([
    ['#FFA000', [255, 160, 0], 0],
    ['#80FF0010', [255, 0, 16], 128],
    ['#000000', [0, 0, 0], 0],
  ] as const)('%s', (text, rgb, white) => {
    expect(readColor(text)).toEqual({ rgb, white });
    expect(writeColor(rgb, white)).toBe(text);
  });

  it.each(['', 'FFA000', '#FFA00', '#FFA0001', '#GGGGGG', '16752640'])('%j is none', (text) => expect(readColor(text)).toBeUndefined());
});

it("WLED's lists have a name once, so that a name is a number", () => {
  const effects = effectNames.filter((name) => name !== '');
  expect(new Set(effects).size).toBe(effects.length);
  expect(new Set(paletteNames).size).toBe(paletteNames.length);
  expect([effectNames[0], effectNames[9], effectNames[66], paletteNames[11]]).toEqual(['Solid', 'Rainbow', 'Fire 2012', 'Rainbow']);
});
