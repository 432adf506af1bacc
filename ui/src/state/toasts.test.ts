import { beforeEach, expect, it } from 'vitest';
import { toast, toasts } from './toasts.ts';

beforeEach(() => toasts.set([]));

it('tells the same once', () => {
  toast('Gone', 'bad');
  toast('Gone', 'bad');
  expect(toasts.value).toHaveLength(1);
});

it('keeps both of two that can be undone, though they say the same', () => {
  const undo = { text: 'Undo', run: () => undefined };
  toast('Gone', 'bad', undo);
  toast('Gone', 'bad', undo);
  expect(toasts.value).toHaveLength(2);
});
