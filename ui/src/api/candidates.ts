import { call } from './client.ts';
import { all } from './lists.ts';

export const listCandidates = () => all('listCandidates');
/** Answers the devices that were added. */
export const adopt = (id: string, input: Record<string, unknown>) => call('adoptCandidate', { params: { id }, body: { input } });
