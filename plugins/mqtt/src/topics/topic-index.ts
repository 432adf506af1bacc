import { isWildcard } from './topic-filter.ts';

interface Branch<T> {
  readonly children: Map<string, Branch<T>>;
  /** Who listens to exactly this filter. */
  readonly here: Set<T>;
  /** Who listens to everything from here on (`…/#`). */
  readonly below: Set<T>;
}

/**
 * Finds who listens to a topic. Topics without wildcards, nearly all, are one lookup in a map; filters with wildcards stand in a tree of
 * levels that is walked only where one exists.
 */
export class TopicIndex<T> {
  readonly #exact = new Map<string, Set<T>>();
  readonly #root: Branch<T> = branch();
  #wildcards = 0;

  add(filter: string, listener: T): void {
    if (isWildcard(filter)) {
      const set = this.#wildcardSet(filter);
      if (!set.has(listener)) this.#wildcards++;
      set.add(listener);
      return;
    }
    const set = this.#exact.get(filter);
    if (set) set.add(listener);
    else this.#exact.set(filter, new Set([listener]));
  }

  remove(filter: string, listener: T): void {
    if (isWildcard(filter)) {
      if (this.#wildcardSet(filter).delete(listener)) this.#wildcards--;
      return;
    }
    const set = this.#exact.get(filter);
    if (set?.delete(listener) && set.size === 0) this.#exact.delete(filter);
  }

  /** True if somebody listens to exactly this filter. */
  has(filter: string): boolean {
    return isWildcard(filter) ? this.#wildcardSet(filter).size > 0 : this.#exact.has(filter);
  }

  /** Everyone who listens to the topic. The answer is only read, and at once. */
  find(topic: string): Iterable<T> | undefined {
    const exact = this.#exact.get(topic);
    if (this.#wildcards === 0) return exact;
    const found: T[] = [];
    walk(this.#root, topic.split('/'), 0, found);
    if (found.length === 0) return exact;
    return exact ? [...exact, ...found] : found;
  }

  #wildcardSet(filter: string): Set<T> {
    let at = this.#root;
    const levels = filter.split('/');
    const toEnd = levels.at(-1) === '#';
    if (toEnd) levels.pop();
    for (const level of levels) {
      let next = at.children.get(level);
      if (!next) at.children.set(level, (next = branch()));
      at = next;
    }
    return toEnd ? at.below : at.here;
  }
}

function branch<T>(): Branch<T> {
  return { children: new Map(), here: new Set(), below: new Set() };
}

function walk<T>(at: Branch<T>, levels: readonly string[], depth: number, found: T[]): void {
  for (const listener of at.below) found.push(listener);
  const level = levels[depth];
  if (level === undefined) {
    for (const listener of at.here) found.push(listener);
    return;
  }
  const named = at.children.get(level);
  if (named) walk(named, levels, depth + 1, found);
  const any = at.children.get('+');
  if (any) walk(any, levels, depth + 1, found);
}
