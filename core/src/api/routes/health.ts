import { Type } from 'typebox';
import { mayDo } from '../../access/index.ts';
import { PluginState } from '../../plugins/index.ts';
import type { Api } from '../fastify.ts';
import { operation } from '../operations.ts';
import type { ApiParts } from '../parts.ts';

const closed = { additionalProperties: false } as const;
export const Health = Type.Object(
  {
    status: Type.Literal('ok'),
    version: Type.String(),
    uptimeSeconds: Type.Optional(Type.Number()),
    plugins: Type.Optional(Type.Array(Type.Object({ id: Type.String(), state: PluginState }, closed))),
    stores: Type.Optional(Type.Record(Type.String(), Type.Object({ ok: Type.Boolean(), detail: Type.Optional(Type.String()) }, closed))),
    queues: Type.Optional(Type.Record(Type.String(), Type.Number())),
  },
  closed,
);

/** Whether the hub is well; who has an account sees more. */
export function healthRoutes(
  api: Api,
  { health, plugins, version, clock }: Pick<ApiParts, 'health' | 'plugins' | 'version' | 'clock'>,
): void {
  api.get(
    '/health',
    {
      schema: { ...operation('getHealth', 'Health', 'Whether the hub is well'), response: { 200: Health } },
      config: { access: 'public' },
    },
    async ({ principal }) => {
      const short = { status: 'ok', version } as const;
      if (!principal || !mayDo(principal.role, 'health.read')) return short;
      return {
        ...short,
        uptimeSeconds: (clock.now() - health.startedAt) / 1000,
        plugins: plugins.list().map(({ id, state }) => ({ id, state })),
        stores: health.stores(),
        queues: health.queues(),
      };
    },
  );
}
