import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';
import { MakeBelieveHub } from './make-believe.ts';

describe('what happens while a page begins', () => {
  let home: TestHome<MakeBelieveHub>;
  beforeAll(async () => {
    home = await TestHome.with((data) => MakeBelieveHub.start(data));
    await home.signIn();
    await home.hub.say(
      'lamps',
      {
        type: 'device',
        device: {
          key: 'door',
          name: 'Door',
          identifiers: [],
          endpoints: [{ id: 'main', capabilities: { lock: { attributes: { state: {} } } } }],
        },
      },
      { type: 'availability', device: 'door', state: 'online' },
    );
  });
  afterAll(() => home?.close());

  const card = () => home.page.locator('device-card').filter({ hasText: 'Door' });
  const turn = (state: string) =>
    home.hub.say('lamps', { type: 'report', device: 'door', endpoint: 'main', capability: 'lock', values: { state } });

  it('is shown although it was read before, and the feed came after it', async () => {
    const { page } = home;
    await turn('locked');
    const feed = Promise.withResolvers<void>();
    await page.routeWebSocket(/\/api\/v1\/events/, async (socket) => {
      await feed.promise;
      socket.connectToServer();
    });
    await page.goto('/');
    await card().getByText('Locked', { exact: true }).waitFor();
    await turn('unlocked');
    const isUnlocked = async () => JSON.stringify(await home.api('GET', '/devices')).includes('"unlocked"');
    await expect.poll(isUnlocked).toBe(true);
    feed.resolve();
    await card().getByText('Unlocked', { exact: true }).waitFor();
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
