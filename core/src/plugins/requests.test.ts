import { expect, it } from 'vitest';
import { problemOf } from '../api/errors.ts';
import { systemClock } from '../clock.ts';
import { Requests } from './requests.ts';

it.each([
  ['command-rejected', 422],
  ['device-offline', 409],
  ['too-hot', 422],
  ['not-authenticated', 422],
  ['internal', 422],
])('an error of a plugin with the code %s is answered with %i, whatever the hub means by that word', async (code, status) => {
  const requests = new Requests(systemClock, () => undefined);
  const answered = requests.send((id) => ({ type: 'remove', id, device: 'lamp-1' }), 60_000);
  expect(requests.settle({ type: 'result', id: 1, error: { code, message: 'no' } })).toBe(true);
  const error: unknown = await answered.catch((thrown: unknown) => thrown);
  expect(problemOf(error)).toMatchObject({ status, code });
});
