import { call, type RequestOf } from './client.ts';

export const getHistory = (query: RequestOf<'getHistory'>['query'], signal: AbortSignal) => call('getHistory', { query }, signal);
