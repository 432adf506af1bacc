import { expect, it } from 'vitest';
import { inOrder } from './heard.ts';

const heard = (...topics: readonly string[]) =>
  topics.map((text) => {
    const [broker = '', topic = ''] = text.split(' ');
    return { broker, topic, bytes: 1, isRetained: false, at: '', isUsed: false };
  });

it('moves nothing in a list that somebody looks at, and puts what is new at its end', () => {
  const now = inOrder(heard('a x', 'b x', 'a y'), heard('a z', 'a y', 'a x'));
  expect(now.map(({ broker, topic }) => `${broker} ${topic}`)).toEqual(['a x', 'a y', 'a z']);
});
