import type { Identifier } from '@concord/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardwareIds, keyOf } from './identifiers.ts';

const keys = (...identifiers: Identifier[]) => hardwareIds({ identifiers }).map(keyOf);

describe('hardware identifiers', () => {
  it.each<[why: string, identifier: Identifier, key: string | undefined]>([
    ['a MAC address', { type: 'mac', value: 'a4cf12f3b210' }, 'radio/a4cf12f3b210'],
    ['one with separators and capitals', { type: 'mac', value: 'A4:CF:12:F3:B2:10' }, 'radio/a4cf12f3b210'],
    ['an EUI-64', { type: 'eui64', value: '00124b0029aabb01' }, 'radio/00124b0029aabb01'],
    ['an EUI-64 made from a MAC', { type: 'eui64', value: 'a4cf12fffef3b210' }, 'radio/a4cf12f3b210'],
    ['one with its local bit flipped', { type: 'eui64', value: 'a6cf12fffef3b210' }, 'radio/a4cf12f3b210'],
    ['an address of nobody', { type: 'mac', value: '000000000000' }, undefined],
    ['the address of all', { type: 'mac', value: 'ffffffffffff' }, undefined],
    ['the address of a group', { type: 'mac', value: '01005e000001' }, undefined],
    ['the address that Android tells of itself', { type: 'mac', value: '02:00:00:00:00:00' }, undefined],
    ['the address of a container', { type: 'mac', value: '02:42:ac:11:00:02' }, undefined],
    ['no address at all', { type: 'mac', value: 'none' }, undefined],
    ['a serial number', { type: 'serial', value: 'Signify/A1B2C3' }, 'serial/signify/a1b2c3'],
    ['a serial number of zeros', { type: 'serial', value: 'Acme/00000000' }, undefined],
    ['a serial number that counts', { type: 'serial', value: 'Acme/123456789' }, undefined],
    ['a serial number that is a word', { type: 'serial', value: 'Acme/N/A' }, undefined],
    ['a serial number that is too short', { type: 'serial', value: 'Acme/7' }, undefined],
    ['a Matter unique id', { type: 'matter', value: 'F00D' }, 'matter/f00d'],
    ['a HomeKit id', { type: 'hap', value: 'AA:BB:CC:DD:EE:FF' }, 'hap/aa:bb:cc:dd:ee:ff'],
    ["a plugin's own word", { type: 'own', value: 'a4cf12f3b210' }, undefined],
  ])('%s', (_why, identifier, key) => {
    expect(keys(identifier)).toEqual(key === undefined ? [] : [key]);
  });

  it('are the same however a radio is written', () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
    fc.assert(
      fc.property(fc.array(byte, { minLength: 5, maxLength: 5 }), (bytes) => {
        // A universal address of one product: neither group nor local.
        const all = ['a4', ...bytes];
        const eui64 = [...all.slice(0, 3), 'ff', 'fe', ...all.slice(3)].join('');
        const [plain] = keys({ type: 'mac', value: all.join('') });
        expect(keys({ type: 'mac', value: all.join(':').toUpperCase() })).toEqual([plain]);
        expect(keys({ type: 'eui64', value: eui64 })).toEqual([plain]);
        expect(keys({ type: 'eui64', value: `a6${eui64.slice(2)}` })).toEqual([plain]);
      }),
    );
  });
});
