import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';
import { Lamp } from './lamp.ts';

describe('a rule', () => {
  let home: TestHome;
  let lamp: Lamp;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    lamp = await Lamp.plugIn(home.hub.mqtt);
    await home.page.locator('device-card').filter({ hasText: 'Reading lamp' }).getByText('Off', { exact: true }).waitFor();
  });
  afterAll(async () => {
    await lamp?.unplug();
    await home?.close();
  });

  it('is made by a form, which says at its place what is missing', async () => {
    const { page } = home;
    await page.goto('/rules');
    await page.getByRole('heading', { name: 'No rules yet' }).waitFor();
    await page.getByRole('link', { name: 'New rule' }).click();

    await page.getByRole('button', { name: 'A value changes' }).click();
    const trigger = page.locator('trigger-editor');
    await trigger.getByLabel('Device').selectOption({ label: 'Reading lamp' });
    await trigger.getByLabel('What of it').selectOption({ label: 'Switch: On' });
    await trigger.getByLabel('Becomes').selectOption({ label: 'Yes / on' });

    await page.getByRole('button', { name: 'The day' }).click();
    await page.locator('condition-editor').getByRole('button', { name: 'Sat' }).click();
    await page.locator('condition-editor').getByRole('button', { name: 'Sun' }).click();

    await page.getByRole('button', { name: 'Wait' }).click();
    await page.locator('action-editor').getByLabel('Wait for', { exact: true }).fill('1');
    await page.locator('action-editor').getByLabel('Wait for: unit').selectOption({ label: 'seconds' });
    await page.getByRole('button', { name: 'Command a device' }).click();
    const action = page.locator('action-editor').nth(1);
    await action.getByLabel('Device').selectOption({ label: 'Reading lamp' });
    await action.getByLabel('What it does').selectOption({ label: 'Switch: Set' });
    await action.locator('value-input select').selectOption({ label: 'Off' });
    await page.getByRole('button', { name: 'Tell me' }).click();

    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.locator('rule-form').getByText('Is needed.').first().waitFor();
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('action-editor').nth(2).getByText('Is needed.').count()).toBe(1);
  });

  it('is saved once all is said, and listed', async () => {
    const { page } = home;
    await page.getByLabel('Name', { exact: true }).fill('Never forget the lamp');
    await page.locator('action-editor').nth(2).getByLabel('Message').fill('The lamp was left on');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.waitForURL(/\/rules\/(?!new$)\w+$/);
    await page.getByRole('link', { name: 'Rules', exact: true }).first().click();
    await page.getByRole('link', { name: 'Never forget the lamp' }).waitFor();
    await page.getByText('Has not run yet').waitFor();
  });

  it('is not lost by the browser’s back button', async () => {
    const { page } = home;
    await page.getByRole('link', { name: 'New rule' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('Half a thought');
    page.once('dialog', (dialog) => void dialog.dismiss());
    const asked = page.waitForEvent('dialog');
    await page.evaluate(() => history.back());
    await asked;
    await page.waitForURL('/rules/new');
    expect(await name.inputValue()).toBe('Half a thought');
    // The step was taken back, not replaced: the same button leaves for the same place once the person agrees.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.evaluate(() => history.back());
    await page.waitForURL('/rules');
    await page.getByRole('link', { name: 'Never forget the lamp' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { level: 1, name: 'New rule' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Never forget the lamp' }).waitFor();
  });

  it('runs when it is triggered, and shows live what it does', async () => {
    const { page } = home;
    lamp.press();
    await page.getByText('The lamp was left on').waitFor();
    expect(lamp.isOn).toBe(false);
    await page.locator('page-rules').getByText('Done').waitFor();
    await page.getByRole('link', { name: 'just now' }).click();
    await page.locator('trace-view li').filter({ hasText: 'Reading lamp' }).filter({ hasText: 'Done' }).waitFor();
    await page.getByText(/(reported back|confirmed) after/).waitFor();
    await page.getByText('Day was').waitFor();
  });

  it('says in its trace why a device did not do it', async () => {
    const { page } = home;
    await lamp.unplug();
    const isOffline = async () =>
      (await home.api<{ items: { availability: string }[] }>('GET', '/devices')).items[0]?.availability === 'offline';
    await expect.poll(isOffline, { timeout: 10_000 }).toBe(true);
    const { items } = await home.api<{ items: { id: string }[] }>('GET', '/rules');
    await page.goto(`/rules/${items[0]?.id ?? ''}`);
    await page.getByRole('button', { name: 'Test run' }).click();
    await page.locator('trace-view').getByText('Started by hand').waitFor();
    await page.locator('trace-view li[data-outcome=failed]').waitFor();
    await page.locator('trace-view .failure').waitFor();
    lamp = await Lamp.plugIn(home.hub.mqtt);
  });

  it('is switched off and deleted', async () => {
    const { page } = home;
    await page.goto('/rules');
    const toggle = page.getByRole('switch', { name: 'Never forget the lamp is on' });
    await toggle.click();
    await expect.poll(() => toggle.getAttribute('aria-checked')).toBe('false');
    await page.getByRole('link', { name: 'Never forget the lamp' }).click();
    await page.getByRole('button', { name: 'More for Never forget the lamp' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.locator('c-confirm').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'No rules yet' }).waitFor();
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
