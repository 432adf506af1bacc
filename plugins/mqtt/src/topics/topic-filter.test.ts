import { describe, expect, it } from 'vitest';
import { covers, isFilter, isTopic, matches } from './topic-filter.ts';

describe('topic filters', () => {
  it.each([
    ['a/b', true],
    ['a/+/b', true],
    ['#', true],
    ['a/#', true],
    ['', false],
    ['a/#/b', false],
    ['a+/b', false],
    ['a/b#', false],
    ['a\0b', false],
  ])('%j is a filter: %s', (filter, expected) => expect(isFilter(filter)).toBe(expected));

  it.each([
    ['a/b', true],
    ['a/+', false],
    ['#', false],
    ['', false],
  ])('%j is a topic: %s', (topic, expected) => expect(isTopic(topic)).toBe(expected));

  it.each([
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['a/+', 'a/b', true],
    ['a/+', 'a/b/c', false],
    ['#', '$SYS/x', false],
    ['+/x', '$SYS/x', false],
    ['$SYS/#', '$SYS/x', true],
  ])('%s reaches %s: %s', (filter, topic, expected) => expect(matches(filter, topic)).toBe(expected));

  it.each([
    ['#', 'a/#', true],
    ['a/#', 'a/+/b', true],
    ['a/+', 'a/#', false],
    ['a/b', 'a/+', false],
    ['a/+', 'a/+', true],
    ['a', 'a/#', false],
  ])('the right to %s is the right to %s: %s', (granted, wanted, expected) => expect(covers(granted, wanted)).toBe(expected));
});
