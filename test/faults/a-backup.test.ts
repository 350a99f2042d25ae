import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startEngine } from '../../src/engine/engine';
import { listBackups } from '../../src/engine/keep/backup-folder';
import { makeBackup } from '../../src/engine/keep/make-backup';
import { unpackBeside } from '../../src/engine/keep/put-backup';
import { writeExport } from '../../src/engine/keep/write-export';
import type { Engine } from '../../src/engine/running-engine';
import { DATABASE_FILE, openForWriting } from '../../src/engine/store/database';
import { SCHEMA_VERSION } from '../../src/engine/store/schema';
import { secretsFile } from '../../src/engine/store/secrets-file';
import type * as Sqlite from '../../src/engine/store/sqlite';
import { Database, type DatabaseConnection } from '../../src/engine/store/sqlite';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { canMount, type FaultDisk, faultDisk } from '../helpers/fault-disk';
import { seedStore } from '../helpers/seeded-store';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Backups, migrations and exports on a disk that does not play along, and what is opened when the database is damaged. */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The real database, whose scripts can be looked at while they run; its own methods cannot be replaced. */
const watched = vi.hoisted(() => ({ exec: (exec: (sql: string) => void, sql: string): void => exec(sql) }));
vi.mock('../../src/engine/store/sqlite', async (load) => {
  const real = await load<typeof Sqlite>();
  const Database = new Proxy(real.Database, {
    construct(target, args: ConstructorParameters<typeof real.Database>) {
      const db = new target(...args);
      const exec = db.exec.bind(db);
      return Object.defineProperty(db, 'exec', { value: (sql: string) => watched.exec(exec, sql) });
    },
  });
  return { ...real, Database };
});

const NOW = Date.UTC(2026, 10, 23, 2);
const quiet = { info() {}, warn() {}, error() {} };

function setUp(): TemporaryTeam {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  return team;
}

async function start(team: TemporaryTeam): Promise<EngineProcess> {
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  return engine;
}

/** A store of a few megabytes on a disk of its own, with one backup. */
async function seeded(): Promise<{ data: string; file: string; disk: FaultDisk }> {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-full-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  const disk = faultDisk(folder, 32_768);
  stops.push(() => disk.remove());
  await seedStore(folder, { count: 400, now: NOW });
  const data = join(folder, 'data');
  const file = join(data, DATABASE_FILE);
  makeBackup({ dataFolder: data, file, kind: 'daily', now: NOW, reserve: 0 });
  return { data, file, disk };
}

const parts = (data: string) => readdirSync(join(data, 'backups')).filter((name) => name.includes('.part'));

describe.skipIf(!canMount)('A9: a disk that is full', () => {
  test('during a backup, wherever it was: the older ones stay whole, nothing unfinished is left, and it says why', async () => {
    const { data, file, disk } = await seeded();
    const before = listBackups(data);
    const whole = readFileSync(join(data, 'backups', before[0]?.name as string));
    const plain = statSync(file).size;
    disk.fill();
    // Room for less and more of the copy: it ends while SQLite copies, or while the copy is packed.
    const ballast = join(data, '..', 'ballast');
    for (const room of [0, 65_536, plain / 2, plain + 65_536]) {
      truncateSync(ballast, Math.max(0, statSync(ballast).size - room));
      const made = () => makeBackup({ dataFolder: data, file, kind: 'daily', now: NOW + 1, reserve: -1e12 });
      expect(made, `with ${room} bytes`).toThrow(/full|ENOSPC|no space/i);
      expect(parts(data)).toEqual([]);
      expect(listBackups(data)).toEqual(before);
      expect(readFileSync(join(data, 'backups', before[0]?.name as string)).equals(whole)).toBe(true);
      disk.free();
      disk.fill();
    }
    // Asked as the engine asks, it is not even begun.
    expect(() => makeBackup({ dataFolder: data, file, kind: 'daily', now: NOW + 1 })).toThrow(
      /the disk is too full: \d+ MB are needed, \d+ kB are free/,
    );
    disk.free();
    expect(makeBackup({ dataFolder: data, file, kind: 'daily', now: NOW + 1, reserve: 0 }).incidents).toBe(
      400,
    );
    expect(unpackBeside(join(data, 'backups', before[0]?.name as string), join(data, 'unpacked'))).toContain(
      'incoming',
    );
  });

  test('during an export: what stood there before stays, and nothing half is left', async () => {
    const { data, disk } = await seeded();
    const to = join(data, 'all.jsonl');
    writeFileSync(to, 'an older export');
    const header = { at: NOW, watchbill: 'test', desktop: '' };
    const wish = { dataFolder: data, teamFolder: null, settingsFile: null, header, secrets: [], to };
    disk.fill();
    await expect(writeExport({ ...wish, reserve: -1e12 })).rejects.toThrow(/ENOSPC/);
    await expect(writeExport(wish)).rejects.toThrow(/the disk is too full/);
    expect(readFileSync(to, 'utf8')).toBe('an older export');
    expect(existsSync(`${to}.part`)).toBe(false);
    disk.free();
    const { lines } = await writeExport({ ...wish, reserve: 0 });
    expect(readFileSync(to, 'utf8').trimEnd().split('\n')).toHaveLength(lines);
  });
});

describe('A11: a damaged database', () => {
  const damages: ReadonlyArray<readonly [string, (file: string) => void]> = [
    ['of random bytes', (file) => writeFileSync(file, Buffer.alloc(65_536, 'no database'))],
    ['of no bytes that are ours', (file) => writeFileSync(file, 'SQLite format 3\0')],
    ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    [
      'that is a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ];

  test.each(damages)(
    '%s gives way to the newest good backup: what was open rings within 10 s, ingest works, the banner says from when it is',
    async (_, damage) => {
      const team = setUp();
      const first = await start(team);
      await first.pagerDuty('trigger', 'in-the-backup');
      expect((await first.post('/api/v1/backups', {})).status).toBe(201);
      await first.kill('SIGTERM');
      const file = join(team.data, DATABASE_FILE);
      for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
      damage(file);
      // A newer backup that is damaged as well is passed over.
      writeFileSync(
        join(team.data, 'backups', 'watchbill-2099-01-01T00-00-00-000Z-daily-v1-9.db.gz'),
        'damaged',
      );

      const began = Date.now();
      const engine: Engine = await startEngine({
        teamFolder: team.folder,
        dataFolder: team.data,
        me: 'ada',
        port: 0,
        notifiers: [],
        secrets: secretsFile(join(team.data, 'secrets.json')),
        clock: { now: () => Date.now() },
        log: quiet,
        workerUrl: null,
        version: 'test',
      });
      stops.push(() => engine.stop());
      await engine.ready;
      expect((await engine.handlers['ringing.get']({})).total).toBe(1);
      const sent = await fetch(`${engine.url}/v2/enqueue`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${engine.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          routing_key: engine.token,
          event_action: 'trigger',
          dedup_key: 'after',
          payload: { summary: 'after', source: 'test', severity: 'critical' },
        }),
      });
      expect(sent.status).toBe(202);
      expect(Date.now() - began).toBeLessThan(10_000);
      const { banners } = await engine.handlers['status.get']({});
      const told = banners.find(({ id }) => id === 'moved-aside');
      expect(told?.tone).toBe('bad');
      expect(told?.text).toMatch(
        /The stored data was damaged\. It was kept as .*\.corrupt-.* and the backup of 20\d\d-.*Z was opened: what came after it may be missing here\./,
      );
      expect(readdirSync(team.data).some((name) => name.includes('.corrupt-'))).toBe(true);
    },
  );
});

describe('A13: a migration', () => {
  const OLD = join(import.meta.dirname, '../fixtures/stores/version-1.db');
  /** Statements of a script, one by one; those of a trigger are indented. */
  const statementsOf = (sql: string) =>
    sql
      .split(
        /;\s*(?=(?:BEGIN IMMEDIATE|COMMIT|PRAGMA)\b)|;\n+(?=(?:CREATE|DROP|INSERT|ALTER|UPDATE|DELETE) )|(?<=BEGIN IMMEDIATE);/,
      )
      .map((statement) => statement.trim().replace(/;$/, ''))
      .filter((statement) => statement !== '');

  const contents = (db: DatabaseConnection) => ({
    version: db.prepare('PRAGMA user_version').get(),
    schema: db
      .prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .all(),
    facts: db.prepare('SELECT * FROM facts ORDER BY seq').all(),
    incidents: db.prepare('SELECT * FROM incidents ORDER BY number').all(),
    pages: db.prepare('SELECT * FROM pages ORDER BY seq').all(),
    words: db
      .prepare("SELECT rowid FROM incident_words WHERE incident_words MATCH 'instance' ORDER BY 1")
      .all(),
    check: db.prepare('PRAGMA integrity_check').get(),
  });

  test('killed after each of its statements leaves a file that the next start brings to the same end, with a copy of what it was', () => {
    const root = mkdtempSync(join(tmpdir(), 'watchbill-migration-'));
    stops.push(() => rmSync(root, { recursive: true, force: true }));
    const folderOf = (name: string): string => {
      const folder = join(root, name);
      mkdirSync(folder);
      return folder;
    };
    const finished = (folder: string) => {
      const { db, movedAside } = openForWriting(folder, NOW);
      expect(movedAside).toBeNull();
      const found = contents(db);
      db.close();
      return found;
    };

    // The real migration, statement by statement; what is on the disk after each is what kill -9 leaves.
    const migrating = folderOf('migrating');
    copyFileSync(OLD, join(migrating, DATABASE_FILE));
    const kills: Array<{ readonly folder: string; readonly after: string }> = [];
    watched.exec = (exec, sql) => {
      if (!/user_version = \d/.test(sql)) return exec(sql);
      // So small a cache that what is not committed reaches the disk.
      exec('PRAGMA cache_size = 1');
      for (const statement of statementsOf(sql)) {
        exec(statement);
        const folder = folderOf(String(kills.length));
        for (const suffix of ['', '-wal'])
          copyFileSync(join(migrating, DATABASE_FILE + suffix), join(folder, DATABASE_FILE + suffix));
        kills.push({ folder, after: statement.slice(0, 60) });
      }
    };
    const wanted = finished(migrating);
    watched.exec = (exec, sql) => exec(sql);
    expect(wanted.version).toEqual({ user_version: SCHEMA_VERSION });
    expect(wanted.incidents).toHaveLength(12);
    expect(wanted.words).toHaveLength(12);
    expect(wanted.check).toEqual({ integrity_check: 'ok' });
    expect(listBackups(migrating)).toMatchObject([{ kind: 'before', schema: 1, incidents: 12 }]);
    expect(kills.length).toBeGreaterThan(20);
    for (const { folder, after } of kills) {
      const before = new Database(join(folder, DATABASE_FILE));
      const { user_version: version } = before.prepare('PRAGMA user_version').get() as {
        user_version: number;
      };
      before.close();
      expect(finished(folder), after).toEqual(wanted);
      // What it went on from can be gone back to.
      expect(listBackups(folder), after).toMatchObject(
        version === SCHEMA_VERSION ? [] : [{ kind: 'before', schema: version, incidents: 12 }],
      );
    }
  });
});
