import { capabilities } from '@concord/sdk';
import { Type } from 'typebox';
import { NotFoundError } from '../../errors.ts';
import { Capability, capabilityView } from '../../home/index.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { operation } from '../operations.ts';

const closed = { additionalProperties: false } as const;
const all: ReadonlyMap<string, Capability> = new Map([...capabilities].map(([id, definition]) => [id, capabilityView(definition)]));

/** The vocabulary: the same for every home. */
export function capabilityRoutes(api: Api): void {
  api.get(
    '/capabilities',
    {
      schema: {
        ...operation('listCapabilities', 'Model', 'Every capability of the model'),
        querystring: PageQuery,
        response: { 200: listOf(Capability) },
      },
      config: { access: 'home.read' },
    },
    async ({ query }) => pageOf([...all.values()], query),
  );
  api.get(
    '/capabilities/:id',
    {
      schema: {
        ...operation('getCapability', 'Model', 'One capability'),
        params: Type.Object({ id: Type.String({ maxLength: 128 }) }, closed),
        response: { 200: Capability },
      },
      config: { access: 'home.read' },
    },
    async ({ params: { id } }) => {
      const capability = all.get(id);
      if (!capability) throw new NotFoundError('capability', id);
      return capability;
    },
  );
}
