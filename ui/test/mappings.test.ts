import mqtt, { type MqttClient } from 'mqtt';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { owner, sidewaysScroll, TestHome } from './home.ts';

/** A garden pump that announces nothing, a tank that says JSON, and a camera that says more than is shown. */
async function playGarden(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  client.on('message', (_topic, payload) => client.publish('garden/pump/state', payload, { retain: true }));
  await client.subscribeAsync('garden/pump/cmd');
  await client.publishAsync('garden/pump/state', '0', { retain: true });
  await client.publishAsync('garden/tank', '{"water":{"t":68.5},"name":"tank"}', { retain: true });
  await client.publishAsync('garden/camera', JSON.stringify({ picture: 'x'.repeat(3000), on: true }), { retain: true });
  return client;
}

const pump = {
  name: 'Garden pump',
  kind: 'pump',
  values: [
    {
      capability: 'switch',
      attribute: 'on',
      state: { topic: 'garden/pump/state' },
      words: [
        { word: '1', value: true },
        { word: '0', value: false },
      ],
      send: { topic: 'garden/pump/cmd' },
    },
  ],
};
const level = {
  name: 'Lamp',
  values: [
    { capability: 'level', attribute: 'level', state: { topic: 'lamp/level' }, send: { topic: 'lamp/set' }, minimum: 9, maximum: 90 },
  ],
};

interface Mapping {
  readonly key: string;
  readonly name: string;
  readonly values: readonly object[];
}

describe('a product mapped by hand', () => {
  let home: TestHome;
  let page: Page;
  let garden: MqttClient;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    ({ page } = home);
    page.setDefaultTimeout(10_000);
    garden = await playGarden(home.hub.mqtt);
  });
  afterAll(async () => {
    await garden?.endAsync(true);
    await home?.close();
  });

  const act = async <Answer>(action: string, input: object = {}) =>
    (await home.api<{ result: Answer }>('POST', `/plugins/mqtt/actions/${action}`, input)).result;
  const mappings = async () => (await act<{ mappings: Mapping[] }>('listMappings')).mappings;
  const save = async (mapping: object) => (await act<{ mapping: Mapping }>('saveMapping', { mapping })).mapping.key;
  const edit = async (mapping: object) => {
    const key = await save(mapping);
    await page.goto(`/plugins/mqtt/mappings/${encodeURIComponent(key)}`);
    await editor().getByLabel('What is it about?').waitFor();
    return key;
  };
  const describeNew = () => page.goto('/plugins/mqtt/mappings/new');
  const device = async (name: string) =>
    (await home.api<{ items: { name: string; availability: string }[] }>('GET', '/devices')).items.find((one) => one.name === name);

  const editor = (index = 0) => page.locator('value-editor').nth(index);
  const card = (name: string) => page.locator('device-card').filter({ hasText: name });
  const pressSave = () => page.getByRole('button', { name: 'Save', exact: true }).click();
  const alert = () => page.locator('c-save-bar').getByRole('alert');
  const topic = (within: Page | Locator = page) => within.getByLabel('Topic that tells the value');
  const message = (within: Page | Locator = page) => within.getByLabel('Message to try it on');
  const isFocused = (field: Locator) => field.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one);

  beforeEach(async () => {
    for (const { key } of await mappings()) await act('removeMapping', { key });
    for (const { id } of (await home.api<{ items: { id: string }[] }>('GET', '/devices')).items) await home.api('DELETE', `/devices/${id}`);
    await page.unrouteAll();
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/');
  });

  it('is described from what is heard, with each step shown', async () => {
    await page.goto('/plugins/mqtt');
    await page.getByRole('link', { name: 'Products that announce nothing' }).click();
    await page.getByText('None yet').waitFor();
    await page.getByRole('link', { name: 'Describe a product' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Garden pump');
    await page.getByLabel('What is it? (optional)').selectOption({ label: 'Pump' });
    await editor().getByLabel('What is it about?').selectOption({ label: 'Switch' });
    await editor().getByRole('searchbox').fill('pump');
    await editor()
      .getByRole('button', { name: /garden\/pump\/state/ })
      .click();
    expect(await topic().inputValue()).toBe('garden/pump/state');
    await editor().getByText('From this message: Off').waitFor();
    // The pair that the word is of stands there already, and can be changed.
    expect(await editor().getByLabel('Word 1', { exact: true }).inputValue()).toBe('1');
    expect(await editor().getByLabel('Word 2', { exact: true }).inputValue()).toBe('0');
    await editor().getByRole('button', { name: 'Add a word' }).click();
    expect(await isFocused(editor().getByLabel('Word 3', { exact: true }))).toBe(true);
    await editor().getByLabel('Word 3', { exact: true }).fill('running');
    await editor().getByLabel('Meaning of word 3', { exact: true }).selectOption({ label: 'On' });
    await editor().getByLabel('It can be set').check();
    await editor().getByLabel('Topic that takes the command').fill('garden/pump/cmd');
    await editor().getByText('On → garden/pump/cmd: 1').waitFor();
    await editor().getByText('Off → garden/pump/cmd: 0').waitFor();
    await pressSave();
    await page.waitForURL(/\/mappings$/);
    await page.getByText('garden/pump/state, garden/pump/cmd').waitFor();
    const [saved] = await mappings();
    expect(saved).toMatchObject({ ...pump, values: [{ ...pump.values[0], words: [{ word: '1' }, { word: '0' }, { word: 'running' }] }] });
  });

  it('is a device that shows its value and is switched', async () => {
    await save(pump);
    await card('Garden pump')
      .getByText(/^Off\b/)
      .waitFor();
    await card('Garden pump').getByRole('link', { name: 'Garden pump' }).click();
    await page.getByRole('heading', { level: 1, name: 'Garden pump' }).waitFor();
    await page.getByRole('switch').first().click();
    await page.getByText(/^On\b/).first().waitFor();
    // The page shows what was asked for at once; the pump itself has to have done it.
    await expect.poll(async () => JSON.stringify(await home.api('GET', '/devices'))).toContain('"on":{"value":true');
    await garden.publishAsync('garden/pump/state', '0', { retain: true });
    await page
      .getByText(/^Off\b/)
      .first()
      .waitFor();
  });

  it('says at the field what is wrong, and is not saved so', async () => {
    const key = await edit(pump);
    const template = editor().getByLabel('Template (optional)');
    await template.fill('{{ value | nonsense }}');
    await editor()
      .getByText(/unknown.*nonsense/i)
      .first()
      .waitFor();
    expect(await template.getAttribute('aria-invalid')).toBe('true');
    await pressSave();
    await expect.poll(() => alert().textContent()).toBe('One thing to mend above');
    expect(await isFocused(template)).toBe(true);
    expect(await mappings()).toEqual([{ ...pump, key }]);
    await template.fill('');
    await editor().getByText('From this message: Off').waitFor();
  });

  it('gets another value, of a part of a JSON message in another unit', async () => {
    await edit(pump);
    await page.getByRole('button', { name: 'Add another value' }).click();
    expect(await isFocused(editor(1).getByLabel('What is it about?'))).toBe(true);
    await editor(1).getByLabel('What is it about?').selectOption({ label: 'Temperature' });
    await editor(1)
      .getByRole('button', { name: /garden\/tank/ })
      .click();
    await editor(1).getByRole('button', { name: 'water.t: 68.5' }).click();
    await editor(1).getByLabel('Unit that the product counts in').fill('°F');
    await editor(1).getByText('From this message: 20.3 °C').waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await pressSave();
    await page.waitForURL(/\/mappings$/);
    await page.goto('/');
    await card('Garden pump').getByText('20.3 °C').waitFor();
  });

  it('says at a value that another has its place, which a part of the product mends', async () => {
    await edit(pump);
    await page.getByRole('button', { name: 'Add another value' }).click();
    await editor(1).getByLabel('What is it about?').selectOption({ label: 'Switch' });
    await topic(editor(1)).fill('garden/valve/state');
    await editor(1).getByText('Is mapped already, by value 1.').waitFor();
    await editor(1).getByText('More about this value').click();
    await editor(1).getByLabel('Part of the product').fill('valve');
    await editor(1).getByText('Is mapped already').waitFor({ state: 'detached' });
  });

  describe('shows what no field has a place for', () => {
    it('words to send that are missing, where they can be added', async () => {
      await edit(pump);
      await editor().getByLabel('Remove word 2').click();
      expect(await isFocused(editor().getByRole('button', { name: 'Add a word' }).first())).toBe(true);
      await pressSave();
      await editor()
        .getByText(/no word for false/i)
        .waitFor();
      expect(await editor().getByText('Other words to send').isVisible()).toBe(true);
      expect(await alert().textContent()).toBe('One thing to mend above');
    });

    it('the availability, each of its parts at its field', async () => {
      await edit({ ...pump, availability: { topic: 'garden/there', available: 'yes' } });
      await page.getByText('Maker, model, and whether').click();
      const word = 'Word for “there”';
      await page.route('**/actions/checkMapping', async (route) => {
        const json = { result: { findings: [{ path: '/availability/available', message: 'is no word' }], values: [] } };
        await route.fulfill({ json });
      });
      await page.getByLabel(word).fill('no');
      await page.getByText('Is no word.').waitFor();
      expect(await page.getByLabel(word).getAttribute('aria-invalid')).toBe('true');
    });

    it('a range the wrong way round, which is no matter where nothing is set', async () => {
      await edit(level);
      await editor().getByText('More about this value').click();
      await editor().getByLabel('Highest that it takes').fill('1');
      await editor().getByLabel('Highest that it takes').blur();
      await editor().getByText('Must not be less than the minimum').waitFor();
      await editor().getByLabel('It can be set').uncheck();
      await pressSave();
      await page.waitForURL(/\/mappings$/);
      expect((await mappings())[0]?.values).toEqual([{ capability: 'level', attribute: 'level', state: { topic: 'lamp/level' } }]);
    });

    it('what is wrong with a value as a whole', async () => {
      await edit({ ...pump, values: [{ ...pump.values[0], expireAfter: 60 }] });
      await page.route('**/actions/checkMapping', (route) =>
        route.fulfill({ json: { result: { findings: [{ path: '/values/0/expireAfter', message: 'is too long' }], values: [] } } }),
      );
      await editor().getByLabel('Template (optional)').fill('{{ value }}');
      await editor().getByText('expireAfter: Is too long.').waitFor();
    });
  });

  it('is tried on the whole of a message that is too long to show', async () => {
    await describeNew();
    await editor().getByLabel('What is it about?').selectOption({ label: 'Switch' });
    await editor()
      .getByRole('button', { name: /garden\/camera/ })
      .click();
    await editor().getByText('too much to show').waitFor();
    expect(await message().inputValue()).toBe('');
    await editor().getByLabel('Template (optional)').fill('{{ value_json.on }}');
    await editor().getByText('From this message: On').waitFor();
    await message().fill('{"on":false}');
    await editor().getByText('From this message: Off').waitFor();
    await message().fill('');
    await editor().getByText('From the last message: On').waitFor();
  });

  it('has one message a topic, changed at any value that reads it', async () => {
    const temperature = { capability: 'temperatureSensor', attribute: 'temperature', state: { topic: 'garden/+' } };
    await edit({ ...pump, values: [{ ...pump.values[0], state: { topic: 'garden/tank' } }, temperature] });
    await message(editor()).fill('1');
    await editor(1).getByText('From this message: 1 °C').waitFor();
    expect(await message(editor(1)).inputValue()).toBe('1');
    await message(editor(1)).fill('0');
    await editor(0).getByText('From this message: Off').waitFor();
    expect(await message(editor(0)).inputValue()).toBe('0');
  });

  describe('has its topics chosen from a list', () => {
    const search = (within: Locator) => within.getByRole('searchbox');
    const open = (within: Locator, index = 0) => within.getByRole('button', { name: 'Choose from what is heard' }).nth(index);

    it('of which one is open, and which begins anew each time', async () => {
      await describeNew();
      await editor().getByLabel('What is it about?').selectOption({ label: 'Switch' });
      await search(editor()).fill('tank');
      await editor()
        .getByRole('button', { name: /garden\/pump\/state/ })
        .waitFor({ state: 'detached' });
      // What is typed leaves the list as it is.
      await topic().fill('garden/x');
      expect(await search(editor()).inputValue()).toBe('tank');
      await open(editor()).click();
      expect(await search(editor()).count()).toBe(0);
      await editor().getByLabel('It can be set').check();
      await open(editor(), 1).click();
      expect(await search(editor()).inputValue()).toBe('');
      await editor()
        .getByRole('button', { name: /garden\/pump\/state/ })
        .waitFor();
      await open(editor(), 0).click();
      expect(await search(editor()).count()).toBe(1);
      await search(editor()).press('Escape');
      expect(await search(editor()).count()).toBe(0);
      expect(await isFocused(topic())).toBe(true);
    });

    it('in which nothing moves while somebody looks, until it is sorted anew', async () => {
      for (const name of ['a', 'b', 'c']) await garden.publishAsync(`shelf/${name}`, '1', { retain: true });
      await describeNew();
      await editor().getByLabel('What is it about?').selectOption({ label: 'Switch' });
      await search(editor()).fill('shelf/');
      const topics = editor().locator('topic-field li .mono:first-child');
      await expect.poll(() => topics.count()).toBe(3);
      const shown = await topics.allTextContents();
      const last = shown.at(-1) ?? '';
      await garden.publishAsync(last, '5');
      await garden.publishAsync('shelf/new', '5');
      await expect.poll(() => topics.allTextContents(), { timeout: 10_000 }).toEqual([...shown, 'shelf/new']);
      await editor().getByRole('button', { name: 'Sort anew' }).click();
      // The two that spoke last; which of them did may be less than a millisecond's matter.
      const first = async () => (await topics.allTextContents()).slice(0, 2).toSorted();
      await expect.poll(first).toEqual(['shelf/new', last].toSorted());
    });

    it('which is asked for only while it is open', async () => {
      await edit(pump);
      let asked = 0;
      page.on('request', (request) => void (request.url().endsWith('/listenTopics') && asked++));
      await open(editor()).click();
      await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(1);
      await open(editor()).click();
      const before = asked;
      await page.clock.install();
      await page.clock.runFor(60_000);
      expect(asked).toBe(before);
      await page.clock.resume();
    });

    it('that names the broker where there are several, and takes it', async () => {
      const heard = (broker: string, name: string) => ({
        broker,
        topic: name,
        payload: '1',
        bytes: 1,
        isRetained: true,
        at: '2026-01-01T00:00:00Z',
        isUsed: false,
      });
      const result = { brokers: ['one', 'two'], topics: [heard('one', 'a'), heard('two', 'a')], leftOut: 0 };
      await page.route('**/actions/listenTopics', (route) => route.fulfill({ json: { result } }));
      await describeNew();
      await editor().getByLabel('What is it about?').selectOption({ label: 'Switch' });
      await editor()
        .getByRole('button', { name: /^a .*two$/ })
        .click();
      await page.getByText('Maker, model, and whether').click();
      expect(await page.getByLabel('Broker').inputValue()).toBe('two');
    });
  });

  describe('keeps what was entered', () => {
    it('when “It can be set” is taken away and given back', async () => {
      await edit({ ...pump, values: [{ ...pump.values[0], send: { topic: 'garden/pump/cmd', template: '{{ value }}' } }] });
      await editor().getByLabel('It can be set').uncheck();
      await editor().getByLabel('It can be set').check();
      expect(await editor().getByLabel('Topic that takes the command').inputValue()).toBe('garden/pump/cmd');
      await editor().getByText('More about the command').click();
      expect(await editor().getByLabel('Template of the command').inputValue()).toBe('{{ value }}');
    });

    it('when something else is chosen, and leaves out what does not apply to it', async () => {
      const key = await edit(level);
      const about = editor().getByLabel('What is it about?');
      await about.selectOption({ label: 'Switch' });
      await pressSave();
      await page.waitForURL(/\/mappings$/);
      expect(await mappings()).toEqual([
        {
          key,
          name: 'Lamp',
          values: [{ capability: 'switch', attribute: 'on', state: { topic: 'lamp/level' }, send: { topic: 'lamp/set' } }],
        },
      ]);
      await edit(level);
      await about.selectOption({ label: 'Switch' });
      await about.selectOption({ label: 'Level' });
      await editor().getByText('More about this value').click();
      expect(await editor().getByLabel('Highest that it takes').inputValue()).toBe('90');
    });

    it('when a letter of the topic is typed: the message written by hand', async () => {
      await edit(pump);
      await message().fill('1');
      await topic().fill('garden/pump/states');
      await editor().getByText('From this message: On').waitFor();
      expect(await message().inputValue()).toBe('1');
    });

    it('when the topic of its availability is emptied: its words', async () => {
      await edit({ ...pump, availability: { topic: 'garden/there', available: 'yes', notAvailable: 'no' } });
      await page.getByText('Maker, model, and whether').click();
      const there = page.getByLabel('Topic that says whether it is there');
      await there.fill('');
      await there.fill('garden/here');
      expect(await page.getByLabel('Word for “there”').inputValue()).toBe('yes');
      expect(await page.getByLabel('Word for “gone”').inputValue()).toBe('no');
    });

    it('when a value is removed and that is taken back', async () => {
      const temperature = { capability: 'temperatureSensor', attribute: 'temperature', state: { topic: 'garden/t' } };
      await edit({ ...pump, values: [...pump.values, temperature] });
      await editor(0).getByText('More about the command').click();
      await page.getByRole('button', { name: 'Remove value 1' }).click();
      expect(await isFocused(page.getByRole('button', { name: 'Add another value' }))).toBe(true);
      expect(await topic().inputValue()).toBe('garden/t');
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await topic(editor(0)).inputValue()).toBe('garden/pump/state');
      expect(await topic(editor(1)).inputValue()).toBe('garden/t');
    });

    it('in what is open while somebody types in it', async () => {
      await edit({ ...pump, maker: 'x' });
      await page.getByText('Maker, model, and whether').click();
      await page.getByLabel('Maker').fill('y'.repeat(3));
      await page.getByLabel('Seconds of silence').fill('-1');
      await page.getByLabel('Seconds of silence').blur();
      await page.locator('#expire-error').waitFor();
      await page.getByLabel('Seconds of silence').fill('5');
      await page.getByLabel('Seconds of silence').blur();
      await page.locator('#expire-error').waitFor({ state: 'detached' });
      expect(await page.getByLabel('Maker').isVisible()).toBe(true);
    });
  });

  it('blames no value for what was wrong with one that is removed', async () => {
    const temperature = { capability: 'temperatureSensor', attribute: 'temperature', state: { topic: 'garden/t' } };
    await edit({ ...pump, values: [...pump.values, temperature] });
    await editor(0).getByLabel('Template (optional)').fill('{{ value');
    await expect.poll(() => editor(0).getByLabel('Template (optional)').getAttribute('aria-invalid')).toBe('true');
    await page.route('**/actions/checkMapping', () => undefined);
    await page.getByRole('button', { name: 'Remove value 1' }).click();
    expect(await editor(0).getByLabel('Template (optional)').getAttribute('aria-invalid')).toBe('false');
  });

  it('shows what it holds after it is discarded, whatever was chosen by hand', async () => {
    await edit(pump);
    const about = editor().getByLabel('What is it about?');
    const kind = page.getByLabel('What is it? (optional)');
    for (const label of ['Light', 'Pump', 'Light']) await kind.selectOption({ label });
    for (const label of ['Level', 'Switch', 'Level']) await about.selectOption({ label });
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => kind.inputValue()).toBe('pump');
    expect(await about.inputValue()).toBe('switch');
  });

  it('is removed, and comes back when that is taken back, however often it takes', async () => {
    const key = await save(pump);
    await expect.poll(async () => (await device('Garden pump'))?.availability).toBe('online');
    await page.goto('/plugins/mqtt/mappings');
    await page.getByRole('button', { name: 'More for Garden pump' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByText('None yet').waitFor();
    expect(await mappings()).toEqual([]);
    await expect.poll(async () => (await device('Garden pump'))?.availability).not.toBe('online');
    await page.route('**/actions/saveMapping', (route) => route.abort(), { times: 1 });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Garden pump is not back').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Garden pump' }).waitFor();
    expect(await mappings()).toEqual([{ ...pump, key }]);
    await expect.poll(async () => (await device('Garden pump'))?.availability).toBe('online');
  });

  it('can be taken back as well as another of its name', async () => {
    await save(pump);
    await save({ ...pump, values: [{ ...pump.values[0], state: { topic: 'yard/pump' } }] });
    await page.goto('/plugins/mqtt/mappings');
    for (const left of [1, 0]) {
      await page.getByRole('button', { name: 'More for Garden pump' }).first().click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await expect.poll(() => page.getByRole('link', { name: 'Garden pump' }).count()).toBe(left);
    }
    for (const back of [1, 2]) {
      await page.getByRole('button', { name: 'Undo' }).first().click();
      await expect.poll(() => page.getByRole('link', { name: 'Garden pump' }).count()).toBe(back);
    }
    expect((await mappings()).length).toBe(2);
  });

  it('leads back from one that is not there any more', async () => {
    await page.goto('/plugins/mqtt/mappings/manual:gone');
    await page.getByText('There is no such product any more').waitFor();
    await page.getByRole('link', { name: 'Products that announce nothing' }).click();
    await page.getByText('None yet').waitFor();
  });

  it('says that what can be told is not known, and asks again', async () => {
    await page.route('**/api/v1/capabilities*', (route) => route.abort());
    await describeNew();
    await page.getByText('The hub does not answer').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await editor().getByLabel('What is it about?').waitFor();
  });

  it('is chosen by the keyboard alone', async () => {
    await describeNew();
    const { keyboard } = page;
    const goTo = async (field: Locator) => {
      for (let step = 0; step < 40 && !(await isFocused(field)); step++) await keyboard.press('Tab');
      expect(await isFocused(field)).toBe(true);
    };
    await page.getByLabel('Name', { exact: true }).waitFor();
    await goTo(page.getByLabel('Name', { exact: true }));
    await keyboard.type('Lid');
    await goTo(editor().getByLabel('What is it about?'));
    await keyboard.type('Switch');
    await expect.poll(() => editor().getByLabel('What is it about?').inputValue()).toBe('switch');
    await goTo(editor().getByRole('searchbox'));
    await keyboard.type('tank');
    const row = editor().getByRole('button', { name: /garden\/tank/ });
    await row.waitFor();
    await goTo(row);
    await keyboard.press('Enter');
    expect(await topic().inputValue()).toBe('garden/tank');
    await keyboard.press('End');
    await keyboard.type('/lid');
    expect(await topic().inputValue()).toBe('garden/tank/lid');
    await goTo(page.getByRole('button', { name: 'Save', exact: true }));
    await keyboard.press('Enter');
    await page.waitForURL(/\/mappings$/);
    expect(await mappings()).toMatchObject([{ name: 'Lid', values: [{ state: { topic: 'garden/tank/lid' } }] }]);
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });

  it('is none of the business of who may not manage plugins', async () => {
    await home.api('POST', '/users', { name: 'Bo', password: owner.password, role: 'member' });
    await home.context.clearCookies();
    await home.api('POST', '/sessions', { name: 'Bo', password: owner.password });
    await page.goto('/plugins/mqtt/mappings');
    await page.getByText('You may not do this').waitFor();
  });
});
