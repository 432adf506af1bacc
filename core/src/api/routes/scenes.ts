import { Type } from 'typebox';
import { actorOf, originOf, type Access } from '../../access/index.ts';
import { Id, Scene, SceneInput } from '../../home/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { IdParams, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';
import { collectionRoutes } from './collection.ts';

const closed = { additionalProperties: false } as const;
export const SceneOutcome = Type.Object(
  {
    done: Type.Integer(),
    failed: Type.Array(Type.Object({ device: Id, code: Type.String(), message: Type.String() }, closed)),
  },
  closed,
);

/** Settings of several devices under one name. */
export function sceneRoutes(api: Api, home: Pick<HomePart, 'scenes' | 'activateScene'>, access: Access): void {
  const words = {
    path: '/scenes',
    one: 'Scene',
    many: 'Scenes',
    item: Scene,
    input: SceneInput,
    read: 'home.read',
    manage: 'home.manage',
  } as const;
  collectionRoutes(api, home.scenes, words, access);
  api.post(
    '/scenes/:id/activate',
    {
      schema: {
        ...operation('activateScene', 'Scenes', 'Sets everything that a scene names'),
        params: IdParams,
        response: { 200: SceneOutcome },
      },
      // A scene may name locks.
      config: { access: 'command.risky' },
    },
    async (request) => {
      const principal = principalOf(request);
      const outcome = await home.activateScene(request.params.id, originOf(principal));
      access.audit.record(actorOf(principal), 'scene-activated', request.params.id, { done: outcome.done, failed: outcome.failed.length });
      return outcome;
    },
  );
}
