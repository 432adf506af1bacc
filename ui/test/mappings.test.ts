import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidewaysScroll, TestHome } from './home.ts';

/** A garden pump that announces nothing, and a tank that says JSON. */
async function playGarden(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  client.on('message', (_topic, payload) => client.publish('garden/pump/state', payload, { retain: true }));
  await client.subscribeAsync('garden/pump/cmd');
  await client.publishAsync('garden/pump/state', '0', { retain: true });
  await client.publishAsync('garden/tank', '{"water":{"t":68.5},"name":"tank"}', { retain: true });
  return client;
}

describe('a product that announces nothing', () => {
  let home: TestHome;
  let garden: MqttClient;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    garden = await playGarden(home.hub.mqtt);
  });
  afterAll(async () => {
    await garden?.endAsync(true);
    await home?.close();
  });

  const editor = (index = 0) => home.page.locator('value-editor').nth(index);
  const card = (name: string) => home.page.locator('device-card').filter({ hasText: name });

  it('is described from what is heard, with each step shown', async () => {
    const { page } = home;
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
    expect(await editor().getByLabel('Topic that tells the value').inputValue()).toBe('garden/pump/state');
    await editor().getByText('From this message: Off').waitFor();
    // The pair that the word is of stands there already, and can be changed.
    expect(await editor().getByLabel('Word 1', { exact: true }).inputValue()).toBe('1');
    expect(await editor().getByLabel('Word 2', { exact: true }).inputValue()).toBe('0');
    await editor().getByRole('button', { name: 'Add a word' }).click();
    await editor().getByLabel('Word 3', { exact: true }).fill('running');
    await editor().getByLabel('Meaning of word 3', { exact: true }).selectOption({ label: 'On' });
    await editor().getByLabel('It can be set').check();
    await editor().getByLabel('Topic that takes the command').fill('garden/pump/cmd');
    await editor().getByText('On → garden/pump/cmd: 1').waitFor();
    await editor().getByText('Off → garden/pump/cmd: 0').waitFor();
  });

  it('says at the field what is wrong, and is not saved so', async () => {
    const { page } = home;
    const template = editor().getByLabel('Template (optional)');
    await template.fill('{{ value | nonsense }}');
    await editor()
      .getByText(/unknown.*nonsense/i)
      .first()
      .waitFor();
    expect(await template.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('One thing to mend above').waitFor();
    await template.fill('');
    await editor().getByText('From this message: Off').waitFor();
  });

  it('is a device that shows its value and is switched', async () => {
    const { page } = home;
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/\/mappings$/);
    await page.getByText('garden/pump/state, garden/pump/cmd').waitFor();
    await page.goto('/');
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

  it('gets another value, of a part of a JSON message in another unit, when it is edited', async () => {
    const { page } = home;
    await page.goto('/plugins/mqtt/mappings');
    await page.getByRole('link', { name: 'Garden pump' }).click();
    await page.getByRole('button', { name: 'Add another value' }).click();
    await editor(1).getByLabel('What is it about?').selectOption({ label: 'Temperature' });
    await editor(1)
      .getByRole('button', { name: /garden\/tank/ })
      .click();
    await editor(1).getByRole('button', { name: 'water.t: 68.5' }).click();
    await editor(1).getByLabel('Unit that the product counts in').fill('°F');
    await editor(1).getByText('From this message: 20.3 °C').waitFor();
    await page.getByRole('button', { name: 'Add another value' }).click();
    await editor(2).getByLabel('What is it about?').selectOption({ label: 'Switch' });
    await editor(2).getByLabel('Topic that tells the value').fill('garden/valve/state');
    await editor(2).getByText('Is mapped already, by value 1.').waitFor();
    await editor(2).getByText('More about this value').click();
    await editor(2).getByLabel('Part of the product').fill('valve');
    await editor(2).getByText('Is mapped already').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/\/mappings$/);
    await page.goto('/');
    await card('Garden pump').getByText('20.3 °C').waitFor();
  });

  it('is removed, and comes back when that is taken back', async () => {
    const { page } = home;
    await page.goto('/plugins/mqtt/mappings');
    await page.getByRole('button', { name: 'More for Garden pump' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByText('None yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Garden pump' }).waitFor();
    await page.goto('/');
    await card('Garden pump')
      .getByText(/^Off\b/)
      .waitFor();
    expect(await card('Garden pump').count()).toBe(1);
  });

  it('is chosen by the keyboard alone', async () => {
    const { page } = home;
    await page.goto('/plugins/mqtt/mappings/new');
    await editor().getByLabel('What is it about?').selectOption({ label: 'Switch' });
    const topic = editor().getByRole('button', { name: /garden\/tank/ });
    await topic.waitFor();
    await topic.focus();
    await page.keyboard.press('Enter');
    expect(await editor().getByLabel('Topic that tells the value').inputValue()).toBe('garden/tank');
    await page.keyboard.type('/lid');
    expect(await editor().getByLabel('Topic that tells the value').inputValue()).toBe('garden/tank/lid');
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
