import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGIN, Story } from '../../../test/helpers/step-story';
import { DATABASE_FILE, NewerData, openForWriting } from './database';
import { Reader } from './reader';
import { SCHEMA_VERSION } from './schema';
import { Database } from './sqlite';
import { Writer } from './writer';

let folder: string;
let file: string;
const aside = 'watchbill.db.corrupt-2026-11-23T02-00-00-000Z';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-db-'));
  file = join(folder, DATABASE_FILE);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Opens, and proves that it stores. */
function storesAgain(): string | null {
  const { db, movedAside } = openForWriting(folder, BEGIN);
  const writer = new Writer(db);
  const story = new Story();
  story.sent('db');
  writer.write({ facts: story.facts, incidents: new Map([['desk-1', story.incident()]]), unreadable: [] });
  const reader = Reader.open(folder);
  expect(reader.live()).toEqual([story.incident()]);
  reader.close();
  writer.close();
  return movedAside;
}

describe('the database file', () => {
  it('is made with its folder, and is the same file the next time', () => {
    folder = join(folder, 'deep', 'er');
    file = join(folder, DATABASE_FILE);
    expect(storesAgain()).toBeNull();
    const { db, movedAside } = openForWriting(folder, BEGIN);
    expect(movedAside).toBeNull();
    expect(db.prepare('SELECT count(*) AS n FROM facts').get()).toEqual({ n: 3 });
    db.close();
  });

  it.skipIf(process.platform === 'win32')('is for its owner only, wherever the folder is', () => {
    chmodSync(folder, 0o755);
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    expect(storesAgain()).toBeNull();
    const { db } = openForWriting(folder, BEGIN);
    const modes = readdirSync(folder).map((name) => [name, lstatSync(join(folder, name)).mode & 0o777]);
    expect(Object.fromEntries(modes)).toEqual({
      'watchbill.db': 0o600,
      'watchbill.db-shm': 0o600,
      'watchbill.db-wal': 0o600,
    });
    db.close();
  });

  it('begins anew in an empty file', () => {
    writeFileSync(file, '');
    expect(storesAgain()).toBeNull();
  });

  it.each([
    ['random bytes', Buffer.from(Array.from({ length: 8192 }, (_, n) => (n * 7919) % 251))],
    ['a header and nothing after it', Buffer.from('SQLite format 3\u0000')],
    ['text', Buffer.from('hello')],
  ])('of %s is moved aside, not deleted (P9)', (_, bytes) => {
    writeFileSync(file, bytes);
    expect(storesAgain()).toBe(join(folder, aside));
    expect(readFileSync(join(folder, aside))).toEqual(bytes);
  });

  it('that was cut in half is moved aside', () => {
    storesAgain();
    expect(lstatSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0); // all of it is in the file
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    expect(storesAgain()).toBe(join(folder, aside));
  });

  it('that lacks its tables although its version says otherwise is moved aside', () => {
    const db = new Database(file);
    db.exec(`CREATE TABLE other (x); PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.close();
    expect(storesAgain()).toBe(join(folder, aside));
  });

  it('with our tables and no version is moved aside: a migration never ends so', () => {
    const db = new Database(file);
    db.exec('CREATE TABLE facts (x)');
    db.close();
    expect(storesAgain()).toBe(join(folder, aside));
  });

  it('is moved aside when a directory or a link that leads nowhere stands in its place', () => {
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(storesAgain()).toBe(join(folder, aside));
    expect(existsSync(join(folder, aside, 'inside'))).toBe(true);
    rmSync(file);
    rmSync(join(folder, aside), { recursive: true });
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    const elsewhere = join(folder, 'elsewhere.db');
    symlinkSync(elsewhere, file);
    expect(storesAgain()).toBe(join(folder, aside));
    expect(lstatSync(join(folder, aside)).isSymbolicLink()).toBe(true);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('of version 1 is brought to this one, all that it holds with it (A12)', () => {
    copyFileSync(join(import.meta.dirname, '../../../test/fixtures/stores/version-1.db'), file);
    const { db, movedAside } = openForWriting(folder, BEGIN);
    expect(movedAside).toBeNull();
    const form = (of: typeof db) =>
      of.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();
    const fresh = mkdtempSync(join(tmpdir(), 'watchbill-db-'));
    const { db: other } = openForWriting(fresh, BEGIN);
    expect(form(db)).toEqual(form(other));
    other.close();
    rmSync(fresh, { recursive: true });
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(db.prepare('SELECT sum(n) AS n FROM tallies').get()).toEqual({ n: 12 });
    const found = (words: string) =>
      db
        .prepare('SELECT rowid AS number FROM incident_words WHERE incident_words MATCH ?')
        .all(words)
        .map((row) => (row as { number: number }).number);
    expect(found('"k"*')).toEqual([3, 8, 11]);
    expect(found('"postgres"* "mail"')).toEqual([6]);
    expect(found('"deploy"* "12"')).toEqual([12]);
    expect(found('"instance"')).toHaveLength(12);
    db.close();
    const again = openForWriting(folder, BEGIN);
    expect(again.db.prepare('SELECT count(*) AS n FROM facts').get()).toEqual({ n: 36 });
    again.db.close();
  });

  it('of a newer Watchbill is refused, and stays as it was byte for byte, its write-ahead log included (A12)', () => {
    storesAgain();
    const newer = new Database(file);
    newer.exec(
      `PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = ${SCHEMA_VERSION + 1}; CREATE TABLE future (x)`,
    );
    // As a crash leaves it: the newer version never closed, so its last writes are in the write-ahead log only.
    const left = ['', '-wal'].map((suffix) => readFileSync(file + suffix));
    newer.close();
    rmSync(file);
    for (const [n, suffix] of ['', '-wal'].entries()) writeFileSync(file + suffix, left[n] as Buffer);
    expect((left[1] as Buffer).length).toBeGreaterThan(0);
    for (let tries = 0; tries < 2; tries += 1) {
      expect(() => openForWriting(folder, BEGIN)).toThrow(NewerData);
      expect(['', '-wal'].map((suffix) => readFileSync(file + suffix))).toEqual(left);
    }
    expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toEqual([]);
  });
});
