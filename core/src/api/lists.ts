import { Type, type Static, type TSchema } from 'typebox';
import type { Page } from './parts.ts';

/** `?limit&cursor` of every list. `cursor` is the `next` of the page before. */
export const PageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type PageQuery = Static<typeof PageQuery>;

export const defaultLimit = 500;

/** The shape of a list's answer: `next` is absent on its last page. */
export function listOf<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) }, { additionalProperties: false });
}

/**
 * One page of things that are all in memory, in the order of their ids: the only order in which a page goes on rightly when things were
 * added and removed since the page before.
 */
export function pageOf<Item extends { readonly id: string }>(
  all: readonly Item[],
  { limit = defaultLimit, cursor }: PageQuery,
): Page<Item> {
  const rest = cursor === undefined ? [...all] : all.filter(({ id }) => id > cursor);
  rest.sort((a, b) => (a.id < b.id ? -1 : 1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rest.length > limit && last && { next: last.id }) };
}
