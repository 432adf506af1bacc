import type { DeviceDescriptor, Identifier } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { compare, type Described } from './evidence.ts';

const mac = (value: string): Identifier => ({ type: 'mac', value });
const serial = (value: string): Identifier => ({ type: 'serial', value });

function side({ isBridge = false, identifiers = [], ...more }: Partial<DeviceDescriptor> & { isBridge?: boolean } = {}): Described {
  return {
    isBridge,
    descriptor: { key: 'any', name: 'Plug', identifiers, endpoints: [{ id: 'main', capabilities: {} }], ...more },
  };
}

const acme = { maker: 'Acme', model: 'Plug S', firmware: '1.2' } as const;

describe('two descriptions', () => {
  it.each<[what: string, a: Described, b: Described, verdict: string]>([
    ['with one MAC address', side({ identifiers: [mac('a4cf12f3b210')] }), side({ identifiers: [mac('A4:CF:12:F3:B2:10')] }), 'same'],
    [
      'with one serial number of one maker',
      side({ identifiers: [serial('Acme/AB12CD')] }),
      side({ identifiers: [serial('acme/ab12cd')] }),
      'same',
    ],
    [
      'with one Matter unique id',
      side({ identifiers: [{ type: 'matter', value: 'x1' }] }),
      side({ identifiers: [{ type: 'matter', value: 'X1' }] }),
      'same',
    ],
    [
      'with one HomeKit id',
      side({ identifiers: [{ type: 'hap', value: 'aa:bb' }] }),
      side({ identifiers: [{ type: 'hap', value: 'AA:BB' }] }),
      'same',
    ],
    [
      'with one MAC address and different serial numbers',
      side({ identifiers: [mac('a4cf12f3b210'), serial('Acme/AB12CD')] }),
      side({ identifiers: [mac('a4cf12f3b210'), serial('Acme/XY34ZZ')] }),
      'perhaps',
    ],
    [
      'with one MAC address, of a bridge and of what it carries',
      side({ identifiers: [mac('a4cf12f3b210')], isBridge: true }),
      side({ identifiers: [mac('a4cf12f3b210')] }),
      'perhaps',
    ],
    [
      'of one model, with addresses of one chip',
      side({ ...acme, identifiers: [mac('a4cf12f3b210')] }),
      side({ ...acme, identifiers: [mac('a4cf12f3b212')] }),
      'perhaps',
    ],
    [
      'of one model and one given name',
      side({ ...acme, name: 'Lamp by the door' }),
      side({ ...acme, name: 'lamp by the door' }),
      'perhaps',
    ],
    ['of one model and firmware alone', side({ ...acme, name: 'One' }), side({ ...acme, name: 'Two' }), 'different'],
    ['whose name is their model', side({ ...acme, name: 'Plug S' }), side({ ...acme, name: 'Plug S' }), 'different'],
    [
      'of one name and different serial numbers',
      side({ ...acme, name: 'Door', identifiers: [serial('Acme/AB12CD')] }),
      side({ ...acme, name: 'Door', identifiers: [serial('Acme/XY34ZZ')] }),
      'different',
    ],
    [
      'with several radios, one of them common',
      side({ identifiers: [mac('a4cf12f3b210'), mac('a4cf12f3b211')] }),
      side({ identifiers: [mac('a4cf12f3b211')] }),
      'same',
    ],
    ['with nothing to tell them by', side({ name: 'A' }), side({ name: 'B' }), 'different'],
  ])('%s', (_what, a, b, verdict) => {
    expect(compare(a, b, () => false).verdict).toBe(verdict);
    expect(compare(b, a, () => false).verdict).toBe(verdict);
  });

  it('are not known by an identifier that several devices of one plugin carry', () => {
    const a = side({ identifiers: [mac('a4cf12f3b210')] });
    const { verdict, evidence } = compare(a, a, (key) => key === 'radio/a4cf12f3b210');
    expect(verdict).toBe('different');
    expect(evidence).toContainEqual(expect.objectContaining({ kind: 'shared', score: -60 }));
  });
});
