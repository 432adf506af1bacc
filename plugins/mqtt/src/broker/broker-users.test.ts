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

it('a new password leaves a user the topics of before, unless others are named', async () => {
  const users = new BrokerUsers(store);
  expect(await users.add('kitchen', undefined, ['zigbee2mqtt/#'])).toMatchObject({ topics: ['zigbee2mqtt/#'] });
  expect(await users.add('kitchen')).toMatchObject({ topics: ['zigbee2mqtt/#'] });
  expect(await users.add('kitchen', undefined, ['home/#'])).toMatchObject({ topics: ['home/#'] });
  expect(await users.add('hall')).toMatchObject({ topics: ['#'] });
});
