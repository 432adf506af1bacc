import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owner, TestHome } from './home.ts';

describe('the first minutes with a hub', () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await TestHome.open();
  });
  afterAll(() => home?.close());

  it('asks for the set-up code, and says so when it is wrong', async () => {
    const { page } = home;
    await page.goto('/');
    await page.getByLabel('Set-up code').fill('WRONG-CODE1');
    await page.getByLabel('Your name').fill(owner.name);
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Living room' }).click();
    await page.getByRole('button', { name: 'Make my home' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe(owner.name);
  });

  it('makes the owner and the rooms that were chosen', async () => {
    const { page } = home;
    await page.getByLabel('Set-up code').fill(home.hub.setUpCode ?? '');
    await page.getByRole('button', { name: 'Make my home' }).click();
    await page.getByRole('heading', { name: 'Living room' }).waitFor();
    await page.getByRole('heading', { name: 'No devices yet' }).waitFor();
  });

  it('makes, renames and deletes a room', async () => {
    const { page } = home;
    await page.getByRole('link', { name: 'Rooms' }).click();
    await page.getByRole('button', { name: 'New room' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Study');
    await page.getByRole('button', { name: 'Make room' }).click();
    await page.getByText('Study', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'More for Study' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Library');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Library', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'More for Library' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.locator('c-confirm').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Library', { exact: true }).waitFor({ state: 'detached' });
  });

  it('logs out, refuses a wrong password, and logs in again', async () => {
    const { page } = home;
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Name', { exact: true }).fill(owner.name);
    await page.getByLabel('Password').fill('not it');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();

    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Living room' }).waitFor();
  });

  it('makes a token, shows it once, and revokes it', async () => {
    const { page } = home;
    await page.goto('/settings');
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('What is it for?').fill('A script');
    await page.getByRole('button', { name: 'Make token' }).click();
    const secret = await page.locator('token-list code').innerText();
    const { name } = await fetch(`${home.hub.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } }).then(
      (answer) => answer.json() as Promise<{ name: string }>,
    );
    expect(name).toBe('A script');

    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.locator('c-confirm').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('With a token a program may').waitFor();
  });

  it('made the browser complain about nothing', () => {
    expect(home.complaints).toEqual([]);
  });
});
