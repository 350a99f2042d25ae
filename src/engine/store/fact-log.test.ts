import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import { NotStored } from '../ports';
import type { Batch } from './batch';
import { DATABASE_FILE, openForWriting } from './database';
import { type FactLog, openFactLog } from './fact-log';
import { openReader } from './open-reader';
import { Reader } from './reader';
import { SCHEMA_VERSION } from './schema';

const SENDERS = { ...teamOf(), sources: teamOf().sources.slice(1) };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Whether this machine lets us do that to it: as root, and on a file system that can. */
function can(doIt: (place: string) => void, undo: (place: string) => void): boolean {
  const place = mkdtempSync(join(tmpdir(), 'watchbill-can-'));
  try {
    doIt(place);
    undo(place);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
const mount = (place: string): void =>
  void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
const unmount = (place: string): void => void execFileSync('umount', ['-l', place], { stdio: 'ignore' });
const freeze = (...places: string[]): void =>
  void execFileSync('chattr', ['+i', ...places], { stdio: 'ignore' });
const thaw = (...places: string[]): void =>
  void execFileSync('chattr', ['-i', ...places], { stdio: 'ignore' });
const canMount = can(mount, unmount);
const canFreeze = can(freeze, thaw);

let folder: string;
let log: FactLog | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-log-'));
});
afterEach(async () => {
  await log?.close();
  log = null;
  rmSync(folder, { recursive: true, force: true });
});

/** A batch that opens one incident, its number told. */
function opening(number: number): Batch {
  const story = new Story(SENDERS);
  story.state.nextNumber = number;
  story.sent(`alert-${number}`);
  const incident = story.incident(`desk-${number}`);
  return { facts: story.facts.slice(1), incidents: new Map([[incident.id, incident]]), unreadable: [] };
}

function stored(): number[] {
  const reader = Reader.open(folder);
  try {
    return reader.live().map(({ number }) => number);
  } finally {
    reader.close();
  }
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 400) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the fact log', () => {
  it('says "written" only when it is, and keeps the order', async () => {
    const mine = await openFactLog(folder, null);
    log = mine;
    await mine.write(opening(1));
    expect(stored()).toEqual([1]);
    await Promise.all([2, 3, 4].map((number) => mine.write(opening(number))));
    expect(stored()).toEqual([1, 2, 3, 4]);
    expect(mine.state()).toEqual({
      ok: true,
      error: '',
      movedAside: null,
      restoredFrom: null,
      replaced: false,
    });
  });

  it('writes a flood that comes at once', async () => {
    const mine = await openFactLog(folder, null);
    log = mine;
    const reader = Reader.open(folder);
    await Promise.all(Array.from({ length: 200 }, (_, n) => mine.write(opening(n + 1))));
    expect(reader.live().length).toBe(200);
    reader.close();
  });

  it('has everything on the disk when it is closed, also what came while it was busy', async () => {
    const mine = await openFactLog(folder, null);
    const written = Promise.all(Array.from({ length: 50 }, (_, n) => mine.write(opening(n + 1))));
    await mine.close();
    await written;
    expect(stored().length).toBe(50);
    await expect(mine.write(opening(51))).rejects.toThrow(NotStored);
  });

  it('throws at the start for the data of a newer Watchbill', async () => {
    const { db } = openForWriting(folder, BEGIN);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    await expect(openFactLog(folder, null)).rejects.toThrow(/newer Watchbill/);
  });

  it('tells where damaged data was moved to, and stores', async () => {
    writeFileSync(join(folder, DATABASE_FILE), 'no database at all');
    log = await openFactLog(folder, null);
    expect(log.state()).toEqual({
      ok: true,
      error: '',
      movedAside: expect.stringMatching(/watchbill\.db\.corrupt-[\dTZ-]+$/),
      restoredFrom: null,
      replaced: false,
    });
    await log.write(opening(1));
    expect(stored()).toEqual([1]);
  });

  it('starts "not storing" where a file stands in the place of the folder, and stores when it is gone (A10)', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    log = await openFactLog(folder, null);
    const states: boolean[] = [];
    log.onState(({ ok }) => states.push(ok));
    expect(log.state().ok).toBe(false);
    await expect(log.write(opening(1))).rejects.toThrow(NotStored);
    rmSync(folder);
    mkdirSync(folder);
    await until(() => states.includes(true));
    expect(stored()).toEqual([1]);
  });

  it('goes on in a new file when the old one turns out damaged while it runs, and so does who reads it (A11)', async () => {
    const mine = await openFactLog(folder, null);
    for (let number = 1; number <= 40; number += 1) await mine.write(opening(number));
    await mine.close();
    const file = join(folder, DATABASE_FILE);
    const bytes = readFileSync(file);
    // Every page after those that opening looks at is spoilt.
    bytes.fill(0xff, 4096 * 3);
    writeFileSync(file, bytes);
    log = await openFactLog(folder, null);
    const reader = openReader(folder, quiet);
    expect(reader()).not.toBeNull();
    await log.write(opening(41)).catch((error: unknown) => expect(error).toBeInstanceOf(NotStored));
    await until(() => log?.state().ok === true);
    expect(stored()).toEqual([41]);
    expect(
      reader()
        ?.live()
        .map(({ number }) => number),
    ).toEqual([41]);
    reader.close();
    expect(log.state().movedAside).toMatch(/corrupt/);
    expect(readdirSync(folder).filter((name) => /corrupt-[\dTZ-]+$/.test(name)).length).toBe(1);
  });

  it.skipIf(!canMount)(
    'keeps what a full disk does not take, and writes it when there is room again (A8)',
    async () => {
      mount(folder);
      try {
        log = await openFactLog(folder, null);
        await log.write(opening(1));
        writeFileSync(join(folder, 'ballast'), Buffer.alloc(0));
        try {
          for (let n = 0; n < 64; n += 1)
            writeFileSync(join(folder, 'ballast'), Buffer.alloc(16_384), { flag: 'a' });
        } catch {
          // Full now.
        }
        let lost = 0;
        for (let number = 2; number <= 30 && lost === 0; number += 1)
          await log.write(opening(number)).catch(() => (lost = number));
        expect(lost).toBeGreaterThan(1);
        expect(log.state().ok).toBe(false);
        rmSync(join(folder, 'ballast'));
        await log.write(opening(lost + 1));
        expect(stored()).toEqual(Array.from({ length: lost + 1 }, (_, n) => n + 1));
      } finally {
        await log?.close();
        log = null;
        unmount(folder);
      }
    },
  );

  it.skipIf(!canFreeze)(
    'keeps what read-only files do not take, and writes it when they are writable again',
    async () => {
      const files = ['', '-wal', '-shm'].map((suffix) => join(folder, DATABASE_FILE + suffix));
      const first = await openFactLog(folder, null);
      await first.write(opening(1));
      await first.close();
      const there = files.filter((file) => existsSync(file));
      freeze(folder, ...there);
      try {
        log = await openFactLog(folder, null);
        await expect(log.write(opening(2))).rejects.toThrow(NotStored);
        expect(log.state().ok).toBe(false);
      } finally {
        thaw(folder, ...there);
      }
      await log.write(opening(3));
      expect(stored()).toEqual([1, 2, 3]);
    },
  );

  it.skipIf(!canFreeze)(
    'A10: a reader of the read-only files does not keep the writer from writing',
    async () => {
      const files = ['', '-wal', '-shm'].map((suffix) => join(folder, DATABASE_FILE + suffix));
      const left = mkdtempSync(join(tmpdir(), 'watchbill-left-'));
      const first = await openFactLog(folder, null);
      await first.write(opening(1));
      // As a kill leaves it: the write-ahead log and its index are there.
      for (const file of files) cpSync(file, join(left, basename(file)));
      await first.close();
      for (const file of files) cpSync(join(left, basename(file)), file);
      rmSync(left, { recursive: true });
      freeze(folder, ...files);
      const reader = openReader(folder, quiet);
      try {
        expect(reader()?.nextNumber()).toBe(2);
        log = await openFactLog(folder, null);
        await expect(log.write(opening(2))).rejects.toThrow(NotStored);
        expect(reader()?.nextNumber()).toBe(2);
      } finally {
        thaw(folder, ...files);
      }
      await expect.poll(() => log?.state().ok, { timeout: 10_000 }).toBe(true);
      expect(reader()?.nextNumber()).toBe(3);
      reader.close();
      expect(stored()).toEqual([1, 2]);
    },
  );

  it('has room until 20,000 facts wait for the disk', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    log = await openFactLog(folder, null);
    const fact = { kind: 'engineStarted', at: BEGIN, by: { kind: 'watchbill' }, version: '1' } as const;
    const many = { facts: Array.from({ length: 19_999 }, () => fact), incidents: new Map(), unreadable: [] };
    const first = log.write(many);
    expect(log.hasRoom()).toBe(true);
    const second = log.write({ ...many, facts: [fact] });
    expect(log.hasRoom()).toBe(false);
    await expect(first).rejects.toThrow(NotStored);
    await expect(second).rejects.toThrow(NotStored);
    expect(log.hasRoom()).toBe(false);
  });
});
