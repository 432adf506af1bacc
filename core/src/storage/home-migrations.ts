import type { Migration } from './database.ts';

/** `home.db`: the home, its rules and runs, and who may use it. Documents are JSON; what is searched or joined has a column. */
export const homeMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE rooms (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE people (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE scenes (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE devices (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, room TEXT REFERENCES rooms (id) ON DELETE SET NULL,
  endpoint_names TEXT NOT NULL DEFAULT '{}', created_at INTEGER NOT NULL, last_seen INTEGER
) STRICT;
CREATE TABLE sources (
  plugin TEXT NOT NULL, key TEXT NOT NULL, device TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE, descriptor TEXT NOT NULL,
  PRIMARY KEY (plugin, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE twins (
  device TEXT NOT NULL, endpoint TEXT NOT NULL, capability TEXT NOT NULL, attribute TEXT NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (device, endpoint, capability, attribute)
) STRICT, WITHOUT ROWID;
CREATE TABLE rules (id TEXT PRIMARY KEY, document TEXT NOT NULL, enabled INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE TABLE runs (
  id TEXT PRIMARY KEY, rule TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER NOT NULL, document TEXT NOT NULL
) STRICT;
CREATE INDEX runs_of_rule ON runs (rule, started_at DESC);
CREATE INDEX runs_unfinished ON runs (state) WHERE state IN ('running', 'waiting');
CREATE TABLE rule_timers (rule TEXT NOT NULL, trigger INTEGER NOT NULL, device TEXT NOT NULL, due_at INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (rule, trigger, device)) STRICT, WITHOUT ROWID;
CREATE TABLE plugins (id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, config TEXT NOT NULL) STRICT;
CREATE TABLE users (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, role TEXT NOT NULL, password TEXT NOT NULL, person TEXT, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, address TEXT NOT NULL, client TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_of_user ON sessions (user);
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, created_at INTEGER NOT NULL,
  last_used_at INTEGER, expires_at INTEGER
) STRICT;
CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`,
  },
  {
    version: 2,
    sql: `
ALTER TABLE sources ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE devices DROP COLUMN endpoint_names`,
  },
  {
    version: 3,
    // Runs of all rules by their beginning, and the id that parts those of one millisecond.
    sql: `
DROP INDEX runs_of_rule;
CREATE INDEX runs_of_rule ON runs (rule, started_at DESC, id DESC);
CREATE INDEX runs_by_start ON runs (started_at DESC, id DESC)`,
  },
  {
    version: 4,
    // Sources of one product that were devices of their own, what those were, and what the owner said of pairs.
    sql: `
ALTER TABLE sources ADD COLUMN origin TEXT;
ALTER TABLE sources ADD COLUMN places TEXT;
ALTER TABLE sources ADD COLUMN preferred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
CREATE TABLE former_devices (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE history_copies (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE link_answers (pair TEXT PRIMARY KEY, answer TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,
  },
];
