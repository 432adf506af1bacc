import { expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { Feed } from '../feed.ts';
import { Candidates } from './candidates.ts';

const throwing = (error: unknown) => {
  throw error;
};

it('are so many at most for each plugin, and the rest is counted against it', () => {
  const refused: string[] = [];
  const candidates = new Candidates(
    systemClock,
    new Feed(throwing),
    () => Promise.reject(new Error('nobody asks')),
    (plugin, { code, device }) => refused.push(`${plugin} ${code} ${device}`),
  );
  const offer = (plugin: string, key: string) =>
    candidates.offer(plugin, { key, name: key, identifiers: [{ type: 'own', value: key }], adoptable: true, form: {} });
  for (let index = 0; index < 2002; index++) offer('loud', `n${index}`);
  offer('loud', 'n0');
  offer('quiet', 'n0');
  expect(candidates.list()).toHaveLength(2001);
  expect(refused).toEqual(['loud too-many-candidates n2000', 'loud too-many-candidates n2001']);
});
