import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, compileDocument } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../concord.json'), 'utf8')) as { config: Record<string, unknown> };
const schema = compileDocument(manifest.config);
const checked = (config: Record<string, unknown>) => check(schema, structuredClone(config), 'config');

describe('the settings', () => {
  it.each([
    ['broker', 'hello'],
    ['broker', ''],
    ['broker', 'host:port'],
    ['brokers', ['hello']],
    ['brokers', ['mqtt://']],
    ['brokers', ['http://h']],
    ['brokers', ['mqtt://u:p%zz@h']],
    ['brokers', ['mqtt://u:pass/word@h']],
    ['brokers', ['mqtt://u:12/word@h']],
    ['brokers', ['mqtt://h:port']],
    ['brokers', [{ url: 'mqtt://u:p%@h' }]],
    ['brokers', [{ url: 'mqtt://h', version: '4' }]],
    ['brokers', [{ url: 'mqtt://h', shareGroup: 'a/b' }]],
    ['brokers', [{ url: 'mqtt://h', sessionSeconds: -1 }]],
    ['brokerTls', { certificate: 'a.pem' }],
    ['brokerTls', { certificate: 'a.pem', key: 'a.key', listen: 'off' }],
    ['homeAssistantPrefix', ''],
    ['homeAssistantPrefix', 'a/#'],
    ['homeAssistantStatusTopic', 'a/+/b'],
    ['zigbee2mqttBases', ['+']],
    ['tasmotaDiscovery', ['#']],
    ['tasmotaTopics', ['%topic%/']],
    ['tasmotaTopics', ['+/%prefix%/%topic%/']],
    ['homieBases', ['#']],
    ['homieBases', ['a/+']],
    ['homie5Domains', ['a/b']],
    ['sparkplugGroups', ['a/b']],
    ['sparkplugHostId', 'a/b'],
    ['sparkplugReorderSeconds', -1],
  ])('%s: %j is refused', (name, value) => expect(() => checked({ [name]: value })).toThrow(`/${name}`));

  it.each([
    ['mqtt://h', { url: 'mqtt://h' }],
    ['wss://h:8084/mqtt?x=1', { url: 'wss://h:8084/mqtt?x=1' }],
    ['mqtt://[fe80::1]:1883', { url: 'mqtt://[fe80::1]:1883' }],
    ['mqtt://u:p%40s%2Fs%3Aw%25@h:1883', { url: 'mqtt://h:1883', username: 'u', password: 'p@s/s:w%' }],
    ['mqtt://u:p@s:w@h:1883', { url: 'mqtt://h:1883', username: 'u', password: 'p@s:w' }],
    [
      { url: 'mqtt://h', username: 'a@b', password: 'x/y%' },
      { url: 'mqtt://h', username: 'a@b', password: 'x/y%' },
    ],
  ])('the broker %j is read', (broker, expected) => {
    expect(readSettings(checked({ brokers: [broker] }))).toMatchObject({ brokers: [expected], unusable: [] });
  });

  it('hear Homie and Sparkplug by default, and any group once', () => {
    const { homieBases, homie5Domains, sparkplug } = readSettings(checked({ sparkplugGroups: ['Plant', '+'] }));
    expect([homieBases, homie5Domains]).toEqual([['homie'], ['+']]);
    expect(sparkplug).toEqual({ groups: ['+'], hostId: '', writable: [], reorderMs: 2000 });
    expect(readSettings(checked({ sparkplugGroups: [] })).sparkplug).toBeUndefined();
  });

  it('leave out what no pattern finds, name it without a password, and keep the others', () => {
    const { broker, brokers, unusable } = readSettings(
      checked({ broker: '99999', brokers: ['mqtt://u:secret%ff@h', 'mqtt://u:secret@h:99999', 'mqtt://good'] }),
    );
    expect(broker).toBeUndefined();
    expect(brokers).toEqual([{ url: 'mqtt://good' }]);
    expect(unusable.map(({ place }) => place)).toEqual(['broker 99999', 'brokers mqtt://h', 'brokers mqtt://h:99999']);
    expect(unusable[1]?.message).toMatch(/%40 for @/);
    expect(JSON.stringify(unusable)).not.toContain('secret');
  });

  it('take a broker once, a client certificate with its key, and TLS apart from the rest', () => {
    const { broker, brokerTls, brokers, unusable } = readSettings(
      checked({
        broker: '1883',
        brokerTls: { certificate: 'a.pem', key: 'a.key', listen: '99999' },
        brokers: ['mqtt://h', { url: 'mqtt://u:p@h' }, { url: 'mqtts://h', certificate: 'x' }, { url: 'mqtt://h', clientId: 'other' }],
      }),
    );
    expect([broker?.port, brokerTls]).toEqual([1883, undefined]);
    expect(brokers.map(({ url, clientId }) => [url, clientId])).toEqual([
      ['mqtt://h', undefined],
      ['mqtt://h', 'other'],
    ]);
    expect(unusable.map(({ message }) => message)).toEqual([
      expect.stringContaining('[HOST:]PORT'),
      expect.stringContaining('named twice'),
      expect.stringContaining('needs its key'),
    ]);
  });
});
