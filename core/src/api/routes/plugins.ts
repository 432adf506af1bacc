import { Type } from 'typebox';
import { actorOf, mayDo, type Access, type Principal } from '../../access/index.ts';
import { PluginLogLine, PluginPatch, PluginView } from '../../plugins/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { operation } from '../operations.ts';
import type { PluginsPart } from '../parts.ts';

const closed = { additionalProperties: false } as const;
const PluginId = Type.String({ minLength: 1, maxLength: 64 });
const Params = Type.Object({ id: PluginId }, closed);
const ActionParams = Type.Object({ id: PluginId, action: Type.String({ minLength: 1, maxLength: 64 }) }, closed);
const tag = 'Plugins';
const read = { access: 'plugins.read' } as const;
const manage = { access: 'plugins.manage' } as const;

/** The programs that speak products' languages. */
export function pluginRoutes(api: Api, plugins: PluginsPart, { audit }: Access): void {
  api.get(
    '/plugins',
    {
      schema: {
        ...operation('listPlugins', tag, 'All plugins and how they are'),
        querystring: PageQuery,
        response: { 200: listOf(PluginView) },
      },
      config: read,
    },
    async (request) => {
      const principal = principalOf(request);
      return pageOf(
        plugins.list().map((plugin) => viewFor(principal, plugin)),
        request.query,
      );
    },
  );
  api.get(
    '/plugins/:id',
    { schema: { ...operation('getPlugin', tag, 'One plugin'), params: Params, response: { 200: PluginView } }, config: read },
    async (request) => viewFor(principalOf(request), plugins.get(request.params.id)),
  );
  api.patch(
    '/plugins/:id',
    {
      schema: {
        ...operation('updatePlugin', tag, 'Changes settings, or switches it on or off'),
        params: Params,
        body: PluginPatch,
        response: { 200: PluginView },
      },
      config: manage,
    },
    async (request) => {
      const { params, body } = request;
      const plugin = await plugins.update(params.id, body);
      // Names of settings, since a value may be a password.
      const changed = { enabled: body.enabled, config: body.config && Object.keys(body.config) };
      audit.record(actorOf(principalOf(request)), 'plugin-changed', params.id, changed);
      return plugin;
    },
  );
  api.post(
    '/plugins/:id/restart',
    {
      schema: { ...operation('restartPlugin', tag, 'Stops it and starts it anew'), params: Params, response: { 200: PluginView } },
      config: manage,
    },
    async (request) => {
      const plugin = await plugins.restart(request.params.id);
      audit.record(actorOf(principalOf(request)), 'plugin-restarted', request.params.id);
      return plugin;
    },
  );
  api.get(
    '/plugins/:id/logs',
    {
      schema: {
        ...operation('getPluginLogs', tag, 'Its last log lines, oldest first'),
        params: Params,
        response: { 200: Type.Object({ items: Type.Array(PluginLogLine) }, closed) },
      },
      config: manage,
    },
    async ({ params }) => ({ items: [...plugins.logs(params.id)] }),
  );
  api.post(
    '/plugins/:id/actions/:action',
    {
      schema: {
        ...operation(
          'runPluginAction',
          tag,
          'Has a plugin do something beyond devices',
          'The body is what the action’s `input` schema asks for.',
        ),
        params: ActionParams,
        body: Type.Record(Type.String(), Type.Unknown()),
        response: { 200: Type.Object({ result: Type.Unknown() }, closed) },
      },
      config: manage,
    },
    async (request) => {
      const { id, action } = request.params;
      const result = await plugins.action(id, action, request.body);
      if (!plugins.isQuestion(id, action)) audit.record(actorOf(principalOf(request)), 'plugin-action', id, { action });
      return { result: result ?? null };
    },
  );
}

/** Settings may hold what only the owner should know. */
function viewFor({ role }: Principal, plugin: PluginView): PluginView {
  return mayDo(role, 'plugins.manage') ? plugin : { ...plugin, config: {} };
}
