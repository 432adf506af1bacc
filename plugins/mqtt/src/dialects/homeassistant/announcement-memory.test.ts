import { expect, it } from 'vitest';
import { AnnouncementMemory } from './announcement-memory.ts';

it('knows what is new, and at its limit takes changes of what it knows', () => {
  const memory = new AnnouncementMemory(2);
  const said = [
    ['a', '1'],
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
    ['a', '2'],
    ['a', '2'],
  ].map(([topic = '', text = '']) => memory.note(topic, text));
  expect(said).toEqual(['new', 'repeated', 'new', 'too-many', 'new', 'repeated']);
  memory.forget('b');
  expect(memory.note('c', '1')).toBe('new');
});
