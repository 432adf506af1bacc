import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Write, WriteBehind } from '../storage/index.ts';
import type { HistoryStore, NumberBucket, Point, SeriesAddress } from './store.ts';

const insertSeries = 'INSERT OR IGNORE INTO series (device, endpoint, capability, attribute) VALUES (?, ?, ?, ?)';
const insertPoint = `INSERT OR REPLACE INTO points (series, at, number, other)
  SELECT id, ?, ?, ? FROM series WHERE device = ? AND endpoint = ? AND capability = ? AND attribute = ?`;
const series = 'SELECT id FROM series WHERE device = ? AND endpoint = ? AND capability = ? AND attribute = ?';
// node:sqlite binds every number as REAL, and a division of REALs gives a bucket to each row: so both sides are cast.
const buckets = `SELECT MIN(at) AS at, MIN(number) AS min, AVG(number) AS mean, MAX(number) AS max FROM points
  WHERE series = ? AND at >= ? AND at < ? AND number IS NOT NULL GROUP BY CAST(at - CAST(? AS INTEGER) AS INTEGER) / CAST(? AS INTEGER) ORDER BY 1`;
const range = 'SELECT at, number, other FROM points WHERE series = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT ?';
const pruneSeries = 'DELETE FROM points WHERE series = ? AND at < ? AND at < (SELECT MAX(at) FROM points WHERE series = ?)';
const copyPoints = `INSERT OR IGNORE INTO points (series, at, number, other)
  SELECT (${series}), at, number, other FROM points WHERE series = (${series}) AND at >= ?`;
const before = 'SELECT at, number, other FROM points WHERE series = ? AND at < ? ORDER BY at DESC LIMIT 1';

/** Time series in `history.db`: read here, written behind in a worker thread. */
export class SqliteHistoryStore implements HistoryStore {
  readonly #writer: WriteBehind;
  readonly #known = new Set<string>();
  readonly #series: StatementSync;
  readonly #buckets: StatementSync;
  readonly #range: StatementSync;
  readonly #before: StatementSync;
  readonly #ids: StatementSync;

  constructor(database: DatabaseSync, writer: WriteBehind) {
    this.#writer = writer;
    this.#series = database.prepare(series);
    this.#buckets = database.prepare(buckets);
    this.#range = database.prepare(range);
    this.#before = database.prepare(before);
    this.#ids = database.prepare('SELECT id FROM series');
  }

  async append(points: readonly Point[]): Promise<void> {
    const writes: Write[] = [];
    const fresh = new Set<string>();
    for (const { address, at, value } of points) {
      const { device, endpoint, capability, attribute } = address;
      const key = `${device}/${endpoint}/${capability}.${attribute}`;
      if (!this.#known.has(key) && !fresh.has(key)) {
        fresh.add(key);
        writes.push([insertSeries, device, endpoint, capability, attribute]);
      }
      const isNumber = typeof value === 'number';
      writes.push([
        insertPoint,
        at,
        isNumber ? value : null,
        isNumber ? null : JSON.stringify(value),
        device,
        endpoint,
        capability,
        attribute,
      ]);
    }
    await this.#writer.write('history', writes);
    // Only now: a batch that failed has made no series, and its points would have none to go to.
    for (const key of fresh) this.#known.add(key);
  }

  numbers(address: SeriesAddress, from: number, to: number, count: number): NumberBucket[] {
    const id = this.#id(address);
    if (id === undefined) return [];
    const width = Math.max(1, Math.ceil((to - from) / count));
    const inForce = this.#before.get(id, from)?.['number'];
    const measured = this.#buckets
      .all(id, from, to, from, width)
      .map(({ at, min, mean, max }): NumberBucket => [Number(at), Number(min), Number(mean), Number(max)]);
    return typeof inForce === 'number' ? [[from, inForce, inForce, inForce], ...measured] : measured;
  }

  values(address: SeriesAddress, from: number, to: number, limit: number): (readonly [number, unknown])[] {
    const id = this.#id(address);
    if (id === undefined) return [];
    const rows = this.#range.all(id, from, to, limit).toReversed();
    const inForce = this.#before.get(id, from);
    return [...(inForce ? [{ ...inForce, at: from }] : []), ...rows].map(({ at, number, other }) => [
      Number(at),
      number ?? JSON.parse(String(other ?? 'null')),
    ]);
  }

  async copy(pairs: readonly { readonly from: SeriesAddress; readonly to: SeriesAddress }[], since: number): Promise<void> {
    const parts = ({ device, endpoint, capability, attribute }: SeriesAddress) => [device, endpoint, capability, attribute];
    const writes = pairs.flatMap(({ from, to }): Write[] => [
      [insertSeries, ...parts(to)],
      [copyPoints, ...parts(to), ...parts(from), since],
    ]);
    await this.#writer.write('history', writes);
  }

  async forget(device: string): Promise<void> {
    for (const key of this.#known) if (key.startsWith(`${device}/`)) this.#known.delete(key);
    await this.#writer.write('history', [
      ['DELETE FROM points WHERE series IN (SELECT id FROM series WHERE device = ?)', device],
      ['DELETE FROM series WHERE device = ?', device],
    ]);
  }

  async prune(before: number): Promise<void> {
    const ids = this.#ids.all().map(({ id }) => Number(id));
    await this.#writer.write(
      'history',
      ids.map((id): Write => [pruneSeries, id, before, id]),
    );
  }

  #id({ device, endpoint, capability, attribute }: SeriesAddress): number | undefined {
    const row = this.#series.get(device, endpoint, capability, attribute);
    return row && Number(row['id']);
  }
}
