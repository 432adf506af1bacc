export { History, type HistoryAnswer, type HistoryQuery } from './history.ts';
export { SqliteHistoryStore } from './sqlite-store.ts';
export type { HistoryStore, NumberBucket, Point, SeriesAddress } from './store.ts';
