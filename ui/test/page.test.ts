import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidewaysScroll, TestHome } from './home.ts';

const paths = ['/', '/discover', '/rules', '/rules/new', '/people', '/rooms', '/scenes', '/plugins', '/plugins/mqtt', '/settings'];

describe('the page', () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    await home.api('POST', '/rooms', { name: 'Living room' });
  });
  afterAll(() => home?.close());

  it.each([
    ['a small phone', 360, 740],
    ['a phone', 390, 844],
    ['a tablet', 820, 1180],
    ['a desktop', 1440, 900],
  ])('fits on %s without scrolling sideways', async (_, width, height) => {
    const { page } = home;
    await page.setViewportSize({ width, height });
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await sidewaysScroll(page), path).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('follows the system between light and dark, or what was chosen', async () => {
    const { page } = home;
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto('/settings');
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground();
    expect(dark).not.toBe(light);

    await page.getByRole('button', { name: 'Light', exact: true }).click();
    expect(await ground()).toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'Like the system' }).waitFor();
    expect(await ground()).toBe(light);
    await page.getByRole('button', { name: 'Like the system' }).click();
    expect(await ground()).toBe(dark);
  });

  it('gives the focus back after a dialog, and says what a blank name is', async () => {
    const { page } = home;
    await page.goto('/rooms');
    const button = page.getByRole('button', { name: 'New room' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Name', { exact: true }).fill('   ');
    await page.keyboard.press('Enter');
    await page.getByText('Is needed.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('living ROOM');
    await page.keyboard.press('Enter');
    await page.getByText('There is a room "living ROOM" already').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Loft');
    await page.keyboard.press('Enter');
    await page.getByText('Loft', { exact: true }).waitFor();
    await expect.poll(() => button.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('is used with the keyboard alone', async () => {
    const { page } = home;
    const focused = () =>
      page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.textContent.trim() ?? '';
      });
    const tabTo = async (text: string) => {
      for (let count = 0; count < 40; count++) {
        await page.keyboard.press('Tab');
        if ((await focused()) === text) return;
      }
      throw new Error(`Tab never came to "${text}"`);
    };
    await page.goto('/');
    await page.getByRole('navigation').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await tabTo('People');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nobody yet' }).waitFor();
    await tabTo('Add a person');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Grace');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Grace' }).waitFor();

    await page.getByRole('button', { name: 'More for Grace' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Delete');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'More for Grace' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Edit' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('shows how a plugin is, its log, and what it can do', async () => {
    const { page } = home;
    await page.goto('/plugins');
    await page.getByRole('link', { name: 'MQTT' }).click();
    await page.getByText('Running').first().waitFor();
    await page.locator('plugin-logs').locator('ol, p').first().waitFor();
    const action = page.locator('plugin-action').filter({ hasText: 'Add a broker user' });
    await action.locator('summary').click();
    await action.getByRole('button', { name: 'Add a broker user' }).click();
    await action.getByText('Is needed').waitFor();
    await action.getByLabel('Name').fill('garden');
    await action.getByRole('button', { name: 'Add a broker user' }).click();
    await action.getByText('Note the password now').waitFor();
  });

  it('tells of a page that does not exist', async () => {
    const { page } = home;
    await page.goto('/no/such/page');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  });

  it('tells when the hub is away, and goes on when it is back', async () => {
    const { page } = home;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Living room' }).waitFor();
    await home.restartHub(() => page.getByText('No connection to the hub').waitFor());
    await page.getByText('No connection to the hub').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Living room' }).waitFor();
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
