import { accessResources, type Access } from '../../access/index.ts';
import { Type } from 'typebox';
import type { Api } from '../fastify.ts';
import { defaultLimit, listOf, PageQuery } from '../lists.ts';
import { operation } from '../operations.ts';

const Query = Type.Object(
  { limit: PageQuery.properties.limit, cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) },
  { additionalProperties: false },
);

/** Who did what. */
export function auditRoutes(api: Api, { audit }: Access): void {
  api.get(
    '/audit',
    {
      schema: {
        ...operation('listAudit', 'Audit', 'Log-ins, changes of accounts, risky commands: newest first'),
        querystring: Query,
        response: { 200: listOf(accessResources.AuditEntry) },
      },
      config: { access: 'audit.read' },
    },
    async ({ query: { limit = defaultLimit, cursor } }) => audit.list({ limit, ...(cursor !== undefined && { cursor }) }),
  );
}
