import { call } from './client.ts';
import { all } from './lists.ts';
import type { RuleInput } from './types.ts';

export const listRules = () => all('listRules');
export const getRule = (id: string) => call('getRule', { params: { id } });
export const createRule = (body: RuleInput) => call('createRule', { body });
export const replaceRule = (id: string, body: RuleInput) => call('replaceRule', { params: { id }, body });
export const deleteRule = (id: string) => call('deleteRule', { params: { id } });
export const checkRule = (body: RuleInput) => call('checkRule', { body });
export const runRule = (id: string) => call('runRule', { params: { id } });
export const listRuns = (id: string, cursor?: string) =>
  call('listRunsOfRule', { params: { id }, query: { limit: 20, ...(cursor !== undefined && { cursor }) } });
export const getRun = (id: string) => call('getRun', { params: { id } });
