import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';
import { Lamp } from './lamp.ts';

describe('a device in the home', () => {
  let home: TestHome;
  let lamp: Lamp;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    await home.api('POST', '/rooms', { name: 'Study' });
    lamp = await Lamp.plugIn(home.hub.mqtt);
  });
  afterAll(async () => {
    await lamp?.unplug();
    await home?.close();
  });
  const card = () => home.page.locator('device-card').filter({ hasText: 'Reading lamp' });

  it('appears by itself', async () => {
    await card().getByText('Off', { exact: true }).waitFor();
  });

  it('is switched by the page, and shown as it says it is', async () => {
    const toggle = card().getByRole('switch', { name: 'Reading lamp' });
    await toggle.click();
    await card().getByText('On', { exact: true }).waitFor();
    expect(lamp.isOn).toBe(true);
    expect(await toggle.getAttribute('aria-checked')).toBe('true');
  });

  it('shows at once what happens to it in the room', async () => {
    lamp.press();
    await card().getByText('Off', { exact: true }).waitFor();
  });

  it('says what was asked of it and not confirmed', async () => {
    lamp.obeys = false;
    await card().getByRole('switch').click();
    await card().getByText('Asked, not confirmed yet').waitFor();
    await card().locator('[data-tone=bad]').waitFor({ timeout: 30_000 });
    lamp.obeys = true;
    await card().getByRole('switch').click();
    await card().getByText('On', { exact: true }).waitFor();
  });

  it('has a page with its values and history, where it gets a name and a room', async () => {
    const { page } = home;
    await card().getByRole('link', { name: 'Reading lamp' }).click();
    await page.getByRole('heading', { level: 1, name: 'Reading lamp' }).waitFor();
    const history = page.locator('history-panel');
    await history.getByRole('heading', { name: 'History: On' }).waitFor();
    // Newest first. It came switched off, was switched on by the page, and off in the room; what came just now may not be written yet.
    const told = async () => (await history.locator('state-timeline li strong').allTextContents()).slice(-3);
    await expect.poll(told).toEqual(['Off', 'On', 'Off']);
    await page.getByRole('button', { name: 'Week' }).click();
    await page.locator('history-panel [aria-pressed=true]').getByText('Week').waitFor();
    await expect.poll(told).toEqual(['Off', 'On', 'Off']);
    await page.getByText('What became of what the product offers').click();
    await page.locator('mapping-report').getByText('Told by mqtt').waitFor();

    await page.getByLabel('Room').selectOption({ label: 'Study' });
    await page.getByRole('button', { name: 'More for Reading lamp' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Desk lamp');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Desk lamp' }).waitFor();

    await page.goto('/');
    await page.getByRole('region', { name: 'Study' }).locator('device-card').filter({ hasText: 'Desk lamp' }).waitFor();
  });

  it('is told to be offline when it is unplugged', async () => {
    await lamp.unplug();
    await home.page.locator('device-card').getByText('Offline').waitFor();
    expect(await home.page.locator('device-card').getByRole('switch').isDisabled()).toBe(true);
    lamp = await Lamp.plugIn(home.hub.mqtt);
    await home.page.locator('device-card').getByText('Offline').waitFor({ state: 'detached' });
  });

  it('is kept as a scene with how it is', async () => {
    const { page } = home;
    await page.goto('/scenes');
    await page.getByRole('button', { name: 'Keep how it is now' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Evening');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByText('Desk lamp: Off').waitFor();
    lamp.press();
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('Evening is set').waitFor();
    expect(lamp.isOn).toBe(false);
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
