import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';
import { MakeBelieveHub } from './make-believe.ts';

/** To boost can do no harm, so the hub asks twice for it. */
const booster = {
  title: 'Booster',
  risk: 'none',
  attributes: { running: { title: 'Running', schema: { type: 'boolean' }, writable: true } },
  commands: { boost: { title: 'Boost', expects: { running: true }, repeatable: true } },
};
const capabilities = {
  switch: { attributes: { on: {} } },
  level: { attributes: { level: {} } },
  'com.acme:booster': { definition: booster, attributes: { running: {} }, commands: ['boost'] },
};

describe('a wish that the device does not confirm', () => {
  let home: TestHome<MakeBelieveHub>;
  beforeAll(async () => {
    home = await TestHome.with((data) => MakeBelieveHub.start(data));
    await home.signIn();
    await home.hub.say(
      'lamps',
      { type: 'device', device: { key: 'desk', name: 'Desk lamp', identifiers: [], endpoints: [{ id: 'main', capabilities }] } },
      { type: 'availability', device: 'desk', state: 'online' },
      { type: 'report', device: 'desk', endpoint: 'main', capability: 'switch', values: { on: false } },
    );
    await card().getByText('Off', { exact: true }).waitFor();
    // What was said in the very moment of the command would count as its answer.
    await home.hub.clock.advance(1000);
  });
  afterAll(() => home?.close());

  const card = () => home.page.locator('device-card').filter({ hasText: 'Desk lamp' });
  const line = (title: string) => home.page.locator('attribute-line').filter({ hasText: title });
  /** Lets time pass until something is shown. The plugin's answer may come later than the time, and has the hub wait for a moment that is over. */
  const afterMs = async (ms: number, shown: Locator) => {
    await home.hub.clock.advance(ms);
    const count = async () => {
      await home.hub.clock.advance(1);
      return shown.count();
    };
    await expect.poll(count, { timeout: 20_000 }).toBe(1);
  };
  /** The level says how the make-believe lamp confirms from now on. */
  const behave = async (how: 'silent' | 'reporting') => {
    const { items } = await home.api<{ items: { id: string }[] }>('GET', '/devices');
    const args = { level: how === 'silent' ? 2 : 1 };
    await home.api('POST', `/devices/${items[0]?.id}/commands`, { capability: 'level', command: 'set', args });
  };

  it('stands beside the value', async () => {
    const { page } = home;
    await behave('silent');
    await card().getByRole('switch').click();
    await card().getByText('Asked, not confirmed yet').waitFor();
    // Another browser knows of it by what the hub says.
    await page.goto('/');
    await card().getByText('Asked for On, not confirmed yet').waitFor();
    await card().getByRole('link').click();
    await line('On').getByText('Asked for On, not confirmed yet').waitFor();
    expect(await line('On').getByRole('button', { name: 'Ask again' }).count()).toBe(0);
  });

  it('is told to be given up, on the page and on the card', async () => {
    const { page } = home;
    await afterMs(10_000, line('On').getByText('Asked for On, and the device did not confirm it'));
    await page.goto('/');
    await card().getByText('Asked for On, and the device did not confirm it').waitFor();
  });

  it('is asked for again by a button, and gone once it came true', async () => {
    await behave('reporting');
    await card().getByRole('button', { name: 'Ask again' }).click();
    await card().getByText(/^On\b/).waitFor();
    await card().locator('.condition').waitFor({ state: 'detached' });
  });

  it('is told with how often it was asked', async () => {
    const { page } = home;
    await card().getByRole('link').click();
    await page.getByRole('button', { name: 'Boost', exact: true }).click();
    await line('Running').getByText('Asked for Yes, not confirmed yet').waitFor();
    await afterMs(5000, line('Running').getByText('Asked twice for Yes, not confirmed yet'));
    await afterMs(5000, line('Running').getByText('Asked twice for Yes, and the device did not confirm it'));
    await line('Running').getByRole('button', { name: 'Ask again' }).click();
    await line('Running').getByText('Asked').waitFor({ state: 'detached' });
    expect(await line('Running').getByRole('switch').getAttribute('aria-checked')).toBe('true');
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
