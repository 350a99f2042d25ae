import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { apply } from '../../../src/core/incident/apply';
import type { IncidentFact } from '../../../src/core/incident/fact';
import type { Incident } from '../../../src/core/incident/incident';
import { DATABASE_FILE } from '../../../src/engine/store/database';
import { Database } from '../../../src/engine/store/sqlite';

/**
 * Looks at a copy of the database that a dead engine left, as SQLite recovers it: whole by its own check, and no
 * incident that is anything else than what its log entries tell.
 * @param data the data folder; nothing in it is opened
 * @param scratch a folder of our own, written over
 * @returns what is wrong, a line each
 */
export function checkStored(data: string, scratch: string): string[] {
  if (!existsSync(join(data, DATABASE_FILE))) return [];
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const suffix of ['', '-wal']) {
    const file = join(data, DATABASE_FILE + suffix);
    if (existsSync(file)) copyFileSync(file, join(scratch, DATABASE_FILE + suffix));
  }
  const db = new Database(join(scratch, DATABASE_FILE));
  try {
    const told = (db.prepare('PRAGMA integrity_check').all() as Array<{ integrity_check: string }>).map(
      ({ integrity_check }) => integrity_check,
    );
    if (told.length !== 1 || told[0] !== 'ok') return told.map((line) => `integrity_check: ${line}`);
    // Killed before its tables were made.
    if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'facts'").get()) return [];
    const wrong: string[] = [];
    const incidents = db.prepare('SELECT id, body FROM incidents').all() as Array<{
      id: string;
      body: string;
    }>;
    const factsOf = db.prepare('SELECT body FROM facts WHERE incident = ? ORDER BY seq');
    for (const { id, body } of incidents) {
      const facts = (factsOf.all(id) as Array<{ body: string }>).map(
        (row) => JSON.parse(row.body) as IncidentFact,
      );
      if (facts[0]?.kind !== 'opened') {
        wrong.push(`${id} has no log entry of its opening (${facts.length} entries)`);
        continue;
      }
      const folded = facts.reduce<Incident | undefined>((known, fact) => apply(known, fact), undefined);
      if (!isDeepStrictEqual(JSON.parse(JSON.stringify(folded)), JSON.parse(body)))
        wrong.push(`${id} is not what its log entries tell`);
    }
    const strays = db
      .prepare(
        'SELECT DISTINCT incident FROM facts WHERE incident IS NOT NULL AND incident NOT IN (SELECT id FROM incidents)',
      )
      .all() as Array<{ incident: string }>;
    for (const { incident } of strays) wrong.push(`log entries of ${incident}, and no such incident`);
    return wrong;
  } finally {
    db.close();
  }
}
