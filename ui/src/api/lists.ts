import { call, type OperationId, type RequestOf, type ResponseOf } from './client.ts';

type ListId = { [Id in OperationId]: ResponseOf<Id> extends { items: unknown[]; next?: string } ? Id : never }[OperationId];
type ItemOf<Id extends ListId> = ResponseOf<Id> extends { items: (infer Item)[] } ? Item : never;

/** Every page of a list, one after the other. */
export async function all<Id extends ListId>(id: Id): Promise<ItemOf<Id>[]> {
  const items: ItemOf<Id>[] = [];
  let cursor: string | undefined;
  do {
    const page = (await call(id, { query: { limit: 500, ...(cursor !== undefined && { cursor }) } } as unknown as RequestOf<Id>)) as {
      items: ItemOf<Id>[];
      next?: string;
    };
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
