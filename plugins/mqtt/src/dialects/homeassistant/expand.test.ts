import { describe, expect, it } from 'vitest';
import { parseAnnouncementTopic, readAnnouncement } from './announcement.ts';
import { expand } from './expand.ts';

describe('an announcement', () => {
  it('is written out: short names, the device, the base topic at either end', () => {
    const config = {
      '~': 'home/x',
      stat_t: '~/state',
      cmd_t: 'set/~',
      val_tpl: '~',
      name: '~',
      dev: { ids: ['a'], mf: 'M', sw: '1' },
      avty: [{ t: '~/lwt', pl_avail: 'up' }],
    };
    expect(expand(config)).toEqual({
      state_topic: 'home/x/state',
      command_topic: 'set/home/x',
      value_template: '~',
      name: '~',
      device: { identifiers: ['a'], manufacturer: 'M', sw_version: '1' },
      availability: [{ topic: 'home/x/lwt', payload_available: 'up' }],
    });
  });

  it.each([
    ['homeassistant/sensor/a/config', { component: 'sensor', nodeId: undefined, objectId: 'a' }],
    ['homeassistant/sensor/node/a/config', { component: 'sensor', nodeId: 'node', objectId: 'a' }],
    ['homeassistant/sensor/a/not_config', undefined],
    ['homeassistant/sensor/x/y/a/config', undefined],
    ['homeassistant/sensor/config', undefined],
    ['other/sensor/a/config', undefined],
  ])('%s', (topic, expected) => expect(parseAnnouncementTopic('homeassistant', topic)).toEqual(expected));

  it('in a bundle gives each component what all share', () => {
    const bundle = {
      dev: { ids: 'x' },
      stat_t: 'shared',
      cmps: { one: { p: 'sensor', name: '1' }, two: { p: 'switch', stat_t: 'own' }, gone: { p: 'sensor' } },
    };
    const topic = { component: 'device', nodeId: undefined, objectId: 'x' };
    expect(
      readAnnouncement('t', topic, bundle).map(({ component, objectId, config }) => [component, objectId, config['state_topic']]),
    ).toEqual([
      ['sensor', 'one', 'shared'],
      ['switch', 'two', 'own'],
      ['removed', 'gone', undefined],
    ]);
  });
});
