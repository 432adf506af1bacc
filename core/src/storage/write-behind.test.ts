import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WriteBehind } from './write-behind.ts';

let folder: string;
let writer: WriteBehind;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-behind-'));
  writer = new WriteBehind({ home: join(folder, 'disk/home.db') });
});

afterEach(async () => {
  await writer.stop();
  rmSync(folder, { recursive: true, force: true });
});

function plugInDisk(): DatabaseSync {
  mkdirSync(join(folder, 'disk'));
  const database = new DatabaseSync(join(folder, 'disk/home.db'));
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE names (name TEXT NOT NULL)');
  return database;
}

test('a batch is one transaction, and one that fails leaves nothing and says why', async () => {
  const database = plugInDisk();
  writer.start();
  await writer.write('home', [['INSERT INTO names VALUES (?)', 'a']]);
  const half = writer.write('home', [
    ['INSERT INTO names VALUES (?)', 'b'],
    ['INSERT INTO names VALUES (?)', null],
  ]);
  await expect(half).rejects.toMatchObject({ code: 'storage-failed' });
  expect(writer.problem).toMatch(/NOT NULL/);
  await writer.write('home', [['INSERT INTO names VALUES (?)', 'c']]);
  expect(writer.problem).toBeUndefined();
  expect(database.prepare('SELECT name FROM names').all()).toEqual(
    [{ name: 'a' }, { name: 'c' }].map((row) => Object.assign(Object.create(null), row)),
  );
  database.close();
});

test('a thread that died is started anew, and until then says what is wrong', async () => {
  writer.start();
  const add = () => writer.write('home', [['INSERT INTO names VALUES (?)', 'a']]);
  await expect(add()).rejects.toMatchObject({ code: 'storage-failed' });
  expect(writer.problem).toMatch(/the writing thread ended/);
  const database = plugInDisk();
  await expect
    .poll(
      () =>
        add().then(
          () => 'written',
          () => 'not yet',
        ),
      { timeout: 15_000 },
    )
    .toBe('written');
  expect(database.prepare('SELECT count(*) AS count FROM names').get()).toMatchObject({ count: 1 });
  database.close();
});

test('nothing is taken once it has stopped', async () => {
  plugInDisk().close();
  writer.start();
  await writer.stop();
  await expect(writer.write('home', [])).rejects.toMatchObject({ code: 'storage-closed' });
});
