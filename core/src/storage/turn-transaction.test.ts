import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TurnTransaction } from './turn-transaction.ts';

let folder: string;
let database: DatabaseSync;
let other: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-turn-'));
  const open = () => new DatabaseSync(join(folder, 'home.db'), { timeout: 0 });
  database = open();
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE names (name TEXT)');
  other = open();
});

afterEach(() => {
  database.close();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

const names = () =>
  other
    .prepare('SELECT name FROM names')
    .all()
    .map(({ name }) => name);
const adding = (turn: TurnTransaction, name: string) => turn.add(() => database.prepare('INSERT INTO names VALUES (?)').run(name));

test('all steps of a turn are one transaction', () => {
  const turn = new TurnTransaction(database, () => undefined);
  adding(turn, 'a');
  adding(turn, 'b');
  expect(names()).toEqual([]);
  turn.commit();
  expect(names()).toEqual(['a', 'b']);
});

test('steps that the disk refused are written when it has room again', async () => {
  const refused = Promise.withResolvers<unknown>();
  const turn = new TurnTransaction(database, refused.resolve);
  other.exec('BEGIN IMMEDIATE');
  adding(turn, 'a');
  expect(() => turn.commit()).toThrow('the home could not be written');
  expect(await refused.promise).toMatchObject({ code: 'storage-failed' });
  other.exec('ROLLBACK');
  adding(turn, 'b');
  turn.commit();
  expect(names()).toEqual(['a', 'b']);
});
