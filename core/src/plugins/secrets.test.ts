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

  it('stay with their own item where two look the same', () => {
    const twins = { brokers: ['mqtt://a:one@h', 'mqtt://a:two@h'] };
    const shown = hideSecrets(twins, schema) as typeof twins;
    expect(restoreSecrets(shown, twins, schema)).toEqual(twins);
    expect(restoreSecrets({ brokers: shown.brokers.slice(0, 1) }, twins, schema)).toEqual({ brokers: ['mqtt://a:one@h'] });
  });

  it('stay when a setting beside them is changed', () => {
    const shown = hideSecrets(settings, schema) as typeof settings;
    const changed = { ...shown, brokers: [...shown.brokers.slice(0, 2), { url: 'mqtts://10.0.0.9', password: '••••••' }] };
    expect(restoreSecrets(changed, settings, schema)).toMatchObject({
      brokers: [{}, {}, { url: 'mqtts://10.0.0.9', password: 'hunter2' }].map((item, at) => (at === 2 ? item : settings.brokers[at])),
    });
  });

  it("are asked for again where they can't be known", () => {
    const shown = hideSecrets(settings, schema) as typeof settings;
    const refused = (brokers: unknown[]) => expect(() => restoreSecrets({ ...shown, brokers }, settings, schema));
    refused(['mqtt://ana:••••••@10.0.0.77:1883']).toThrow('write it again');
    refused([...shown.brokers, { url: 'mqtts://10.0.0.9', password: '••••••' }]).toThrow('write it again');
  });

  it.each([
    ['mqtt://u:p@ss@h', 'mqtt://u:••••••@h'],
    ['mqtt://u:p/ss@h/path', 'mqtt://u:••••••@h/path'],
    ['mqtt://u:p:ss@h', 'mqtt://u:••••••@h'],
    ['mqtt://u@h', 'mqtt://u@h'],
    ['mqtt://h:1883', 'mqtt://h:1883'],
  ])('are hidden in %s', (url, shown) => {
    expect(hideSecrets(url, {})).toBe(shown);
  });

  it('are taken when they are new', () => {
    expect(restoreSecrets({ ...settings, pin: '9999' }, settings, schema)).toMatchObject({ pin: '9999' });
  });
});
