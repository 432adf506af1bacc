import { Run } from '../../rules/index.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery } from '../lists.ts';
import { IdParams, operation } from '../operations.ts';
import type { RulesPart } from '../parts.ts';

/** What rules did, each with its trace. */
export function runRoutes(api: Api, rules: Pick<RulesPart, 'runs' | 'getRun'>): void {
  const config = { access: 'rules.read' } as const;
  api.get(
    '/runs',
    {
      schema: {
        ...operation('listRuns', 'Runs', 'What all rules did, newest first'),
        querystring: PageQuery,
        response: { 200: listOf(Run) },
      },
      config,
    },
    async ({ query }) => rules.runs(undefined, query),
  );
  api.get(
    '/runs/:id',
    { schema: { ...operation('getRun', 'Runs', 'One run with its trace'), params: IdParams, response: { 200: Run } }, config },
    async ({ params }) => rules.getRun(params.id),
  );
}
