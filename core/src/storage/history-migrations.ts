import type { Migration } from './database.ts';

/** `history.db`: time series, clustered by series and time. A number goes to `number`, everything else as JSON to `other`. */
export const historyMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE series (
  id INTEGER PRIMARY KEY, device TEXT NOT NULL, endpoint TEXT NOT NULL, capability TEXT NOT NULL, attribute TEXT NOT NULL,
  UNIQUE (device, endpoint, capability, attribute)
) STRICT;
CREATE TABLE points (series INTEGER NOT NULL, at INTEGER NOT NULL, number REAL, other TEXT, PRIMARY KEY (series, at)) STRICT, WITHOUT ROWID`,
  },
];
