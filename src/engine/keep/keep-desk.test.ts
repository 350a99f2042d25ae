import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seedStore } from '../../../test/helpers/seeded-store';
import { DAY, HOUR } from '../../core/time/duration';
import { makeBanners } from '../banners';
import { type FactLog, openFactLog } from '../store/fact-log';
import { openReader } from '../store/open-reader';
import { KEPT } from './backup-name';
import { type KeepDesk, openKeepDesk } from './keep-desk';

/* The desk over a real store; only the clocks are set by hand. */
const BEGIN = Date.UTC(2026, 10, 23, 2);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
// Real disks, beside whatever else runs.
vi.setConfig({ testTimeout: 30_000 });
let root: string;
let data: string;
let wall: number;
let steady: number;
let log: FactLog;
let reader: ReturnType<typeof openReader>;
let desk: KeepDesk;
const banners = makeBanners(() => undefined);

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-keep-'));
  data = join(root, 'data');
  wall = BEGIN;
  steady = 1000;
  await seedStore(root, { count: 60, ringing: 2, acknowledged: 3, quiet: 2, now: BEGIN });
  await open();
});
afterEach(async () => {
  await close();
  banners.clear('backup');
  rmSync(root, { recursive: true });
});

async function open(): Promise<void> {
  log = await openFactLog(data, null);
  reader = openReader(data, quiet);
  desk = openKeepDesk({
    dataFolder: data,
    teamFolder: root,
    settingsFile: null,
    desktop: 'abc123',
    version: 'test',
    workerUrl: null,
    clock: { now: () => wall },
    steady: () => steady,
    log: quiet,
    banners,
    reader,
    settle: () => log.flush(),
    retire: (before) => log.retire(before),
    secrets: async () => [],
    changed: () => undefined,
    retired: () => undefined,
    again: null,
    // It looks when it is told to.
    timing: { first: 1e9, every: 1e9 },
  });
}

async function close(): Promise<void> {
  await desk.stop();
  reader.close();
  await log.close();
}

/** Time passes on both clocks, looked at every few hours; the last look is waited for. */
async function passes(time: number, every = 6 * HOUR): Promise<void> {
  const step = Math.min(time, every);
  for (let gone = 0; gone < time; gone += step) {
    wall += step;
    steady += step;
    await desk.look();
  }
}

const daily = () => desk.view().backups.filter(({ kind }) => kind === 'daily');
const banner = () => banners.all().find(({ id }) => id === 'backup');
const left = () => desk.view().stored.incidents;

describe('daily backups', () => {
  it('are made every day and seven are kept; one that was due while the machine was off is made at the next chance', async () => {
    await passes(1000);
    expect(daily()).toMatchObject([{ at: BEGIN + 1000, incidents: 60 }]);
    await passes(10 * DAY, DAY);
    expect(daily()).toHaveLength(KEPT.daily);
    const last = daily()[0]?.at as number;
    await close();
    wall += 3 * DAY;
    await open();
    await desk.look();
    expect(daily()[0]?.at).toBe(wall);
    expect(daily()[1]?.at).toBe(last);
    expect(banner()).toBeUndefined();
  });

  it('that fail say why, more loudly after two days; it is tried again within the hour', async () => {
    await passes(1000);
    const folder = desk.view().folder;
    rmSync(folder, { recursive: true });
    // No folder can be made where a file stands, by root neither.
    writeFileSync(folder, '');
    chmodSync(folder, 0o600);
    await passes(6 * HOUR);
    expect(desk.view().problem).toMatch(/EEXIST|ENOTDIR/);
    expect(banner()?.text).toMatch(
      /^The backup failed: .*There is no backup yet\. Alerts are stored and paged all the same\.$/,
    );
    expect(banner()?.tone).toBe('bad');
    rmSync(folder);
    await passes(2 * HOUR);
    expect(banner()).toBeUndefined();
    expect(daily()).toHaveLength(1);
  });

  it('that are too old are said loudly, whatever the reason', async () => {
    await passes(1000);
    writeFileSync(join(data, 'backups', 'watchbill-2026-11-20T02-00-00-000Z-daily-v1-1.db.gz'), 'old');
    rmSync(join(data, 'backups', daily()[0]?.name as string));
    await close();
    // The database is gone from under it: there is nothing to copy.
    await open();
    rmSync(join(data, 'watchbill.db'));
    await desk.look();
    expect(banner()).toBeUndefined();
    await passes(12 * HOUR);
    expect(banner()).toMatchObject({ tone: 'bad' });
    expect(banner()?.text).toContain('The last one is 3 d 12 h old.');
  });
});

describe('retention', () => {
  it('deletes what was resolved long enough ago with all that belongs to it, told beforehand; never what is not resolved', async () => {
    // 53 are resolved, one every half a day over the last month.
    expect(desk.wouldDelete(null)).toBe(0);
    await desk.setRetention(7);
    await close();
    wall = BEGIN + 10 * DAY;
    await open();
    const told = desk.wouldDelete(7);
    expect(told).toBeGreaterThan(20);
    expect(told).toBeLessThanOrEqual(53);
    await passes(1000);
    expect(left()).toBe(60 - told);
    expect(desk.wouldDelete(7)).toBe(0);
    expect(reader()?.live()).toHaveLength(7);
    expect(desk.view().retention).toMatchObject({ lastDeleted: told, held: '' });
    await passes(60 * DAY, 10 * DAY);
    expect(left()).toBe(7);
  });

  it('holds while there is no backup of the last two days', async () => {
    await desk.setRetention(7);
    wall = BEGIN + 10 * DAY;
    await close();
    await open();
    rmSync(desk.view().folder, { recursive: true, force: true });
    writeFileSync(desk.view().folder, '');
    await passes(12 * HOUR);
    expect(left()).toBe(60);
    expect(desk.view().retention.held).toContain('no backup younger than two days');
    rmSync(desk.view().folder);
    await passes(12 * HOUR);
    expect(left()).toBeLessThan(60);
  });

  it('B2: does not delete because the clock jumped ten years, not after a restart either, until a person says that it is right', async () => {
    await passes(2 * HOUR);
    wall += 3650 * DAY;
    await passes(2 * DAY, 12 * HOUR);
    expect(left()).toBe(60);
    expect(desk.view().retention).toMatchObject({ ask: true });
    expect(desk.view().retention.held).toMatch(
      /The clock of this desktop says 2036-11-2\d, and Watchbill saw it last on 2026-11-23: nothing is deleted/,
    );
    await close();
    await open();
    await passes(2 * DAY, 12 * HOUR);
    expect(left()).toBe(60);
    desk.clockIsRight();
    await passes(2 * HOUR);
    expect(left()).toBe(7);
  });

  it('B2: nor because it jumped and jumped back', async () => {
    await passes(2 * HOUR);
    wall += 3650 * DAY;
    await desk.look();
    wall -= 3650 * DAY;
    await passes(2 * DAY, 12 * HOUR);
    expect(left()).toBe(60);
    expect(desk.view().retention).toMatchObject({ ask: false, held: '' });
    // The backups made since count, although one bears a date to come.
    expect(daily().filter(({ at }) => at <= wall).length).toBeGreaterThanOrEqual(2);
  });

  it('deletes nothing when nobody can tell for how long to keep it', async () => {
    await close();
    writeFileSync(join(data, 'keep.json'), '{"version":1,"days":7,');
    wall = BEGIN + 13 * DAY;
    await open();
    await passes(2 * DAY, 12 * HOUR);
    expect(left()).toBe(60);
    expect(desk.view().retention.days).toBeNull();
    expect(banners.all().map(({ id }) => id)).toContain('keep-settings');
    await desk.setRetention(90);
    expect(banners.all().map(({ id }) => id)).not.toContain('keep-settings');
    expect(JSON.parse(readFileSync(join(data, 'keep.json'), 'utf8'))).toMatchObject({ days: 90 });
  });
});
