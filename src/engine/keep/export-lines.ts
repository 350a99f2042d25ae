import { EXPORT_VERSION, type ExportHeader } from '../../contract/keep/export-lines';
import type { DatabaseConnection } from '../store/sqlite';
import { settingsLines } from './export-settings';
import { teamLines } from './export-team';

export type ExportSources = {
  readonly dataFolder: string;
  /** null where there is none to export (the command line was not told). */
  readonly teamFolder: string | null;
  /** Settings of the desktop app; null without one. */
  readonly settingsFile: string | null;
  readonly header: ExportHeader;
};

/**
 * Every line of an export, without line ends, one at a time: a million incidents do not fit in memory. What is stored
 * comes as one snapshot, whatever is written meanwhile. Facts and incidents pass as they are stored, unparsed.
 */
export function* exportLines(sources: ExportSources, db: DatabaseConnection | null): Generator<string> {
  const counts: Record<string, number> = {};
  const count = (type: string, line: string): string => {
    counts[type] = (counts[type] ?? 0) + 1;
    return line;
  };
  const { at, watchbill, desktop } = sources.header;
  const header = {
    type: 'header',
    format: 'watchbill-export',
    version: EXPORT_VERSION,
    at,
    watchbill,
    desktop,
  };
  yield count('header', JSON.stringify(header));
  for (const line of settingsLines(sources)) yield count('settings', JSON.stringify(line));
  if (sources.teamFolder !== null)
    for (const line of teamLines(sources.teamFolder)) yield count(line.type, JSON.stringify(line));
  if (db) {
    db.exec('BEGIN');
    for (const row of rows<{ body: string }>(db, 'SELECT body FROM incidents ORDER BY number'))
      yield count('incident', `{"type":"incident","incident":${row.body}}`);
    for (const row of rows<{ seq: number; body: string }>(db, 'SELECT seq, body FROM facts ORDER BY seq'))
      yield count('fact', `{"type":"fact","seq":${row.seq},"fact":${row.body}}`);
    for (const row of rows<PageRow>(
      db,
      'SELECT id, incident, person, channel, at, reason, why, delivery FROM pages ORDER BY seq',
    ))
      yield count(
        'page',
        JSON.stringify({ type: 'page', page: { ...row, delivery: JSON.parse(row.delivery) as unknown } }),
      );
    for (const row of rows(db, 'SELECT at, source, format, reason, body FROM unreadable ORDER BY id'))
      yield count('unreadable', JSON.stringify({ type: 'unreadable', ...row }));
    db.exec('COMMIT');
  }
  yield JSON.stringify({ type: 'end', counts });
}

/** How many lines there will be of what is stored, about: for the progress. */
export function storedLines(db: DatabaseConnection): number {
  const sql =
    'SELECT (SELECT count(*) FROM incidents) + (SELECT count(*) FROM facts) + (SELECT count(*) FROM pages) AS n';
  return (db.prepare(sql).get() as { n: number }).n;
}

type PageRow = Record<'id' | 'incident' | 'person' | 'channel' | 'reason' | 'why' | 'delivery', string> & {
  at: number;
};

function rows<T extends object>(db: DatabaseConnection, sql: string): Iterable<T> {
  return db.prepare(sql).iterate() as Iterable<T>;
}
