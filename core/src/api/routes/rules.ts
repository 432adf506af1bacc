import { Type } from 'typebox';
import { originOf, type Access } from '../../access/index.ts';
import { Rule, RuleCheck, RuleInput, Run } from '../../rules/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery } from '../lists.ts';
import { IdParams, operation } from '../operations.ts';
import type { RulesPart } from '../parts.ts';
import { collectionRoutes } from './collection.ts';

const tag = 'Rules';

/** Rules, and trying them. */
export function ruleRoutes(api: Api, rules: RulesPart, access: Access): void {
  const words = {
    path: '/rules',
    one: 'Rule',
    many: 'Rules',
    item: Rule,
    input: RuleInput,
    read: 'rules.read',
    manage: 'rules.manage',
  } as const;
  collectionRoutes(api, rules, words, access);
  api.post(
    '/rules/check',
    {
      schema: {
        ...operation('checkRule', tag, 'Says what would be refused, without saving', 'Takes what `POST /rules` takes.'),
        body: Type.Unknown(),
        response: { 200: RuleCheck },
      },
      config: { access: 'rules.manage' },
    },
    async ({ body }) => rules.check(body),
  );
  api.post(
    '/rules/:id/run',
    {
      schema: { ...operation('runRule', tag, 'Runs a rule as if triggered by hand'), params: IdParams, response: { 200: Run } },
      config: { access: 'rules.manage' },
    },
    async (request) => rules.run(request.params.id, originOf(principalOf(request))),
  );
  api.get(
    '/rules/:id/runs',
    {
      schema: {
        ...operation('listRunsOfRule', tag, 'What a rule did, newest first'),
        params: IdParams,
        querystring: PageQuery,
        response: { 200: listOf(Run) },
      },
      config: { access: 'rules.read' },
    },
    async ({ params, query }) => rules.runs(rules.get(params.id).id, query),
  );
}
