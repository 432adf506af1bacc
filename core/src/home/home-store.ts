import type { DatabaseSync } from 'node:sqlite';
import { ConcordError, type DeviceDescriptor } from '@concord/sdk';
import { DelayedWrite, TurnTransaction, type Write, type WriteBehind } from '../storage/index.ts';
import type { Move } from './changes.ts';
import type { Slot } from './device-model.ts';
import type { FormerDevice } from './identity/former-devices.ts';
import type { Places } from './identity/placement.ts';
import type { ValueRecord } from './resources.ts';

const writeEveryMs = 500;

export interface StoredDevice {
  readonly id: string;
  readonly name: string;
  readonly room: string | null;
  readonly createdAt: number;
  readonly lastSeen: number | null;
}

export interface StoredSource {
  readonly plugin: string;
  readonly key: string;
  readonly device: string;
  readonly descriptor: DeviceDescriptor;
  readonly withdrawn: boolean;
  readonly origin: string | null;
  readonly places: Places | null;
  readonly preferred: boolean;
  readonly confirmed: boolean;
}

/** Series that another address is to have from `since` on (milliseconds since 1970). */
export interface HistoryCopy {
  readonly id: string;
  readonly moved: readonly Move[];
  readonly since: number;
}

/**
 * The home on disk. What people and plugins make (devices, rooms) is written at once, all of one turn of the event loop in one
 * transaction; values are written behind, the newest of each attribute every half second.
 */
export class HomeStore {
  readonly #database: DatabaseSync;
  readonly #writer: WriteBehind;
  readonly #onError: (error: unknown) => void;
  readonly #dirty = new Set<Slot>();
  readonly #turn: TurnTransaction;
  readonly #copies = new Map<string, HistoryCopy>();
  readonly #values = new DelayedWrite(writeEveryMs, () => this.#writeValues());

  constructor(database: DatabaseSync, writer: WriteBehind, onError: (error: unknown) => void) {
    this.#database = database;
    this.#writer = writer;
    this.#onError = onError;
    this.#turn = new TurnTransaction(database, onError);
    for (const { id, document } of database.prepare('SELECT id, document FROM history_copies').all())
      this.#copies.set(String(id), JSON.parse(String(document)));
  }

  devices(): StoredDevice[] {
    return this.#database
      .prepare('SELECT id, name, room, created_at, last_seen FROM devices ORDER BY created_at, id')
      .all()
      .map((row) => ({
        id: String(row['id']),
        name: String(row['name']),
        room: row['room'] === null ? null : String(row['room']),
        createdAt: Number(row['created_at']),
        lastSeen: row['last_seen'] === null ? null : Number(row['last_seen']),
      }));
  }

  sources(): StoredSource[] {
    return this.#database
      .prepare(
        'SELECT plugin, key, device, descriptor, withdrawn, origin, places, preferred, confirmed FROM sources ORDER BY origin IS NOT NULL',
      )
      .all()
      .map((row) => ({
        plugin: String(row['plugin']),
        key: String(row['key']),
        device: String(row['device']),
        descriptor: JSON.parse(String(row['descriptor'])),
        withdrawn: row['withdrawn'] === 1,
        origin: row['origin'] === null ? null : String(row['origin']),
        places: row['places'] === null ? null : JSON.parse(String(row['places'])),
        preferred: row['preferred'] === 1,
        confirmed: row['confirmed'] === 1,
      }));
  }

  /** Device → `endpoint/capability.attribute` → its last record. */
  records(): Map<string, Map<string, ValueRecord>> {
    const records = new Map<string, Map<string, ValueRecord>>();
    for (const row of this.#database.prepare('SELECT device, endpoint, capability, attribute, record FROM twins').iterate()) {
      const device = String(row['device']);
      let ofDevice = records.get(device);
      if (!ofDevice) records.set(device, (ofDevice = new Map()));
      ofDevice.set(
        `${String(row['endpoint'])}/${String(row['capability'])}.${String(row['attribute'])}`,
        JSON.parse(String(row['record'])),
      );
    }
    return records;
  }

  saveDevice({ id, name, room, createdAt, lastSeen }: StoredDevice): void {
    this.#turn.add(() =>
      this.#database
        .prepare(
          'INSERT INTO devices (id, name, room, created_at, last_seen) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, room = excluded.room',
        )
        .run(id, name, room, createdAt, lastSeen),
    );
  }

  saveSource({ plugin, key, device, descriptor, withdrawn, origin, places, preferred, confirmed }: StoredSource): void {
    const flags = [withdrawn, preferred, confirmed].map(Number);
    const row = [plugin, key, device, JSON.stringify(descriptor), origin, places && JSON.stringify(places), ...flags];
    this.#turn.add(() =>
      this.#database
        .prepare(
          `INSERT INTO sources (plugin, key, device, descriptor, origin, places, withdrawn, preferred, confirmed)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (plugin, key) DO UPDATE SET device = excluded.device, descriptor = excluded.descriptor, origin = excluded.origin,
             places = excluded.places, withdrawn = excluded.withdrawn, preferred = excluded.preferred, confirmed = excluded.confirmed`,
        )
        .run(...row),
    );
  }

  formerDevices(): FormerDevice[] {
    return this.#database
      .prepare('SELECT id, document FROM former_devices')
      .all()
      .map((row) => ({ id: String(row['id']), ...JSON.parse(String(row['document'])) }));
  }

  saveFormerDevice({ id, ...former }: FormerDevice): void {
    const document = JSON.stringify(former);
    this.#turn.add(() =>
      this.#database
        .prepare('INSERT INTO former_devices (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document')
        .run(id, document),
    );
  }

  deleteFormerDevice(id: string): void {
    this.#turn.add(() => this.#database.prepare('DELETE FROM former_devices WHERE id = ?').run(id));
  }

  /** History that must still be given to another address. */
  copies(): HistoryCopy[] {
    return [...this.#copies.values()];
  }

  addCopy(copy: HistoryCopy): void {
    this.#copies.set(copy.id, copy);
    const document = JSON.stringify(copy);
    this.#turn.add(() => this.#database.prepare('INSERT INTO history_copies (id, document) VALUES (?, ?)').run(copy.id, document));
  }

  removeCopy(id: string): void {
    if (this.#copies.delete(id)) this.#turn.add(() => this.#database.prepare('DELETE FROM history_copies WHERE id = ?').run(id));
  }

  /** What the owner answered about pairs of sources: the pair → whether they are one product. */
  answers(): Map<string, 'same' | 'distinct'> {
    return new Map(
      this.#database
        .prepare('SELECT pair, answer FROM link_answers')
        .all()
        .map(({ pair, answer }) => [String(pair), answer === 'same' ? 'same' : 'distinct']),
    );
  }

  saveAnswer(pair: string, answer: 'same' | 'distinct', at: number): void {
    this.#turn.add(() =>
      this.#database
        .prepare(
          'INSERT INTO link_answers (pair, answer, at) VALUES (?, ?, ?) ON CONFLICT (pair) DO UPDATE SET answer = excluded.answer, at = excluded.at',
        )
        .run(pair, answer, at),
    );
  }

  deleteDevice(id: string): void {
    this.#turn.add(() => {
      this.#database.prepare('DELETE FROM devices WHERE id = ?').run(id);
      this.#database.prepare('DELETE FROM twins WHERE device = ?').run(id);
    });
  }

  /** The slot's record, and when its device was last heard, will be on disk within half a second. */
  touch(slot: Slot): void {
    this.#dirty.add(slot);
    this.#values.schedule();
  }

  get waiting(): number {
    return this.#dirty.size;
  }

  /** What was saved is on disk when it returns. */
  commit(): void {
    this.#turn.commit();
  }

  /** Everything is on disk when it resolves. */
  async flush(): Promise<void> {
    this.commit();
    await this.#values.flush();
  }

  #writeValues(): Promise<void> | undefined {
    if (this.#dirty.size === 0) return undefined;
    const writes: Write[] = [];
    const seen = new Map<string, number>();
    for (const { device, endpoint, capability, attribute, record } of this.#dirty) {
      writes.push([upsertRecord, device.id, endpoint, capability.id, attribute, JSON.stringify(record), device.id]);
      if (device.lastSeen !== null) seen.set(device.id, device.lastSeen);
    }
    for (const [id, lastSeen] of seen) writes.push(['UPDATE devices SET last_seen = ? WHERE id = ?', lastSeen, id]);
    const batch = [...this.#dirty];
    this.#dirty.clear();
    return this.#writer.write('home', writes).catch((error: unknown) => {
      // The disk may have room again later; the values are written with the next ones.
      this.#onError(error);
      if (!(error instanceof ConcordError) || error.code !== 'storage-failed') return;
      for (const slot of batch) this.#dirty.add(slot);
      this.#values.schedule();
    });
  }
}

// Only for a device that is still there: it may have been removed while the row waited.
const upsertRecord = `INSERT INTO twins (device, endpoint, capability, attribute, record)
  SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM devices WHERE id = ?)
  ON CONFLICT DO UPDATE SET record = excluded.record`;
