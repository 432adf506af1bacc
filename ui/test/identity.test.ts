import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidewaysScroll, TestHome } from './home.ts';
import { MakeBelieveHub } from './make-believe.ts';

interface Page<Item> {
  readonly items: readonly Item[];
}
interface Known {
  readonly id: string;
  readonly name: string;
  readonly sources: readonly { readonly plugin: string }[];
}

const acme = { maker: 'Acme', model: 'Plug S' };
const plug = { switch: { attributes: { on: {} } }, powerMeter: { attributes: { activePower: {} } } };

describe('which devices are one product', () => {
  let home: TestHome<MakeBelieveHub>;
  beforeAll(async () => {
    home = await TestHome.with((data) => MakeBelieveHub.start(data));
    await home.signIn();
  });
  afterAll(() => home?.close());

  async function describeBy(plugin: 'lamps' | 'lanterns', key: string, name: string, capabilities: object, more = {}): Promise<void> {
    const device = { key, name, identifiers: [{ type: 'own', value: key }], endpoints: [{ id: 'main', capabilities }], ...more };
    await home.hub.say(plugin, { type: 'device', device }, { type: 'availability', device: key, state: 'online' });
  }
  const devices = async () => (await home.api<Page<Known>>('GET', '/devices')).items;
  const idOf = async (name: string) => (await devices()).find((device) => device.name === name)?.id ?? '';
  const card = (name: string) => home.page.locator('device-card').filter({ has: home.page.getByRole('link', { name, exact: true }) });
  const question = () => home.page.locator('link-question');
  const open = async (name: string) => {
    await home.page.goto(`/devices/${await idOf(name)}`);
    await home.page.getByRole('heading', { level: 1, name }).waitFor();
  };

  it('is asked on the home and on the page of what is new, as soon as there is a question', async () => {
    const { page } = home;
    await describeBy('lamps', 'a', 'By the door', plug, acme);
    await card('By the door').waitFor();
    expect(await page.getByText('may be in your home twice').count()).toBe(0);
    await describeBy('lanterns', 'b', 'By the door', plug, acme);
    await page.getByText('One product may be in your home twice.').click();
    await page.getByRole('heading', { name: 'One product, or two?' }).waitFor();
    await question().getByText('The same model, Acme Plug S.').waitFor();
    await question().getByText('The same name, By the door.').waitFor();
    expect(await question().getByText('By Lanterns').count()).toBe(1);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('makes them one, and two again with one click', async () => {
    const { page } = home;
    await question().getByRole('button', { name: 'They are one' }).click();
    await page.getByText('One device now: By the door').waitFor();
    await question().waitFor({ state: 'detached' });
    await expect.poll(async () => (await devices()).filter(({ name }) => name === 'By the door').length).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Two devices again').waitFor();
    expect((await devices()).filter(({ name }) => name === 'By the door')).toMatchObject([{ sources: [{}] }, { sources: [{}] }]);
  });

  it('is said on the page of a device as well, which tells who sees it, who leads, and by which identifiers', async () => {
    const { page } = home;
    await describeBy('lamps', 'heater', 'Heater', plug);
    await describeBy('lanterns', 'socket', 'Socket', plug);
    await expect.poll(() => idOf('Socket')).not.toBe('');
    await open('Heater');
    await page.getByRole('button', { name: 'Same product as…' }).click();
    await page.getByLabel('The other device').selectOption({ label: 'Socket · Lanterns' });
    await page.getByText('Heater keeps its name').waitFor();
    await page.getByRole('button', { name: 'They are one' }).click();
    await page.getByRole('heading', { name: 'Seen by 2 plugins' }).waitFor();
    const source = (plugin: string) => page.locator('device-sources li').filter({ hasText: plugin });
    await source('Lamps').getByText('Leads', { exact: true }).waitFor();
    await source('Lanterns').getByText('1 identifier').click();
    await source('Lanterns').getByText('socket', { exact: true }).waitFor();
    await source('Lanterns').getByRole('button', { name: 'Let this one lead' }).click();
    await source('Lanterns').getByText('Leads, as you chose').waitFor();
  });

  it('is taken back by the source, after a question that tells what happens, and taken back again', async () => {
    const { page } = home;
    const source = page.locator('device-sources li').filter({ hasText: 'Lanterns' });
    await source.getByRole('button', { name: 'This is another product' }).click();
    await page.locator('c-confirm').getByText('becomes a device of its own again').waitFor();
    await page.locator('c-confirm').getByRole('button', { name: 'They are two' }).click();
    await page.getByText('Two devices now: Heater').waitFor();
    await page.getByRole('heading', { name: 'Seen by', exact: true }).waitFor();
    expect(await idOf('Socket')).not.toBe('');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('heading', { name: 'Seen by 2 plugins' }).waitFor();
    expect(await idOf('Socket')).toBe('');
  });

  it('is told of what was discovered and is in the home already', async () => {
    const { page } = home;
    const identifiers = [{ type: 'mac', value: 'a4cf12f3b210' }];
    await describeBy('lamps', 'kettle', 'Kettle', plug, { identifiers });
    const candidate = { key: 'kettle', name: 'acme-kettle', identifiers, adoptable: true, form: {} };
    await home.hub.say('lanterns', { type: 'candidate', candidate });
    await page.goto('/discover');
    await page.locator('article').filter({ hasText: 'acme-kettle' }).getByText('It is in your home already, as Kettle.').waitFor();
  });

  it('leaves what named the other device as it was: a rule, a scene and a link of old', async () => {
    const { page } = home;
    await describeBy('lamps', 'hall', 'Hall lamp', plug);
    await describeBy('lanterns', 'hall-2', 'Hall lantern', plug);
    await expect.poll(() => idOf('Hall lantern')).not.toBe('');
    const [lamp, lantern] = [await idOf('Hall lamp'), await idOf('Hall lantern')];
    const rule = await home.api<{ id: string }>('POST', '/rules', {
      name: 'Off at night',
      triggers: [{ type: 'time', at: '23:00' }],
      actions: [{ type: 'command', device: lantern, capability: 'switch', command: 'set', args: { on: false } }],
    });
    await home.api('POST', '/scenes', { name: 'Dark', actions: [{ device: lantern, capability: 'switch', args: { on: false } }] });
    await home.api('POST', `/devices/${lamp}/sources`, { device: lantern });

    await page.goto(`/rules/${rule.id}`);
    const action = page.locator('action-editor');
    await expect.poll(() => action.getByLabel('Device').locator('option:checked').textContent()).toBe('Hall lamp');
    await expect.poll(() => action.getByLabel('What it does').locator('option:checked').textContent()).toBe('Switch: Set');
    await page.goto('/scenes');
    await page.getByText('Hall lamp: Off').waitFor();
    await page.goto(`/devices/${lantern}`);
    await page.getByRole('heading', { level: 1, name: 'Hall lamp' }).waitFor();
    await page.locator('capability-panel').first().waitFor();
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});

describe('a dead device', () => {
  let home: TestHome<MakeBelieveHub>;
  beforeAll(async () => {
    home = await TestHome.with((data) => MakeBelieveHub.start(data));
    await home.signIn();
  });
  afterAll(() => home?.close());

  it('is replaced by what fits, which takes over its name, and by what does not after a second thought only', async () => {
    const { page } = home;
    const describeIt = (key: string, name: string, capabilities: object, state: string) =>
      home.hub.say(
        'lamps',
        { type: 'device', device: { key, name, identifiers: [], endpoints: [{ id: 'main', capabilities }] } },
        { type: 'availability', device: key, state },
      );
    await describeIt('old', 'Reading light', { switch: { attributes: { on: {} } }, lock: { attributes: { state: {} } } }, 'offline');
    await describeIt('new', 'Bulb', { switch: { attributes: { on: {} } }, lock: { attributes: { state: {} } } }, 'online');
    await describeIt('other', 'Sensor', { switch: { attributes: { on: {} } } }, 'online');
    await page.locator('device-card').getByRole('link', { name: 'Reading light' }).click();
    await page.getByRole('button', { name: 'Replace this device' }).click();
    const dialog = page.locator('replace-dialog');
    const yes = dialog.getByRole('button', { name: 'Replace', exact: true });
    await dialog.getByText('What lacks something').click();
    await dialog.getByText('no lock').first().waitFor();
    await dialog.getByLabel('Sensor').check();
    expect(await yes.isDisabled()).toBe(true);
    await dialog.getByLabel(/^Replace it anyway/).check();
    expect(await yes.isEnabled()).toBe(true);
    await dialog.getByLabel('Bulb').check();
    await yes.click();
    await page.getByText('Bulb has taken the place of Reading light').waitFor();
    await page.getByText('Unavailable').waitFor({ state: 'detached' });
    await page.locator('c-notice').getByText('Offline').waitFor({ state: 'detached' });
  });

  it('has its place back with one click, and the new one its name', async () => {
    const { page } = home;
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Reading light is as it was').waitFor();
    await page.locator('c-notice').getByText('Offline').waitFor();
    await page.goto('/');
    await page.locator('device-card').getByRole('link', { name: 'Bulb', exact: true }).waitFor();
  });

  it('is deleted, once it is replaced, where that is offered', async () => {
    const { page } = home;
    await page.locator('device-card').getByRole('link', { name: 'Reading light' }).click();
    await page.getByRole('button', { name: 'More for Reading light' }).click();
    await page.getByRole('menuitem', { name: 'Replace this device' }).click();
    const dialog = page.locator('replace-dialog');
    await dialog.getByLabel('Bulb').check();
    await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByRole('button', { name: 'Delete the old one' }).click();
    await page.locator('c-confirm').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Reading light (replaced) was deleted').waitFor();
    const { items } = await home.api<Page<Known>>('GET', '/devices');
    expect(items.map(({ name }) => name)).not.toContain('Reading light (replaced)');
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
