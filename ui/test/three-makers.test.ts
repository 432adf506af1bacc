import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program } from '../../core/test/scenario/program.ts';
import { TestHome } from './home.ts';

/** What a homeowner does on the first evening, in the page alone: three makers' products come in, and one rule between them. */
describe('a home of three makers, made in the page', () => {
  const plugins = join(import.meta.dirname, '../../plugins');
  const network = process.env['CONCORD_TEST_NETWORK'] ?? '';
  const ieee = '0x00158d00010a2b3c';
  const folder = mkdtempSync(join(tmpdir(), 'concord-makers-'));
  let home: TestHome;
  let lock: Program;
  let thermostat: Program;
  let plug: Program;
  let code = '';

  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    lock = new Program(join(plugins, 'mqtt/demo/lock.ts'), ['--mqtt', home.hub.mqtt, '--id', ieee]);
    const thermostatOptions = ['--data', join(folder, 'thermostat'), '--network', network, '--port', '5598'];
    thermostat = new Program(join(plugins, 'matter/demo/thermostat.ts'), thermostatOptions);
    plug = new Program(join(plugins, 'mdns/demo/shelly-plug.ts'), ['--network', network, '--name', 'Coffee machine']);
    [, code = ''] = await thermostat.line(/"manualCode":"(\d+)"/);
    await plug.line(/listening/);
  });
  afterAll(async () => {
    await Promise.all([lock, thermostat, plug].map((peer) => peer?.kill()));
    await home?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const card = (name: string) => home.page.locator('device-card').filter({ hasText: name });
  const candidate = (name: string) => home.page.locator('page-discover article').filter({ hasText: name });
  const open = (page: string) => home.page.getByRole('link', { name: page, exact: true }).first().click();

  it('shows the lock, which announced itself, and gives it a name', async () => {
    const { page } = home;
    await card(ieee).getByText('Locked', { exact: true }).waitFor();
    await card(ieee).getByRole('link', { name: ieee }).click();
    await page.getByRole('button', { name: `More for ${ieee}` }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Front door');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Front door' }).waitFor();
  });

  it('says what is wrong with a pairing code, and takes the thermostat in with the right one', async () => {
    const { page } = home;
    await open('Discover');
    await candidate('Demo Thermostat').getByRole('button', { name: 'Add to the home' }).click();
    const dialog = page.locator('c-dialog');
    await dialog.getByRole('textbox').fill(`${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`);
    await dialog.getByRole('button', { name: 'Add to the home' }).click();
    await dialog
      .getByText(/code/i)
      .filter({ hasText: /wrong|mistyped|check|digit/i })
      .first()
      .waitFor();

    await dialog.getByRole('textbox').fill(code);
    await dialog.getByRole('button', { name: 'Add to the home' }).click();
    await dialog.getByText('It is part of your home now.').waitFor();
    await dialog.getByRole('link', { name: /^Added / }).click();
    await page.getByRole('heading', { level: 1, name: 'Demo Thermostat' }).waitFor();
  });

  it('takes the plug in with a click', async () => {
    const { page } = home;
    await open('Discover');
    await candidate('Coffee machine').getByRole('button', { name: 'Add to the home' }).click();
    await page.locator('c-dialog').getByRole('button', { name: 'Add to the home' }).click();
    await page.locator('c-dialog').getByText('It is part of your home now.').waitFor();
    await page
      .locator('c-dialog')
      .getByRole('link', { name: /^Added / })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Coffee machine' }).waitFor();
  });

  it.each([
    ['Ana', '22.5', '1'],
    ['Ben', '19', '2'],
  ])('knows %s, the temperature of choice, and the code at the lock', async (name, temperature, user) => {
    const { page } = home;
    await open('People');
    await page.getByRole('button', { name: 'Add a person' }).first().click();
    const dialog = page.locator('person-dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByLabel('Likes it at').fill(temperature);
    await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
    await dialog.getByLabel('User', { exact: true }).fill(user);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(name, { exact: true }).first().waitFor();
  });

  it('gets its rule from the form', async () => {
    const { page } = home;
    await page.goto('/rules/new');
    await page.getByRole('button', { name: 'Something happens' }).click();
    const trigger = page.locator('trigger-editor');
    await trigger.getByLabel('Device').selectOption({ label: 'Front door' });
    await trigger.getByLabel('What happens').selectOption({ label: 'Lock: Unlocked' });

    const actions = page.locator('action-editor');
    await page.getByRole('button', { name: 'Command a device', exact: true }).click();
    await actions.nth(0).getByLabel('Device').selectOption({ label: 'Demo Thermostat' });
    await actions.nth(0).getByLabel('What it does').selectOption({ label: 'Thermostat: Set' });
    await actions.nth(0).locator('[data-argument=heatingSetpoint]').selectOption({ label: 'Their temperature' });
    await actions.nth(0).locator('argument-input value-input input').first().fill('20');
    await page.getByRole('button', { name: 'Command a device', exact: true }).click();
    await actions.nth(1).getByLabel('Device').selectOption({ label: 'Coffee machine' });
    await actions.nth(1).getByLabel('What it does').selectOption({ label: 'Switch: Set' });
    await actions.nth(1).locator('value-input select').selectOption({ label: 'On' });
    await page.getByLabel('Name', { exact: true }).fill('Welcome home');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.waitForURL(/\/rules\/\w+$/);
  });

  it.each([
    ['Ana', 'unlock 1', '22.5'],
    ['Ben', 'unlock 2', '19'],
    ['nobody known', 'unlock', '20'],
  ])('shows live what the rule does when it is %s who unlocks, and why', async (who, message, temperature) => {
    const { page } = home;
    await page.goto('/');
    await card('Coffee machine').waitFor();
    lock.tell(message);
    await card('Demo Thermostat')
      .getByText(new RegExp(`\\b${temperature}\\s?°C`))
      .first()
      .waitFor();
    await card('Coffee machine').getByText(/^On\b/).waitFor();
    await card('Front door').getByText('Unlocked', { exact: true }).waitFor();

    await open('Rules');
    await page.getByRole('link', { name: 'just now' }).click();
    const steps = page.locator('trace-view').first().locator('li');
    await steps
      .filter({ hasText: 'Front door' })
      .filter({ hasText: who === 'nobody known' ? 'Unlocked' : who })
      .waitFor();
    await steps
      .filter({ hasText: 'Demo Thermostat' })
      .filter({ hasText: /confirmed after|reported back after/ })
      .waitFor();
    await steps
      .filter({ hasText: 'Coffee machine' })
      .filter({ hasText: /confirmed after|reported back after/ })
      .waitFor();
    lock.tell('lock');
    await page.goto('/');
    await card('Coffee machine').getByRole('switch').click();
    await card('Coffee machine')
      .getByText(/^Off\b/)
      .waitFor();
    expect(await card('Front door').getByText('Locked', { exact: true }).count()).toBe(1);
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
