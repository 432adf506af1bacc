import { describe, expect, it } from 'vitest';
import { bindCluster, extensionId, type FoundCluster } from './bind.ts';

function found(id: string, state: Record<string, unknown>, clusterId?: number): FoundCluster {
  return {
    id,
    clusterId,
    endpoint: 1,
    view: { state, features: {}, deviceTypes: new Set() },
    attributes: Object.keys(state),
    commands: new Set(),
    models: new Map(),
  };
}

describe('binding a cluster', () => {
  it('makes an extension of each attribute that its table does not name', () => {
    const { attributes, entries } = bindCluster(found('thermostat', { localTemperature: 2000, acErrorCode: { fanFail: true } }));
    expect(attributes.map(({ capability, attribute }) => `${capability}.${attribute}`)).toEqual([
      'thermostat.localTemperature',
      'matter:thermostat.acErrorCode.value',
    ]);
    expect(entries).toContainEqual({
      item: '1/thermostat.acErrorCode',
      outcome: 'generic',
      target: 'matter:thermostat.acErrorCode.value',
    });
  });

  it.each([
    ['contentControl', 'enabled', true, 'genericBoolean'],
    ['meterIdentification', 'powerThreshold', { powerThreshold: 5_000_000n }, 'genericObject'],
  ])('gives %s.%s, which no capability means, under its own name', (cluster, attribute, value, base) => {
    expect(bindCluster(found(cluster, { [attribute]: value })).attributes).toMatchObject([
      { capability: `matter:${cluster}.${attribute}`, attribute: 'value', base },
    ]);
  });

  it.each([
    [true, 'genericBoolean', true],
    [7n, 'measurement', 7],
    ['onwards', 'genericText', 'onwards'],
    [new Uint8Array([1, 171]), 'genericText', '01ab'],
    [{ 1: 2n ** 60n }, 'genericObject', { 1: '1152921504606846976' }],
    [[1n, null], 'genericObject', [1, null]],
  ])("types an unknown cluster's attribute by its value: %o is %s", (value, base, expected) => {
    const cluster = found('cluster$fff1fc01', { attr$a: value }, 0xfff1fc01);
    const [bound] = bindCluster(cluster).attributes;
    expect(bound).toMatchObject({ capability: 'matter:0xFFF1FC01.0x000A', base, descriptor: { writable: false, category: 'diagnostic' } });
    expect(bound?.read(cluster.view)).toEqual(expected);
  });

  it('lists internal clusters with the reason, and leaves the rest of matter.js out', () => {
    expect(bindCluster(found('accessControl', { acl: [] })).entries).toEqual([
      { item: '1/accessControl', outcome: 'internal', reason: 'who may speak with the device' },
    ]);
    expect(bindCluster(found('commissioning', { peerAddress: 1 })).entries).toEqual([]);
  });

  it('lists the commands of an unknown cluster, which nobody could give', () => {
    const { entries, commands } = bindCluster({ ...found('cluster$fff1fc01', {}, 0xfff1fc01), commands: new Set(['command$2']) });
    expect(commands).toEqual([]);
    expect(entries).toEqual([
      { item: '1/cluster$fff1fc01.command$2()', outcome: 'ignored', reason: 'nobody could say what a command without a meaning does' },
    ]);
  });

  it('accounts for every attribute', () => {
    const { entries } = bindCluster(found('levelControl', { currentLevel: 1, minLevel: 1, options: {}, news: 1, featureMap: {} }));
    expect(entries.map(({ item, outcome }) => `${item} ${outcome}`)).toEqual([
      '1/levelControl.currentLevel capability',
      '1/levelControl.minLevel capability',
      '1/levelControl.news generic',
      '1/levelControl.options internal',
    ]);
  });

  it('names what the model does not know by number', () => {
    expect(extensionId({ id: 'cluster$fff1fc01', clusterId: 0xfff1fc01 }, 'attr$1f')).toBe('matter:0xFFF1FC01.0x001F');
    expect(extensionId({ id: 'thermostat', clusterId: 0x201 }, 'outdoorTemperature')).toBe('matter:thermostat.outdoorTemperature');
  });
});
