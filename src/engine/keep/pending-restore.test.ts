import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BEGIN, Story } from '../../../test/helpers/step-story';
import { DATABASE_FILE, openForWriting } from '../store/database';
import { Reader } from '../store/reader';
import { Writer } from '../store/writer';
import { findBackup, listBackups } from './backup-folder';
import { makeBackup } from './make-backup';
import { askForRestore, finishRestore, replacedDatabases } from './pending-restore';
import { putNewestBackup, unpackBeside } from './put-backup';

// Real disks, beside whatever else runs.
vi.setConfig({ testTimeout: 30_000 });
let data: string;
let file: string;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const at = (hour: string, schema = 1) => `watchbill-2026-11-23T${hour}-00-00-000Z-daily-v${schema}-1.db.gz`;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'watchbill-restore-'));
  file = join(data, DATABASE_FILE);
});
afterEach(() => rmSync(data, { recursive: true }));

/** Stores so many incidents, beside what is stored. */
function store(...keys: string[]): void {
  const writer = new Writer(openForWriting(data, BEGIN).db);
  const story = new Story();
  for (const key of keys) story.sent(key);
  writer.write({ facts: story.facts, incidents: story.state.incidents, unreadable: [] });
  writer.close();
}

function stored(): number {
  const reader = Reader.open(data);
  const { length } = reader.live();
  reader.close();
  return length;
}

const restore = (name: string) => {
  askForRestore(data, name, BEGIN);
  return finishRestore(data, quiet);
};

describe('a restore', () => {
  it('puts the backup in place, and what was there aside with its write-ahead log', () => {
    store('one');
    const { name, incidents } = makeBackup({ dataFolder: data, file, kind: 'daily', now: BEGIN });
    expect(incidents).toBe(1);
    rmSync(file);
    store('one', 'two');
    expect(restore(name)).toEqual({ ok: true, at: BEGIN });
    expect(stored()).toBe(1);
    expect(replacedDatabases(data)).toEqual([{ file: join(data, `replaced-${BEGIN}.db`), at: BEGIN }]);
    renameSync(join(data, `replaced-${BEGIN}.db`), file);
    expect(stored()).toBe(2);
  });

  it('that a kill cut short is gone on with, wherever it was', () => {
    store('one');
    const { name } = makeBackup({ dataFolder: data, file, kind: 'daily', now: BEGIN });
    rmSync(file);
    store('one', 'two');
    writeFileSync(`${file}-wal`, '');
    const aside = join(data, `replaced-${BEGIN}.db`);
    const steps = [
      () => undefined,
      () => copyFileSync(file, `${file}.incoming`),
      () => unpackBeside(findBackup(data, name)?.path as string, file),
      () => renameSync(file, aside),
      () => renameSync(`${file}-wal`, `${aside}-wal`),
      () => renameSync(`${file}.incoming`, file),
    ];
    // As the folder was after the n-th step of an earlier try.
    const before = readdirSync(data).map((each) => [each, join(data, each)] as const);
    const kept = new Map(
      before
        .filter(([each]) => each.startsWith(DATABASE_FILE))
        .map(([each, path]) => [each, readFileSync(path)]),
    );
    for (let done = 0; done <= steps.length; done += 1) {
      for (const each of readdirSync(data)) if (/^(watchbill|replaced)/.test(each)) rmSync(join(data, each));
      for (const [each, bytes] of kept) writeFileSync(join(data, each), bytes);
      for (const step of steps.slice(0, done)) step();
      expect(restore(name), `after ${done} steps`).toEqual({ ok: true, at: BEGIN });
      expect(stored(), `after ${done} steps`).toBe(1);
      const asides = replacedDatabases(data).map(({ file: path }) =>
        readFileSync(path).equals(kept.get(DATABASE_FILE) as Buffer),
      );
      expect(asides, `after ${done} steps`).toContain(true);
    }
  });

  it('E12: takes nothing but a regular file of ours in the folder of backups, and only when it is whole', () => {
    store('one', 'two');
    const { name } = makeBackup({ dataFolder: data, file, kind: 'daily', now: BEGIN });
    const folder = join(data, 'backups');
    const whole = readFileSync(join(folder, name));
    symlinkSync('/etc/passwd', join(folder, at('01')));
    symlinkSync(join(folder, name), join(folder, at('02')));
    mkdirSync(join(folder, at('03')));
    expect(listBackups(data).map((backup) => backup.name)).toEqual([name]);
    const bad = [
      '',
      '.',
      '..',
      'CON',
      at('01'),
      at('02'),
      at('03'),
      `../backups/${name}`,
      join(folder, name),
      `${name}/x`,
      `${name}\0`,
    ];
    for (const each of bad)
      expect(restore(each), each).toMatchObject({ ok: false, why: `there is no backup ${each}` });

    const turned = Buffer.from(whole);
    turned[whole.length >> 1] = (whole[whole.length >> 1] as number) ^ 1;
    const damaged = [
      Buffer.from('no gzip'),
      whole.subarray(0, -40),
      whole.subarray(0, whole.length >> 1),
      turned,
      Buffer.alloc(0),
    ];
    for (const [n, bytes] of damaged.entries()) {
      writeFileSync(join(folder, at(`1${n}`)), bytes);
      expect(restore(at(`1${n}`)), `damaged ${n}`).toMatchObject({ ok: false });
    }
    expect(readdirSync(data).filter((each) => /incoming|replaced|restore/.test(each))).toEqual([]);
    expect(stored()).toBe(2);
  });
});

describe('A11: the newest good backup', () => {
  it('takes the place of a damaged database; one that is damaged itself is passed over, so is one of a newer Watchbill', () => {
    store('one');
    const { name } = makeBackup({ dataFolder: data, file, kind: 'daily', now: BEGIN });
    const folder = join(data, 'backups');
    writeFileSync(join(folder, at('23')), 'damaged');
    copyFileSync(join(folder, name), join(folder, at('22', 999)));
    writeFileSync(file, 'damaged');
    const { db, movedAside, restoredFrom } = openForWriting(data, BEGIN + 1);
    db.close();
    expect(movedAside).toContain('.corrupt-');
    expect(restoredFrom).toBe(BEGIN);
    expect(stored()).toBe(1);
    expect(readFileSync(movedAside as string, 'utf8')).toBe('damaged');
  });

  it('that turns out not to be ours is moved aside as well, and a new file is begun', () => {
    store('one');
    makeBackup({ dataFolder: data, file, kind: 'daily', now: BEGIN });
    const writer = new Writer(openForWriting(data, BEGIN).db);
    writer.close();
    // Whole as a database, but none of Watchbill's.
    const other = mkdtempSync(join(tmpdir(), 'watchbill-other-'));
    const { db } = openForWriting(other, BEGIN);
    db.exec('DROP TABLE pages');
    db.close();
    makeBackup({ dataFolder: other, file: join(other, DATABASE_FILE), kind: 'daily', now: BEGIN + 1000 });
    const [{ name } = { name: '' }] = listBackups(other);
    copyFileSync(join(other, 'backups', name), join(data, 'backups', name));
    rmSync(other, { recursive: true });
    writeFileSync(file, 'damaged');
    const opened = openForWriting(data, BEGIN + 2);
    opened.db.close();
    expect(opened.restoredFrom).toBeNull();
    expect(stored()).toBe(0);
    expect(readdirSync(data).filter((each) => /\.db\.corrupt-.*Z$/.test(each))).toHaveLength(2);
  });

  it('is none where none is, or where it cannot be unpacked', () => {
    mkdirSync(join(data, 'backups'));
    writeFileSync(join(data, 'backups', at('01')), 'damaged');
    expect(putNewestBackup(data, file)).toBeNull();
    expect(readdirSync(data)).toEqual(['backups']);
  });
});
