import { expect, it } from 'vitest';
import { BrokerUsers } from './broker-users.ts';

const store = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };

it('fails a log-in whose user is removed while the password is looked at', async () => {
  const users = new BrokerUsers(store);
  await users.add('ana', 'correct horse');
  expect(await users.isPassword('ana', 'correct horse')).toBe(true);
  const late = users.isPassword('ana', 'correct horse');
  await users.remove('ana');
  expect(await late).toBe(false);
});
