import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotStored } from '../ports';
import { type Journal, makeJournal } from './journal';
import { ProgressKeeper } from './progress';
import { recover } from './recover';

let place: string;
let folder: string;
let open: Journal[];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'watchbill-journal-'));
  folder = join(place, 'accepted');
  open = [];
});
afterEach(async () => {
  for (const journal of open) await journal.close(false);
  rmSync(place, { recursive: true, force: true });
});

async function start(at: string = folder): Promise<Journal> {
  const journal = makeJournal(at, () => 1_000);
  open.push(journal);
  await journal.open(null);
  return journal;
}

function write(journal: Journal, text: string): Promise<unknown> {
  const body = Buffer.from(text);
  return journal.append({ at: 1_000, source: 'ci', format: 'test', count: 1, body }).durable;
}

/** What an engine that starts now would find. */
function found(journal: Journal): string[] {
  return journal
    .takeLeft()
    .map(({ place: { segment, from, length } }) => segment.read(from, length).toString());
}

/** As a kill leaves it: the files as they are. */
async function foundIn(at: string, progress: Parameters<Journal['open']>[0] = null): Promise<string[]> {
  const copy = mkdtempSync(join(place, 'copy-'));
  cpSync(at, copy, { recursive: true });
  const journal = makeJournal(copy, () => 1_000);
  open.push(journal);
  await journal.open(progress);
  return found(journal);
}

function logs(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .toSorted();
}

/** One bit of the text. */
function flip(bytes: Buffer, text: string): void {
  const at = bytes.indexOf(text);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
}

/** The file that something was written to. */
function onlyLog(): string {
  return join(folder, logs()[0] as string);
}

describe('the journal of what was accepted', () => {
  it('A1: holds what was answered, in order, for its owner only', async () => {
    const journal = await start();
    await write(journal, 'one');
    await Promise.all(['two', 'three', 'four'].map((text) => write(journal, text)));
    expect(await foundIn(folder)).toEqual(['one', 'two', 'three', 'four']);
    expect([statSync(folder).mode & 0o777, statSync(onlyLog()).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('A7: any beginning of its file holds exactly what was whole in it', async () => {
    const journal = await start();
    const texts = ['a', 'bb', `{"x":"${'c'.repeat(300)}"}`, '', 'ü\u0000\n'];
    const ends: number[] = [];
    for (const text of texts) {
      await write(journal, text);
      const bytes = readFileSync(onlyLog());
      ends.push(bytes.length - [...bytes].reverse().findIndex((byte) => byte !== 0));
    }
    const whole = readFileSync(onlyLog()).subarray(0, (ends.at(-1) as number) + 4096);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: (ends.at(-1) as number) + 5 }),
        fc.boolean(),
        async (cut, zeros) => {
          const at = mkdtempSync(join(place, 'cut-'));
          const bytes = Buffer.from(whole.subarray(0, zeros ? whole.length : cut)).fill(0, cut);
          writeFileSync(join(at, '00000001.log'), bytes);
          const { left, damage, segments } = await recover(at, null, 0);
          const texts = left.map(({ place: { segment, from, length } }) =>
            segment.read(from, length).toString(),
          );
          for (const segment of segments) segment.close();
          rmSync(at, { recursive: true });
          // Trailing zero bytes of a body are the one thing that zeros hide.
          expect(texts).toEqual(
            ['a', 'bb', `{"x":"${'c'.repeat(300)}"}`, '', 'ü\u0000\n'].slice(0, texts.length),
          );
          expect(texts.length).toBe(ends.filter((end) => end <= cut).length);
          // Cut within its first line it says nothing at all; that is told.
          if (cut >= 64) expect(damage).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  it('P9: what is damaged in the middle is kept aside and said; the rest of it is found, also when asked again', async () => {
    const journal = await start();
    for (const text of ['one', 'two-is-hit', 'three', 'four']) await write(journal, text);
    const bytes = readFileSync(onlyLog());
    flip(bytes, 'two-is-hit');
    writeFileSync(onlyLog(), bytes);
    const { left, damage, segments } = await recover(folder, null, 5_000);
    expect(left.map(({ about }) => about.seq)).toEqual([1, 3, 4]);
    expect(damage).toEqual([
      expect.stringMatching(
        /^One request of alerts that had been accepted cannot be read any more: .* kept as .*00000001\.log\.corrupt-1970-01-01T00-00-05-000Z\.$/,
      ),
    ]);
    for (const segment of segments) segment.close();
    expect(await foundIn(folder)).toEqual(['one', 'three', 'four']);
    const aside = readdirSync(folder).find((name) => name.includes('corrupt'));
    expect(readFileSync(join(folder, aside as string)).equals(bytes)).toBe(true);
  });

  it('A2: a last record that is not whole was never answered: nothing is said of it', async () => {
    const journal = await start();
    await write(journal, 'one');
    await write(journal, 'torn');
    const bytes = readFileSync(onlyLog());
    flip(bytes, 'torn');
    writeFileSync(onlyLog(), bytes);
    const again = makeJournal(folder, () => 2_000);
    open.push(again);
    await again.open(null);
    expect([found(again), again.damage()]).toEqual([['one'], []]);
    // Numbers go on behind it, and a hole that was never answered does not hold the rest up.
    await write(again, 'three');
    again.keeper()?.done(1);
    again.keeper()?.done(2);
    expect(again.keeper()?.allUpTo).toBe(2);
  });

  it('gives only what the store does not hold; twice the same when asked twice', async () => {
    const journal = await start();
    for (const text of ['one', 'two', 'three']) await write(journal, text);
    const keeper = journal.keeper() as ProgressKeeper;
    keeper.done(1);
    keeper.done(3);
    for (let time = 0; time < 2; time++) expect(await foundIn(folder, keeper.told())).toEqual(['two']);
    const other = new ProgressKeeper('of-another-folder');
    for (let n = 1; n < 9; n++) other.done(n);
    expect(await foundIn(folder, other.told())).toEqual(['one', 'two', 'three']);
  });

  it('A12: refuses a newer one, and leaves it as it is', async () => {
    const journal = await start();
    await write(journal, 'one');
    const text = readFileSync(onlyLog());
    text.write('watchbill accepted 2 ');
    writeFileSync(onlyLog(), text);
    const refusing = makeJournal(folder, () => 0);
    await expect(refusing.open(null)).rejects.toThrow(/newer Watchbill/);
    // For one that comes with its disk while the pager runs: nothing is accepted, and why is said on screen.
    expect(refusing.state()).toEqual({
      ok: false,
      error: expect.stringMatching(/was written by a newer Watchbill/),
    });
    expect(readFileSync(onlyLog()).equals(text)).toBe(true);
  });

  it('A15: follows no link and opens no pipe: they are kept aside', async () => {
    mkdirSync(folder);
    const elsewhere = join(place, 'elsewhere');
    writeFileSync(elsewhere, 'not ours');
    symlinkSync(elsewhere, join(folder, '00000001.log'));
    execFileSync('mkfifo', [join(folder, '00000002.log')]);
    const journal = await start();
    expect(journal.damage()).toHaveLength(2);
    await write(journal, 'one');
    expect(readFileSync(elsewhere, 'utf8')).toBe('not ours');
  });

  it('begins a new file when one is full, and removes those that the store holds', async () => {
    const journal = await start();
    for (let n = 1; n <= 5; n++) await write(journal, String(n).repeat(3 << 20));
    expect(logs().length).toBeGreaterThan(1);
    const before = logs();
    journal.release(3);
    expect(before.filter((name) => !logs().includes(name)).length).toBeGreaterThan(0);
    const left = await foundIn(folder, null);
    expect(left.map((text) => text[0])).toEqual(expect.arrayContaining(['4', '5']));
    await journal.close(true);
    expect(logs()).toEqual([]);
  });

  it('A16: notices within a second that its folder was exchanged, refuses, and goes on where the folder is now', async () => {
    let now = 0;
    const journal = makeJournal(folder, () => now);
    open.push(journal);
    await journal.open(null);
    await write(journal, 'one');
    renameSync(folder, `${folder}-gone`);
    mkdirSync(folder);
    now += 2_000;
    await expect(write(journal, 'two')).rejects.toThrow(NotStored);
    expect(journal.state()).toEqual({ ok: false, error: 'the data folder is not there any more' });
    await expect.poll(() => journal.state().ok, { timeout: 5_000 }).toBe(true);
    await write(journal, 'three');
    expect(await foundIn(folder)).toEqual(['three']);
  });

  it('A8: a full disk refuses, and takes again when there is room, without a hole', async (context) => {
    try {
      mkdirSync(folder);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      context.skip();
    }
    try {
      const journal = await start();
      await write(journal, 'one');
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(250 << 10));
      await expect(write(journal, 'x'.repeat(100 << 10))).rejects.toThrow(/ENOSPC|no space/);
      expect(journal.state().ok).toBe(false);
      rmSync(join(folder, 'ballast'));
      await expect.poll(() => journal.state().ok, { timeout: 5_000 }).toBe(true);
      await write(journal, 'three');
      const { left, damage, segments } = await recover(folder, null, 0);
      expect([left.map(({ about }) => about.seq), damage]).toEqual([[1, 3], []]);
      for (const segment of segments) segment.close();
      await journal.close(false);
    } finally {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
    }
  });
});
