import { describe, expect, it } from 'vitest';
import { pageOf } from './lists.ts';

const things = (...ids: string[]) => ids.map((id) => ({ id }));

describe('a page', () => {
  it('goes on where the last one ended, though its last item was removed and another was added', () => {
    const first = pageOf(things('d', 'a', 'c', 'b'), { limit: 2 });
    expect(first).toEqual({ items: things('a', 'b'), next: 'b' });
    expect(pageOf(things('d', 'a', 'c', 'aa'), { limit: 2, cursor: 'b' })).toEqual({ items: things('c', 'd') });
  });

  it('that is full has no next where nothing follows', () => {
    expect(pageOf(things('a', 'b'), { limit: 2 })).toEqual({ items: things('a', 'b') });
  });
});
