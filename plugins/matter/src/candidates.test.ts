import { DnsRecordType } from '@matter/main';
import { describe, expect, it } from 'vitest';
import { commissionableOf } from './candidates.ts';

type Name = Parameters<typeof commissionableOf>[0];

function service(parameters: Record<string, string>, { gone = false } = {}): Name {
  return {
    qname: 'A1B2C3D4E5F60718._matterc._udp.local',
    isDiscovered: !gone,
    records: [{ recordType: DnsRecordType.SRV }].values() as unknown as Name['records'],
    parameters: new Map(Object.entries(parameters)) as unknown as Name['parameters'],
  };
}

describe('a commissionable service instance', () => {
  it('becomes a candidate with what it says of itself', () => {
    expect(commissionableOf(service({ D: '3840', CM: '1', VP: '65521+32769', DT: '769', DN: 'Hall' }))).toMatchObject({
      key: 'matter-65521-32769-3840',
      instance: 'A1B2C3D4E5F60718',
      descriptor: { name: 'Hall', summary: 'Matter thermostat, maker 0xfff1', adoptable: true },
    });
  });

  it('is named after its device type where it has no name', () => {
    expect(commissionableOf(service({ D: '1', CM: '2', DT: '269' }))?.descriptor.name).toBe('Extended color light');
  });

  it.each<[string, Record<string, string>]>([
    ['is not open', { D: '3840', CM: '0' }],
    ['has no discriminator', { CM: '1' }],
    ['has a discriminator of more than 12 bits', { D: '4096', CM: '1' }],
    ['has a discriminator that is no number', { D: 'x', CM: '1' }],
  ])('is no candidate when it %s', (_name, parameters) => {
    expect(commissionableOf(service(parameters))).toBeUndefined();
  });

  it('is no candidate once it said goodbye', () => {
    expect(commissionableOf(service({ D: '3840', CM: '1' }, { gone: true }))).toBeUndefined();
  });
});
