import * as fc from 'fast-check';
import { capabilities, compile } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { momentCodec } from './moment-codec.ts';

describe('a date or a time', () => {
  it.each([
    ['2026-08-01', '2026-08-01'],
    ['07:30', '07:30'],
    ['07:30:15.25', '07:30:15.25'],
    ['2026-08-01T07:30:00Z', '2026-08-01T07:30:00.000Z'],
    ['2026-08-01T07:30+02:00', '2026-08-01T05:30:00.000Z'],
    ['2026-08-01 07:30:00+02', '2026-08-01T05:30:00.000Z'],
    ['20260801T073000Z', '2026-08-01T07:30:00.000Z'],
    ['2026-02-30', undefined],
    ['2026-02-30T00:00:00Z', undefined],
    ['24:00', undefined],
    ['soon', undefined],
    [7, undefined],
    [null, null],
  ])('%s is read as %s', (text, moment) => {
    expect(momentCodec.read(text)).toBe(moment);
  });

  it('of the clock of the home, where it says no offset', () => {
    expect(momentCodec.read('2026-08-01T07:30:00')).toBe(new Date('2026-08-01T07:30:00').toISOString());
  });

  it('is never what its capability refuses', () => {
    const schema = capabilities.get('genericDateTime')?.attributes['value']?.schema;
    const validator = schema && compile(schema);
    const digits = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
    const near = fc.tuple(digits, digits, digits, digits, digits, digits).map(([a, b, c, d, e, f]) => `${a}${b}-${c}-${d}T${e}:${f}Z`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        const moment = momentCodec.read(text);
        expect(moment === undefined || validator?.accepts(moment)).toBe(true);
      }),
    );
  });
});
