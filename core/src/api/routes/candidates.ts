import { Type } from 'typebox';
import { actorOf, type Access } from '../../access/index.ts';
import { Candidate, Device } from '../../home/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';

const closed = { additionalProperties: false } as const;
/** `input` is what the candidate's form asks for. */
export const AdoptInput = Type.Object({ input: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }, closed);
export const Adopted = Type.Object({ devices: Type.Array(Device) }, closed);

/** Products that were discovered, and taking them into the home. */
export function candidateRoutes(api: Api, home: Pick<HomePart, 'candidates' | 'adopt'>, { audit }: Access): void {
  const config = { access: 'home.manage' } as const;
  api.get(
    '/candidates',
    {
      schema: {
        ...operation('listCandidates', 'Candidates', 'What was discovered'),
        querystring: PageQuery,
        response: { 200: listOf(Candidate) },
      },
      config,
    },
    async ({ query }) => pageOf(home.candidates(), query),
  );
  api.post(
    '/candidates/:id/adopt',
    {
      schema: {
        ...operation('adoptCandidate', 'Candidates', 'Takes a product into the home'),
        params: IdParams,
        body: AdoptInput,
        response: { 200: Adopted },
      },
      config,
    },
    async (request) => {
      const devices = await home.adopt(request.params.id, request.body.input ?? {});
      const adopted = devices.map(({ id, name }) => ({ id, name }));
      audit.record(actorOf(principalOf(request)), 'adopted', request.params.id, { devices: adopted });
      return { devices };
    },
  );
}
