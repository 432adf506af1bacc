import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program } from '../../core/test/scenario/program.ts';
import { TestHome } from './home.ts';

/** The seconds that a countdown shows: `4 min 10 s left`. */
function secondsIn(text: string): number {
  const parts = /^(?=\d)(?:(\d+) min )?(?:(\d+) s )?left$/.exec(text.trim());
  if (!parts) throw new Error(`no countdown: ${text}`);
  const [, minutes = '0', seconds = '0'] = parts;
  return Number(minutes) * 60 + Number(seconds);
}

describe('a Zigbee network that is opened for a newcomer', () => {
  let home: TestHome;
  let bridge: Program;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    bridge = new Program(join(import.meta.dirname, '../../plugins/mqtt/demo/zigbee2mqtt.ts'), ['--mqtt', home.hub.mqtt]);
    await bridge.line(/announced/);
  });
  afterAll(async () => {
    await bridge?.kill();
    await home?.close();
  });

  it('counts down beside the action that opened it', async () => {
    const { page } = home;
    await page.clock.install();
    await page.goto('/');
    const card = page.locator('device-card').filter({ hasText: 'Zigbee2MQTT' });
    await card.first().waitFor();
    await page.goto('/plugins/mqtt');
    const action = page.locator('plugin-action').filter({ hasText: 'Let Zigbee devices join' });
    await action.locator('summary').click();
    await action.getByLabel('Seconds').fill('200');
    await action.getByRole('button', { name: 'Let Zigbee devices join' }).click();
    const timer = action.getByRole('timer');
    await timer.waitFor();
    await page.clock.pauseAt(Date.now() + 2000);
    const first = secondsIn(await timer.innerText());
    expect(first).toBeGreaterThan(150);
    expect(first).toBeLessThanOrEqual(200);
    await page.clock.runFor(3000);
    expect(secondsIn(await timer.innerText())).toBe(first - 3);
    await page.clock.resume();
  });

  it('counts down on the page of the bridge, and no more when it is closed', async () => {
    const { page } = home;
    await page.goto('/');
    await page.locator('device-card').filter({ hasText: 'Zigbee2MQTT' }).getByRole('link', { name: 'Zigbee2MQTT' }).first().click();
    const line = page.locator('attribute-line').filter({ hasText: 'Open until' });
    await line.getByRole('timer').waitFor();
    expect(secondsIn(await line.getByRole('timer').innerText())).toBeGreaterThan(100);
    expect(home.complaints).toEqual([]);
    await page.locator('attribute-line').filter({ hasText: 'Open for new devices' }).locator('c-toggle, [role=switch]').first().click();
    await line.getByRole('timer').waitFor({ state: 'detached' });
  });
});
