import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidewaysScroll, TestHome } from './home.ts';
import { MakeBelieveHub } from './make-believe.ts';

const toaster = {
  title: 'Toaster',
  risk: 'none',
  attributes: {
    state: { title: 'State', schema: { enum: ['idle', 'toasting', 'stuck'] } },
    browning: { title: 'Browning', schema: { type: 'number', minimum: 0, maximum: 100 }, quantity: 'share', writable: true },
    recipes: {
      title: 'Recipes',
      schema: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string', title: 'Bread' }, heat: { type: 'number', title: 'Heat', 'x-unit': 'Cel' } },
        },
      },
    },
  },
  commands: {
    toast: {
      title: 'Toast',
      args: { type: 'object', properties: { slices: { type: 'integer', title: 'Slices', minimum: 1 } }, required: ['slices'] },
    },
  },
  events: { done: { title: 'Toast is done', payload: { type: 'object', properties: { kind: { type: 'string', title: 'Bread' } } } } },
};
const capabilities = {
  'com.acme:toaster': {
    definition: toaster,
    attributes: { state: {}, browning: {}, recipes: {} },
    commands: ['toast'],
    events: ['done'],
  },
  switch: {
    attributes: { on: {}, 'com.acme:slot': { definition: { title: 'Slot', schema: { type: 'number' }, quantity: 'temperature' } } },
  },
  'com.acme:limits': {
    base: 'genericObject',
    title: 'Limits',
    attributes: {
      value: {
        members: {
          profile: { base: 'genericSelect', title: 'Profile', options: [{ id: 'gentle', label: 'Gentle' }, { id: 'bold' }] },
          'heat.most': { base: 'genericNumber', title: 'Hottest', unit: 'Cel', minimum: 50, maximum: 250 },
        },
      },
    },
  },
};

describe("what a maker's plugin defines itself", () => {
  let home: TestHome<MakeBelieveHub>;
  beforeAll(async () => {
    home = await TestHome.with((data) => MakeBelieveHub.start(data));
    await home.signIn();
    const report = (capability: string, values: object) => ({ type: 'report', device: 'toaster', endpoint: 'main', capability, values });
    await home.hub.say(
      'lamps',
      { type: 'device', device: { key: 'toaster', name: 'Breakfast', identifiers: [], endpoints: [{ id: 'main', capabilities }] } },
      { type: 'availability', device: 'toaster', state: 'online' },
      report('com.acme:toaster', { state: 'idle', browning: 40, recipes: [{ name: 'Bagel', heat: 180 }, { name: 'Rye' }] }),
      report('switch', { on: false, 'com.acme:slot': 21.5 }),
      report('com.acme:limits', { value: { profile: 'gentle', heat: { most: 200 } } }),
    );
  });
  afterAll(() => home?.close());

  const panel = (name: string) => home.page.getByRole('region', { name, exact: true });

  it('is shown by its own titles and units, beside what every hub knows', async () => {
    const { page } = home;
    await page.locator('device-card').getByRole('link', { name: 'Breakfast' }).click();
    const browning = panel('Toaster').locator('attribute-line').filter({ hasText: 'Browning' });
    await browning.getByText('40 %').waitFor();
    await panel('Switch').locator('attribute-line').filter({ hasText: 'Slot' }).getByText('21.5 °C').waitFor();
    await browning.getByRole('button', { name: 'History of Browning' }).click();
    await page.getByRole('heading', { name: 'History: Browning' }).waitFor();
  });

  it('is shown as a table where it is a list of things', async () => {
    const table = panel('Toaster').getByRole('table');
    expect(await table.getByRole('row').allInnerTexts()).toEqual(['Bread\tHeat', 'Bagel\t180 °C', 'Rye\t–']);
  });

  it('is entered member by member where it is a structure', async () => {
    const { page } = home;
    await page.getByText('Health, network and the maker’s own values').click();
    await panel('Limits').getByText('Gentle').waitFor();
    await panel('Limits').getByRole('button', { name: 'Change' }).click();
    const dialog = page.locator('command-dialog');
    await dialog.getByLabel('Profile').selectOption({ label: 'Bold' });
    await dialog.getByLabel('Hottest').fill('180');
    await dialog.getByRole('button', { name: 'Change limits' }).click();
    await panel('Limits').getByText('Bold').waitFor();
    await panel('Limits').getByText('180 °C').waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('starts a rule, stands in its condition, and is commanded by it', async () => {
    const { page } = home;
    await page.goto('/rules/new');
    await page.getByLabel('Name', { exact: true }).fill('Second helping');
    await page.getByRole('button', { name: 'Something happens' }).click();
    const trigger = page.locator('trigger-editor');
    await trigger.getByLabel('Device').selectOption({ label: 'Breakfast' });
    await trigger.getByLabel('What happens').selectOption({ label: 'Toaster: Toast is done' });
    await trigger.getByLabel('Only if bread is').fill('bagel');

    await page.getByRole('button', { name: 'A value', exact: true }).click();
    const condition = page.locator('condition-editor');
    await condition.getByLabel('Device').selectOption({ label: 'Breakfast' });
    await condition.getByLabel('What of it').selectOption({ label: 'Toaster: Browning' });
    await condition.getByLabel('Comparison').selectOption({ label: 'is at least' });
    await condition.getByLabel('Value', { exact: true }).fill('30');

    await page.getByRole('button', { name: 'Command a device' }).click();
    const action = page.locator('action-editor');
    await action.getByLabel('Device').selectOption({ label: 'Breakfast' });
    await action.getByLabel('What it does').selectOption({ label: 'Toaster: Toast' });
    await action.getByLabel('Slices', { exact: true }).last().fill('2');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.waitForURL(/\/rules\/(?!new$)\w+$/);

    await home.hub.say('lamps', {
      type: 'event',
      device: 'toaster',
      endpoint: 'main',
      capability: 'com.acme:toaster',
      event: 'done',
      payload: { kind: 'bagel' },
    });
    await page.goto('/rules');
    await page.locator('page-rules').getByText('Done').waitFor();
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
