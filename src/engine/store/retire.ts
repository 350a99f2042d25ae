import type { Instant } from '../../core/time/instant';
import type { DatabaseConnection } from './sqlite';

/** What one slice did. */
export type Retired = { readonly incidents: number; readonly more: boolean };

/** So long a slice may hold the writer, in milliseconds, the commit not counted: what is written next waits for it. */
const SLICE_MS = 10;
const MOST = 200;

/**
 * Deletes what was resolved before an instant, the oldest first, with all that belongs to it: facts, pages, words; and
 * at the end facts of the whole and unreadable payloads from before it. In one short transaction; asked again while
 * there is more (reliability A20). Never what is not resolved, nor what a silence is still to be settled for, nor the
 * newest incident: the next number is counted from it.
 *
 * The file does not shrink: its free pages are used again, and a backup holds none of them. To give them back at once
 * would move pages about while alerts come in.
 * @throws the database's error; then nothing was deleted
 */
export function retire(db: DatabaseConnection, before: Instant, sliceMs = SLICE_MS): Retired {
  const began = performance.now();
  db.exec('BEGIN IMMEDIATE');
  try {
    const found = db
      .prepare(
        `SELECT number, id FROM incidents WHERE resolved_at < ? AND live = 0 AND status_rank = 2
           AND number < (SELECT max(number) FROM incidents) ORDER BY resolved_at LIMIT ?`,
      )
      .all(before, MOST) as Array<{ number: number; id: string }>;
    calmTheIndex(db);
    const remove = removal(db);
    let incidents = 0;
    for (const { number, id } of found) {
      if (incidents > 0 && performance.now() - began > sliceMs) break;
      remove(number, id);
      incidents += 1;
    }
    const more = found.length > 0 || loose(db, before);
    db.exec('COMMIT');
    return { incidents, more };
  } catch (error) {
    try {
      db.exec('ROLLBACK');
    } catch {
      // SQLite rolled back by itself (disk full, I/O error).
    }
    throw error;
  }
}

/**
 * Else the index of words rewrites itself as soon as a tenth of it is deleted: two seconds in one slice were measured
 * at 100,000 incidents. What is deleted leaves it bit by bit with what comes in.
 */
function calmTheIndex(db: DatabaseConnection): void {
  const set = db.prepare(`SELECT v FROM incident_words_config WHERE k = 'deletemerge'`).get() as
    | { v: number }
    | undefined;
  if (set?.v !== 0) db.exec(`INSERT INTO incident_words (incident_words, rank) VALUES ('deletemerge', 0)`);
}

function removal(db: DatabaseConnection): (number: number, id: string) => void {
  const words = db.prepare('DELETE FROM incident_words WHERE rowid = ?');
  const facts = db.prepare('DELETE FROM facts WHERE incident = ?');
  const pages = db.prepare('DELETE FROM pages WHERE incident = ?');
  const incident = db.prepare('DELETE FROM incidents WHERE number = ?');
  return (number, id) => {
    words.run(number);
    facts.run(id);
    pages.run(id);
    incident.run(number);
  };
}

/** What belongs to no incident. @returns whether there is more of it */
function loose(db: DatabaseConnection, before: Instant): boolean {
  const facts = db
    .prepare(
      `DELETE FROM facts WHERE seq IN
         (SELECT seq FROM facts INDEXED BY facts_of_the_whole WHERE incident IS NULL AND at < ? LIMIT ?)`,
    )
    .run(before, MOST);
  const unreadable = db
    .prepare(
      'DELETE FROM unreadable WHERE id IN (SELECT id FROM unreadable WHERE at < ? ORDER BY id LIMIT ?)',
    )
    .run(before, MOST);
  return facts.changes === MOST || unreadable.changes === MOST;
}
