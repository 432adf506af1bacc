import { expect, it } from 'vitest';
import { reaches } from './topics.ts';

it.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/b/c', false],
  ['a/+', 'a/b', true],
  ['a/+', 'a', false],
  ['+/b', '$SYS/b', false],
  ['a/#', 'a/b/c', true],
  ['a/#', 'a', true],
  ['a/#', 'b', false],
  ['#', 'a', true],
])('knows of %s and %s: %s', (filter, topic, isReached) => {
  expect(reaches(filter, topic)).toBe(isReached);
});
