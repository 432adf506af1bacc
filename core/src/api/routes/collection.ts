import type { Static, TObject, TSchema } from 'typebox';
import { actorOf, type Access, type Right } from '../../access/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';
import type { Collection } from '../parts.ts';

/** What tells one collection of named things from the next. */
export interface CollectionRoutes<Item extends TSchema, Input extends TObject> {
  readonly path: string;
  /** The word for one, and for many: parts of operation ids. */
  readonly one: string;
  readonly many: string;
  readonly item: Item;
  readonly input: Input;
  readonly read: Right;
  readonly manage: Right;
}

/** List, read, make, replace and delete: the same for rooms, people, scenes and rules. */
export function collectionRoutes<Item extends TSchema, Input extends TObject>(
  api: Api,
  collection: Collection<Static<Item> & { readonly id: string }, Static<Input>>,
  { path, one, many, item, input, read, manage }: CollectionRoutes<Item, Input>,
  { audit }: Access,
): void {
  const tag = many;
  const name = one.toLowerCase();
  api.get(
    path,
    { schema: { ...operation(`list${many}`, tag, `All ${many.toLowerCase()}`), querystring: PageQuery, response: { 200: listOf(item) } }, config: { access: read } },
    (request, reply) => reply.send(pageOf(collection.list(), request.query as PageQuery)),
  );
  api.post(
    path,
    { schema: { ...operation(`create${one}`, tag, `Makes a ${name}`), body: input, response: { 201: item } }, config: { access: manage } },
    (request, reply) => {
      const made = collection.create(request.body as Static<Input>);
      return reply.code(201).header('location', `/api/v1${path}/${made.id}`).send(made);
    },
  );
  api.get(
    `${path}/:id`,
    { schema: { ...operation(`get${one}`, tag, `One ${name}`), params: IdParams, response: { 200: item } }, config: { access: read } },
    (request, reply) => reply.send(collection.get((request.params as Static<typeof IdParams>).id)),
  );
  api.put(
    `${path}/:id`,
    {
      schema: { ...operation(`replace${one}`, tag, `Replaces a ${name}`), params: IdParams, body: input, response: { 200: item } },
      config: { access: manage },
    },
    (request, reply) => reply.send(collection.replace((request.params as Static<typeof IdParams>).id, request.body as Static<Input>)),
  );
  api.delete(
    `${path}/:id`,
    { schema: { ...operation(`delete${one}`, tag, `Deletes a ${name}`), params: IdParams, response: { 204: Nothing } }, config: { access: manage } },
    (request, reply) => {
      const { id } = request.params;
      collection.delete(id);
      audit.record(actorOf(principalOf(request)), `${name}-deleted`, id);
      return reply.code(204).send(null);
    },
  );
}
