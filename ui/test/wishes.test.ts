import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';
import { MakeBelieveHub } from './make-believe.ts';

describe('a wish that the device does not confirm', () => {
  let home: TestHome<MakeBelieveHub>;
  beforeAll(async () => {
    home = await TestHome.with((data) => MakeBelieveHub.start(data));
    await home.signIn();
    await home.hub.say(
      'lamps',
      {
        type: 'device',
        device: {
          key: 'desk',
          name: 'Desk lamp',
          identifiers: [],
          endpoints: [{ id: 'main', capabilities: { switch: { attributes: { on: {} } }, level: { attributes: { level: {} } } } }],
        },
      },
      { type: 'availability', device: 'desk', state: 'online' },
      { type: 'report', device: 'desk', endpoint: 'main', capability: 'switch', values: { on: false } },
    );
    await card().getByText('Off', { exact: true }).waitFor();
    // What was said in the very moment of the command would count as its answer.
    await home.hub.clock.advance(1000);
  });
  afterAll(() => home?.close());

  const card = () => home.page.locator('device-card').filter({ hasText: 'Desk lamp' });
  const line = () => home.page.locator('attribute-line').filter({ hasText: 'On' }).first();
  /** The level says how the make-believe lamp confirms from now on. */
  const behave = async (how: 'silent' | 'reporting') => {
    const { items } = await home.api<{ items: { id: string }[] }>('GET', '/devices');
    const args = { level: how === 'silent' ? 2 : 1 };
    await home.api('POST', `/devices/${items[0]?.id}/commands`, { capability: 'level', command: 'set', args });
  };

  it('stands beside the value, with how often it was asked', async () => {
    const { page } = home;
    await behave('silent');
    await card().getByRole('switch').click();
    await card().getByText('Asked, not confirmed yet').waitFor();
    // Another browser knows of it by what the hub says.
    await page.goto('/');
    await card().getByText('Asked for On, not confirmed yet').waitFor();
    await home.hub.clock.advance(5000);
    await card().getByText('Asked twice for On, not confirmed yet').waitFor();
    await card().getByRole('link').click();
    await line().getByText('Asked twice for On, not confirmed yet').waitFor();
    expect(await line().getByRole('button', { name: 'Ask again' }).count()).toBe(0);
  });

  it('is told to be given up, on the page and on the card', async () => {
    const { page } = home;
    await home.hub.clock.advance(5000);
    await line().getByText('Asked twice for On, and the device did not confirm it').waitFor();
    await page.goto('/');
    await card().getByText('Asked twice for On, and the device did not confirm it').waitFor();
  });

  it('is asked for again by a button, and gone once it came true', async () => {
    await behave('reporting');
    await card().getByRole('button', { name: 'Ask again' }).click();
    await card().getByText(/^On\b/).waitFor();
    await card().locator('.condition').waitFor({ state: 'detached' });
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
