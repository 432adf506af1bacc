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

it('names who was meant where there is no such user to remove', async () => {
  const users = new BrokerUsers(store);
  await users.add('kitchen');
  await expect(users.remove('kitchn')).rejects.toMatchObject({
    code: 'no-such-user',
    message: expect.stringContaining('"kitchen"') as string,
  });
});

it('a new password leaves a user the topics of before, unless others are named', async () => {
  const users = new BrokerUsers(store);
  expect(await users.add('kitchen', undefined, { topics: ['zigbee2mqtt/#'] })).toMatchObject({ topics: ['zigbee2mqtt/#'] });
  expect(await users.add('kitchen')).toMatchObject({ topics: ['zigbee2mqtt/#'] });
  expect(await users.add('kitchen', undefined, { topics: ['home/#'] })).toMatchObject({ topics: ['home/#'] });
  expect(await users.add('hall')).toMatchObject({ topics: ['#'] });
});

it('rights that are named take the place of all that were there', async () => {
  const users = new BrokerUsers(store);
  await users.add('shed', undefined, { topics: ['shed/#'] });
  expect(await users.add('shed', undefined, { readTopics: ['a/+'], writeTopics: ['b'] })).toMatchObject({ topics: [] });
  const holder = { user: 'shed', client: 'x' };
  expect([users.mayPublish(holder, 'b'), users.mayPublish(holder, 'a/1'), users.mayPublish(holder, 'shed/1')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([users.maySubscribe(holder, 'a/1'), users.maySubscribe(holder, 'b')]).toEqual([true, false]);
  await expect(users.add('shed', undefined, { writeTopics: ['a/#/b'] })).rejects.toThrow('"a/#/b" is not a topic filter');
});
