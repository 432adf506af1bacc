import type { DatabaseSync } from 'node:sqlite';
import { InvalidInputError } from '@concord/sdk';
import { NotFoundError } from '../errors.ts';
import type { Feed } from '../feed.ts';
import { newId } from '../ids.ts';
import type { HomeNotice } from './changes.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What is different between rooms, people and scenes. */
export interface CollectionKind<Item extends Named, Input> {
  readonly word: 'room' | 'person' | 'scene';
  readonly table: 'rooms' | 'people' | 'scenes';
  /** An item from what was asked for; throws `InvalidInputError` or `NotFoundError` where it doesn't fit the home. */
  build(id: string, input: Input): Item;
  removed?(id: string): void;
}

/** Things with a name that people make; each is on disk when the method returns. */
export class NamedCollection<Item extends Named, Input> {
  readonly #database: DatabaseSync;
  readonly #kind: CollectionKind<Item, Input>;
  readonly #notices: Feed<HomeNotice>;
  readonly #items = new Map<string, Item>();

  constructor(database: DatabaseSync, kind: CollectionKind<Item, Input>, notices: Feed<HomeNotice>) {
    this.#database = database;
    this.#kind = kind;
    this.#notices = notices;
    for (const row of database.prepare(`SELECT id, document FROM ${kind.table}`).all())
      this.#items.set(String(row['id']), JSON.parse(String(row['document'])));
  }

  list(): Item[] {
    return [...this.#items.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }

  find(id: string): Item | undefined {
    return this.#items.get(id);
  }

  get(id: string): Item {
    const item = this.#items.get(id);
    if (!item) throw new NotFoundError(this.#kind.word, id);
    return item;
  }

  /** Throws `InvalidInputError`, code `name-taken` where another has the name. */
  create(input: Input): Item {
    const item = this.#build(newId(), input);
    this.#save(item);
    this.#notices.publish({ type: this.#kind.word, action: 'added', id: item.id });
    return item;
  }

  /** As `create`, and throws `NotFoundError`. */
  replace(id: string, input: Input): Item {
    this.get(id);
    const item = this.#build(id, input);
    this.#save(item);
    this.#notices.publish({ type: this.#kind.word, action: 'updated', id });
    return item;
  }

  /** Keeps an item that is there as it is given, unchecked: what it names may have gone since it was made. */
  put(item: Item): void {
    this.#save(item);
    this.#notices.publish({ type: this.#kind.word, action: 'updated', id: item.id });
  }

  delete(id: string): void {
    this.get(id);
    this.#kind.removed?.(id);
    this.#database.prepare(`DELETE FROM ${this.#kind.table} WHERE id = ?`).run(id);
    this.#items.delete(id);
    this.#notices.publish({ type: this.#kind.word, action: 'removed', id });
  }

  // Two of one name can't be told apart in a list, a rule or a trace.
  #build(id: string, input: Input): Item {
    const item = this.#kind.build(id, input);
    const name = item.name.toLowerCase();
    if (this.list().some((other) => other.id !== id && other.name.toLowerCase() === name)) {
      const message = `there is a ${this.#kind.word} "${item.name}" already`;
      throw new InvalidInputError(message, [{ path: '/name', message }], 'name-taken');
    }
    return item;
  }

  #save(item: Item): void {
    this.#database
      .prepare(`INSERT INTO ${this.#kind.table} (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document`)
      .run(item.id, JSON.stringify(item));
    this.#items.set(item.id, item);
  }
}
