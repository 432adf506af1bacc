import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GroupedJournal } from './grouped-journal.ts';
import { Journal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = () => readFileSync(join(folder, 'j'), 'utf8').split('\n').filter(Boolean).map(Number);

it('has what was said before each wait on disk after it, however many wait', async () => {
  const journal = new Journal(join(folder, 'j'));
  let writes = 0;
  const append = journal.append.bind(journal);
  journal.append = (documents) => {
    writes++;
    return append(documents);
  };
  const grouped = new GroupedJournal(journal, { snapshot: () => [], bytes: () => 1e9, failed: () => undefined });
  await Promise.all(
    Array.from({ length: 1000 }, async (_, n) => {
      if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      grouped.add(n);
      await grouped.saved();
      expect(lines()).toContain(n);
    }),
  );
  expect(lines()).toHaveLength(1000);
  expect(writes).toBeLessThan(10);
  await grouped.stop();
});
