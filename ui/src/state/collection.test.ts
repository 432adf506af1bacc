import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/client.ts';
import { Collection } from './collection.ts';

interface Thing {
  readonly id: string;
}

function setUp() {
  const answers: PromiseWithResolvers<Thing[]>[] = [];
  const things = new Collection<Thing>(() => {
    const answer = Promise.withResolvers<Thing[]>();
    answers.push(answer);
    return answer.promise;
  });
  return { things, answers };
}

describe('a collection', () => {
  it('loads once more for calls while it is loading', async () => {
    const { things, answers } = setUp();
    const loading = things.load();
    void things.load();
    answers[0]?.resolve([{ id: 'old' }]);
    await Promise.resolve();
    await Promise.resolve();
    answers[1]?.resolve([{ id: 'new' }]);
    await loading;
    expect(things.items).toEqual([{ id: 'new' }]);
  });

  it('shows nothing of what was asked before it was reset', async () => {
    const { things, answers } = setUp();
    const before = things.load();
    things.reset();
    answers[0]?.resolve([{ id: 'of the one before' }]);
    await before;
    expect(things.value).toEqual({ items: undefined, error: undefined });
  });

  it('asks anew after it was reset, whatever is under way', async () => {
    const { things, answers } = setUp();
    const before = things.load();
    things.reset();
    const after = things.load();
    expect(answers).toHaveLength(2);
    answers[1]?.resolve([{ id: 'mine' }]);
    await after;
    answers[0]?.reject(new Error('too late'));
    await before;
    expect(things.value).toEqual({ items: [{ id: 'mine' }], error: undefined });
  });

  it('puts no single item that was asked for before it was reset', async () => {
    const { things, answers } = setUp();
    const item = Promise.withResolvers<Thing>();
    const reading = things.putRead(() => item.promise);
    things.reset();
    const after = things.load();
    answers[0]?.resolve([]);
    await after;
    item.resolve({ id: 'of the one before' });
    await reading;
    expect(things.items).toEqual([]);
  });

  it.each([
    [401, undefined],
    [403, undefined],
    [503, [{ id: 'a' }]],
  ])('after the answer %i holds %j', async (status, items) => {
    const { things, answers } = setUp();
    const first = things.load();
    answers[0]?.resolve([{ id: 'a' }]);
    await first;
    const second = things.load();
    answers[1]?.reject(new ApiError(status, 'code', 'no'));
    await second;
    expect(things.value.items).toEqual(items);
    expect(things.value.error).toBeInstanceOf(ApiError);
  });
});

it('a collection with an order keeps to it, also for what comes later', async () => {
  const answer = [
    { id: 'a', name: 'Window' },
    { id: 'b', name: 'Door' },
  ];
  const things = new Collection(
    () => Promise.resolve(answer),
    (a, b) => a.name.localeCompare(b.name),
  );
  await things.load();
  things.put({ id: 'c', name: 'Lamp' });
  expect(things.items.map(({ name }) => name)).toEqual(['Door', 'Lamp', 'Window']);
});
