import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';

/** Holds back what the page asks of `url` until it is let go. */
async function hold(page: Page, url: string): Promise<{ readonly asked: Promise<void>; readonly letGo: () => void }> {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  await page.route(
    url,
    async (route) => {
      asked.resolve();
      await gate.promise;
      await route.continue();
    },
    { times: 1 },
  );
  return { asked: asked.promise, letGo: () => gate.resolve() };
}

/** Has the next question to `url` refused. */
async function refuseOnce(page: Page, url: string, detail: string, errors: readonly object[] = []): Promise<void> {
  const json = { status: 400, code: 'mapping-invalid', detail, errors };
  await page.route(url, (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', json }), { times: 1 });
}

/** Follows a link as a click on one would, without a new document. */
const follow = (page: Page, href: string) =>
  page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.body.append(link);
    link.click();
    link.remove();
  }, href);

const pump = { name: 'Pump', values: [{ capability: 'switch', attribute: 'on', state: { topic: 'garden/pump' } }] };
const rule = {
  name: 'Night',
  enabled: true,
  mode: 'single',
  triggers: [{ type: 'time', at: '22:00' }],
  actions: [{ type: 'notify', message: 'Good night' }],
};
const saving = '**/actions/saveMapping';

describe('what is written on a page', () => {
  let home: TestHome;
  let page: Page;
  let product: string;
  let night: string;
  let morning: string;
  beforeAll(async () => {
    home = await TestHome.open();
    await home.signIn();
    ({ page } = home);
    const { result } = await home.api<{ result: { mapping: { key: string } } }>('POST', '/plugins/mqtt/actions/saveMapping', {
      mapping: pump,
    });
    product = `/plugins/mqtt/mappings/${encodeURIComponent(result.mapping.key)}`;
    const make = async (name: string) => `/rules/${(await home.api<{ id: string }>('POST', '/rules', { ...rule, name })).id}`;
    night = await make('Night');
    morning = await make('Morning');
  });
  afterAll(() => home?.close());

  const name = () => page.getByLabel('Name', { exact: true });
  const save = () => page.getByRole('button', { name: /^Save/ });
  const alert = () => page.locator('c-save-bar').getByRole('alert');
  beforeEach(async () => {
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto('/');
  });

  it('is saved by a second try after the first failed', async () => {
    await page.goto(product);
    await name().fill('Tried twice');
    await refuseOnce(page, saving, 'the disk is full');
    await save().click();
    await expect.poll(() => alert().textContent()).toBe('the disk is full');
    await save().click();
    await page.waitForURL(/\/mappings$/);
    await page.getByRole('link', { name: 'Tried twice' }).waitFor();
  });

  it('is marked where the hub refuses to save it, and the first such field is gone to', async () => {
    await page.goto(product);
    await name().fill('Refused');
    await refuseOnce(page, saving, 'it cannot be used', [{ path: '/mapping/values/0/state/topic', message: 'is taken' }]);
    await save().click();
    await page.getByText('Is taken.').waitFor();
    expect(await alert().textContent()).toBe('One thing to mend above');
    const topic = page.getByLabel('Topic that tells the value');
    expect(await topic.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(true);
  });

  it.each([
    ['a product', () => product, saving, /\/mappings$/],
    ['a rule', () => night, '**/rules/*', /\/rules\/\w+$/],
  ])('stays as it is while %s is saved', async (_, path, url, after) => {
    await page.goto(path());
    await name().fill('Kept');
    const held = await hold(page, url);
    await save().click();
    await held.asked;
    await page.getByRole('button', { name: 'Saving…' }).waitFor();
    expect(await page.getByRole('button', { name: 'Discard' }).count()).toBe(0);
    await expect(name().fill('Lost', { timeout: 500 })).rejects.toThrow();
    held.letGo();
    await page.getByText('Kept was saved').waitFor();
    await page.waitForURL(after);
  });

  it.each([
    ['a product', '/plugins/mqtt/mappings/new', saving],
    ['a rule', '/rules/new', '**/api/v1/rules'],
  ])('does not pull back who left while %s was saved', async (_, path, url) => {
    await page.goto(path);
    await name().fill('Left');
    if (path.startsWith('/rules')) {
      await page.getByRole('button', { name: 'Tell me' }).click();
      await page.getByLabel('Message').fill('Hello');
      await page.getByRole('button', { name: 'At a time' }).click();
    } else {
      await page.getByLabel('What is it about?').selectOption({ label: 'Switch' });
      await page.getByLabel('Topic that tells the value').fill('garden/left');
    }
    const held = await hold(page, url);
    await save().click();
    await held.asked;
    await follow(page, '/people');
    await page.waitForURL('/people');
    held.letGo();
    await page.getByText('Left was saved').waitFor();
    expect(new URL(page.url()).pathname).toBe('/people');
  });

  it('is what was asked for last, whichever is answered last', async () => {
    const held = await hold(page, `**/api/v1${night}`);
    await follow(page, night);
    await held.asked;
    await page.locator('c-skeleton').first().waitFor();
    await follow(page, morning);
    await page.getByRole('heading', { level: 1, name: 'Morning' }).waitFor();
    const answered = page.waitForResponse(`**/api/v1${night}`);
    held.letGo();
    await (await answered).finished();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Morning');
  });

  it('is still asked about when it could not be deleted', async () => {
    await page.goto(morning);
    await name().fill('Changed');
    await page.getByRole('button', { name: 'More for Morning' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await refuseOnce(page, `**/api/v1${morning}`, 'not now');
    await page.locator('c-confirm').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('not now').waitFor();
    const asked = page.waitForEvent('dialog');
    await follow(page, '/people');
    await asked;
  });

  it('is not asked about once it is saved', async () => {
    await page.goto(night);
    await name().fill('Saved');
    await save().click();
    await page.getByText('Saved was saved').waitFor();
    let isAsked = false;
    page.on('dialog', () => (isAsked = true));
    await follow(page, '/people');
    await page.waitForURL('/people');
    expect(isAsked).toBe(false);
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
