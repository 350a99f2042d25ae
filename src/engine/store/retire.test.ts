import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seedStore } from '../../../test/helpers/seeded-store';
import { DATABASE_FILE, openForWriting } from './database';
import { retire } from './retire';
import type { DatabaseConnection } from './sqlite';

const BEGIN = Date.UTC(2026, 10, 23, 2);
vi.setConfig({ testTimeout: 30_000 });
let root: string;
let db: DatabaseConnection;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-retire-'));
  await seedStore(root, { count: 500, ringing: 2, quiet: 3, acknowledged: 5, now: BEGIN });
  db = openForWriting(join(root, 'data'), BEGIN).db;
});
afterEach(() => {
  db.close();
  rmSync(root, { recursive: true });
});

const count = (what: string): number =>
  (db.prepare(`SELECT count(*) AS n FROM ${what}`).get() as { n: number }).n;

describe('A20: what is old is deleted', () => {
  it('slice by slice, each short, the oldest first, with its facts, pages, words and tallies', () => {
    expect(count('incidents')).toBe(500);
    let slices = 0;
    let incidents = 0;
    for (let more = true; more; slices += 1) {
      const before = count('incidents');
      // No time at all: one a slice, so that it moves on however slow the disk is.
      const slice = retire(db, BEGIN, slices < 3 ? 0 : undefined);
      if (slices < 3) expect(slice).toEqual({ incidents: 1, more: true });
      expect(count('incidents')).toBe(before - slice.incidents);
      expect(slice.incidents).toBeLessThanOrEqual(200);
      incidents += slice.incidents;
      more = slice.more;
    }
    expect(slices).toBeGreaterThan(5);
    expect(incidents).toBe(490);
    expect(count('incidents')).toBe(10);
    expect(count('incidents WHERE status_rank = 2')).toBe(0);
    expect(count('facts WHERE incident IS NOT NULL AND incident NOT IN (SELECT id FROM incidents)')).toBe(0);
    expect(count('pages WHERE incident NOT IN (SELECT id FROM incidents)')).toBe(0);
    expect(count('incident_words')).toBe(10);
    expect(db.prepare('SELECT sum(n) AS n FROM tallies').get()).toEqual({ n: 10 });
    // Facts of the whole from before it are gone as well.
    expect(count(`facts WHERE incident IS NULL AND at < ${BEGIN}`)).toBe(0);
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(
      db.prepare("INSERT INTO incident_words (incident_words) VALUES ('integrity-check')").run(),
    ).toBeTruthy();
  });

  it('from before an instant only; the newest incident stays, for the next number is counted from it', () => {
    db.exec(
      'UPDATE incidents SET live = 0, status_rank = 2, queue_rank = 3, resolved_at = 5 WHERE number = 500',
    );
    const half = BEGIN - 15 * 86_400_000;
    while (retire(db, half).more);
    expect(count(`incidents WHERE resolved_at < ${half}`)).toBe(1);
    expect(count('incidents')).toBeGreaterThan(200);
    expect(db.prepare('SELECT max(number) AS n FROM incidents').get()).toEqual({ n: 500 });
  });

  it('uses the pages that became free again: a year of it does not make the file larger', () => {
    while (retire(db, BEGIN).more);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const { size } = statSync(join(root, 'data', DATABASE_FILE));
    expect(
      (db.prepare('PRAGMA freelist_count').get() as { freelist_count: number }).freelist_count,
    ).toBeGreaterThan(100);
    const body = JSON.stringify({ text: 'x'.repeat(2000) });
    const insert = db.prepare(
      "INSERT INTO facts (at, incident, kind, body) VALUES (?, NULL, 'changeHappened', ?)",
    );
    for (let n = 0; n < 300; n += 1) insert.run(BEGIN, body);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(statSync(join(root, 'data', DATABASE_FILE)).size).toBe(size);
  });
});
