import { describe, expect, it } from 'vitest';
import { TopicIndex } from './topic-index.ts';

function found(index: TopicIndex<string>, topic: string): string[] {
  return [...(index.find(topic) ?? [])].toSorted();
}

describe('TopicIndex', () => {
  it('finds who listens to a topic, by name and by wildcards', () => {
    const index = new TopicIndex<string>();
    index.add('a/b', 'exact');
    index.add('a/+', 'any');
    index.add('a/#', 'below');
    index.add('+/b/c', 'deep');
    expect(found(index, 'a/b')).toEqual(['any', 'below', 'exact']);
    expect(found(index, 'a')).toEqual(['below']);
    expect(found(index, 'x/b/c')).toEqual(['deep']);
    expect(found(index, 'x')).toEqual([]);
  });

  it('forgets who left', () => {
    const index = new TopicIndex<string>();
    for (const filter of ['a', '+', '#']) {
      index.add(filter, 'one');
      expect(index.has(filter)).toBe(true);
      index.remove(filter, 'one');
      expect(index.has(filter)).toBe(false);
    }
    expect(found(index, 'a')).toEqual([]);
  });
});
