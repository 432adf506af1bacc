import { describe, expect, it } from 'vitest';
import { hideSecrets, restoreSecrets } from './secrets.ts';

const schema = {
  properties: {
    name: {},
    pin: { writeOnly: true },
    brokers: { items: { anyOf: [{}, { properties: { url: {}, password: { writeOnly: true } } }] } },
  },
};
const settings = {
  name: 'Home',
  pin: '1234',
  brokers: ['mqtt://ana:secret@10.0.0.2:1883', 'mqtt://10.0.0.3', { url: 'mqtts://10.0.0.4', password: 'hunter2' }],
};

describe('secrets in settings', () => {
  it('are hidden where the schema marks them and where a URL holds them', () => {
    const shown = hideSecrets(settings, schema);
    expect(JSON.stringify(shown)).not.toMatch(/1234|secret|hunter2/);
    expect(shown).toMatchObject({
      name: 'Home',
      brokers: ['mqtt://ana:••••••@10.0.0.2:1883', 'mqtt://10.0.0.3', { url: 'mqtts://10.0.0.4' }],
    });
  });

  it('stay as they were when the settings come back as they were shown', () => {
    expect(restoreSecrets(hideSecrets(settings, schema), settings, schema)).toEqual(settings);
  });

  it('stay with their item when a list is put in another order', () => {
    const shown = hideSecrets(settings, schema) as typeof settings;
    const turned = { ...shown, brokers: shown.brokers.toReversed() };
    expect(restoreSecrets(turned, settings, schema)).toEqual({ ...settings, brokers: settings.brokers.toReversed() });
  });

  it('are taken when they are new', () => {
    expect(restoreSecrets({ ...settings, pin: '9999' }, settings, schema)).toMatchObject({ pin: '9999' });
  });
});
