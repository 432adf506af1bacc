import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyMigrations, openDatabase, WriteBehind } from '../storage/index.ts';
import { SqliteHistoryStore } from './sqlite-store.ts';

const address = { device: 'd1', endpoint: 'main', capability: 'temperatureSensor', attribute: 'temperature' };
const at = (minute: number) => Date.UTC(2026, 0, 1, 0, minute);

let folder: string;
let database: DatabaseSync;
let writer: WriteBehind;
let store: SqliteHistoryStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-history-'));
  const history = join(folder, 'history.db');
  database = openDatabase(history, historyMigrations, { durability: 'normal', isChecked: false });
  writer = new WriteBehind({ history });
  writer.start();
  store = new SqliteHistoryStore(database, writer);
});

afterEach(async () => {
  await writer.stop();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const points = (...values: [minute: number, value: unknown][]) => values.map(([minute, value]) => ({ address, at: at(minute), value }));

describe('a series of numbers', () => {
  it('is answered by intervals, with what was in force when they begin', async () => {
    await store.append(points([0, 18], [10, 20], [11, 22], [30, 25]));
    expect(store.numbers(address, at(5), at(45), 2)).toEqual([
      [at(5), 18, 18, 18],
      [at(10), 20, 21, 22],
      [at(30), 25, 25, 25],
    ]);
  });

  it('that did not change for long is still known', async () => {
    await store.append(points([0, 18]));
    expect(store.numbers(address, at(500), at(600), 10)).toEqual([[at(500), 18, 18, 18]]);
  });
});

it('anything else is answered by its values, with the one in force before them', async () => {
  await store.append(points([0, 'locked'], [10, 'unlocked'], [20, null]));
  expect(store.values(address, at(5), at(30), 10)).toEqual([
    [at(5), 'locked'],
    [at(10), 'unlocked'],
    [at(20), null],
  ]);
});

it('a series whose first batch failed is kept from the next one on', async () => {
  const failed = store.append([...points([0, 1]), { address: { ...address, attribute: 'other' }, at: Number.NaN, value: 1 }]);
  await expect(failed).rejects.toMatchObject({ code: 'storage-failed' });
  await store.append(points([1, 2]));
  expect(store.values(address, at(0), at(9), 10)).toEqual([[at(1), 2]]);
});

it('lets go of what is old, but for the value in force', async () => {
  const still = { ...address, attribute: 'humidity' };
  await store.append([...points([0, 1], [1, 2], [10, 3]), { address: still, at: at(0), value: 50 }]);
  await store.prune(at(5));
  expect(store.values(address, at(0), at(60), 10)).toEqual([[at(10), 3]]);
  expect(store.values(still, at(0), at(60), 10)).toEqual([[at(0), 50]]);
});

it('forgets a device, and begins anew when it is back', async () => {
  await store.append(points([0, 1]));
  await store.forget('d1');
  expect(store.values(address, at(0), at(60), 10)).toEqual([]);
  await store.append(points([2, 5]));
  expect(store.values(address, at(0), at(60), 10)).toEqual([[at(2), 5]]);
});
