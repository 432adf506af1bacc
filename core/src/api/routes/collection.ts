import type { FastifyTypeProviderDefault } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { actorOf, type Access, type Right } from '../../access/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';
import type { Collection } from '../parts.ts';

/** What tells one collection of named things from the next. */
export interface CollectionRoutes {
  readonly path: string;
  /** The word for one, and for many: parts of operation ids. */
  readonly one: string;
  readonly many: string;
  readonly item: TSchema;
  readonly input: TSchema;
  readonly read: Right;
  readonly manage: Right;
}

/** List, read, make, replace and delete: the same for rooms, people, scenes and rules. */
export function collectionRoutes<Item extends { readonly id: string }, Input>(
  api: Api,
  collection: Omit<Collection<Item, Input>, 'list'> & { list(): readonly Item[] },
  { path, one, many, item, input, read, manage }: CollectionRoutes,
  { audit }: Access,
): void {
  const app = api.withTypeProvider<FastifyTypeProviderDefault>();
  const tag = many;
  const name = one.toLowerCase();
  app.get(
    path,
    {
      schema: { ...operation(`list${many}`, tag, `All ${many.toLowerCase()}`), querystring: PageQuery, response: { 200: listOf(item) } },
      config: { access: read },
    },
    async ({ query }) => pageOf(collection.list(), query as PageQuery),
  );
  app.post(
    path,
    { schema: { ...operation(`create${one}`, tag, `Makes a ${name}`), body: input, response: { 201: item } }, config: { access: manage } },
    async (request, reply) => {
      const made = collection.create(request.body as Input);
      return reply.code(201).header('location', `/api/v1${path}/${made.id}`).send(made);
    },
  );
  app.get(
    `${path}/:id`,
    { schema: { ...operation(`get${one}`, tag, `One ${name}`), params: IdParams, response: { 200: item } }, config: { access: read } },
    async ({ params }) => collection.get((params as Static<typeof IdParams>).id),
  );
  app.put(
    `${path}/:id`,
    {
      schema: { ...operation(`replace${one}`, tag, `Replaces a ${name}`), params: IdParams, body: input, response: { 200: item } },
      config: { access: manage },
    },
    async ({ params, body }) => collection.replace((params as Static<typeof IdParams>).id, body as Input),
  );
  app.delete(
    `${path}/:id`,
    {
      schema: { ...operation(`delete${one}`, tag, `Deletes a ${name}`), params: IdParams, response: { 204: Nothing } },
      config: { access: manage },
    },
    async (request, reply) => {
      const { id } = request.params as Static<typeof IdParams>;
      collection.delete(id);
      audit.record(actorOf(principalOf(request)), `${name}-deleted`, id);
      return reply.code(204).send(null);
    },
  );
}
