import {
  LONG_INCIDENTS,
  PAGES_BY_TIME,
  QUEUE_INDEXES,
  TALLIES,
  TO_QUEUE_INDEXES,
  WORDS,
} from './schema-queue';

/** Version of the stored data; kept in `PRAGMA user_version`. The form is a contract: docs/stored-data.md. */
export const SCHEMA_VERSION = 4;

/** Since version 2: how far the accepted alerts are in the tables (accepted/progress.ts), one row. */
const ACCEPTED = `CREATE TABLE accepted (
  id INTEGER PRIMARY KEY,
  progress TEXT NOT NULL
) STRICT;`;

/** Since version 4: what was held back, for the noise report; of no other fact. */
const HELD_FACTS = `CREATE INDEX facts_held ON facts (at) WHERE kind = 'held';`;

/**
 * Facts are the truth, append-only. All other tables are what screens show, written in the same transaction.
 * `queue_rank` (open 0, acknowledged 1, open but suppressed at its source 2, resolved 3) and `severity_rank` (critical 0)
 * order the queue; `status_rank` is open 0, acknowledged 1, resolved 2.
 */
export const SCHEMA = `
CREATE TABLE facts (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  incident TEXT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX facts_by_incident ON facts (incident, seq) WHERE incident IS NOT NULL;
CREATE INDEX facts_of_the_whole ON facts (kind, at) WHERE incident IS NULL;
${HELD_FACTS}

CREATE TABLE incidents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  live INTEGER NOT NULL,
  status_rank INTEGER NOT NULL,
  queue_rank INTEGER NOT NULL,
  severity_rank INTEGER NOT NULL,
  suppressed INTEGER NOT NULL,
  source TEXT NOT NULL,
  dedup_key TEXT NOT NULL,
  service TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  resolved_at INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incidents_one_open_per_alert ON incidents (source, dedup_key) WHERE status_rank < 2;
CREATE INDEX incidents_by_time ON incidents (opened_at);
CREATE INDEX incidents_by_end ON incidents (resolved_at) WHERE resolved_at IS NOT NULL;

${QUEUE_INDEXES}${LONG_INCIDENTS}${TALLIES}${WORDS}
CREATE TABLE pages (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL,
  person TEXT NOT NULL,
  channel TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  why TEXT NOT NULL,
  delivery TEXT NOT NULL
) STRICT;
CREATE INDEX pages_by_incident ON pages (incident, seq);
${PAGES_BY_TIME}
CREATE TABLE unreadable (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

${ACCEPTED}
`;

/** What is to be done to data of an older version, by that version. */
export const MIGRATIONS: ReadonlyMap<number, string> = new Map([
  [1, ACCEPTED],
  [2, TO_QUEUE_INDEXES],
  [3, HELD_FACTS],
]);

/** Dead letters are bounded: a broken sender must not fill the disk (promise P12). */
export const MOST_UNREADABLE = 500;
