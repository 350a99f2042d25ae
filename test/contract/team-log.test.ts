import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act, ActBody } from '../../src/core/team-log/act';
import { printAct } from '../../src/core/team-log/print-act';
import { parseStamp } from '../../src/core/team-log/stamp';
import { openTeamLog, type TeamLog } from '../../src/engine/store/team-log';

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY = 24 * 3_600_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let data: string;
let logFolder: string;
const open: TeamLog[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchbill-log-'));
  data = await mkdtemp(join(tmpdir(), 'watchbill-data-'));
  logFolder = join(folder, 'log');
});

afterEach(async () => {
  for (const log of open.splice(0)) await log.stop();
  for (const path of [folder, data]) await rm(path, { recursive: true, force: true });
});

async function start(
  desktop = 'a1',
  now: () => number = () => NOW,
  dataFolder = data,
  pollEvery = 60,
): Promise<TeamLog> {
  const log = await openTeamLog({ folder, dataFolder, desktop, clock: { now }, log: silent, pollEvery });
  open.push(log);
  return log;
}

const note = (text: string): ActBody => ({ kind: 'handoverNoted', schedule: 'primary', text });
const texts = (log: TeamLog): string[] =>
  log.acts().map(({ body }) => (body.kind === 'handoverNoted' ? body.text : body.kind));
const file = (desktop: string): string => join(logFolder, `${desktop}.jsonl`);

/** A line as another desktop writes it, `n` seconds after NOW. */
function lineOf(desktop: string, n: number, body: ActBody = note(`${desktop}${n}`)): string {
  const id = `${new Date(NOW + n * 1000).toISOString()}-0000-${desktop}`;
  return `${printAct({ id, stamp: parseStamp(id)!, by: 'grace', body })}\n`;
}

async function put(desktop: string, text: string | Buffer): Promise<void> {
  await mkdir(logFolder, { recursive: true });
  await writeFile(file(desktop), text);
}

const seen = (log: TeamLog, expected: string[]): Promise<void> =>
  expect.poll(() => texts(log), { timeout: 3000, interval: 20 }).toEqual(expected);

describe('writing', () => {
  it('appends whole lines to its own file only, each id once, and tells of them once', async () => {
    const log = await start();
    const told: string[] = [];
    log.onChange((fresh) => told.push(...fresh.map(({ id }) => id)));
    const [first, second] = await log.append([note('one'), note('two')], 'ada');
    const [third] = await log.append([note('three')], 'grace');
    expect([first?.id, second?.id, third?.id]).toEqual([
      '2026-11-23T12:00:00.000Z-0000-a1',
      '2026-11-23T12:00:00.000Z-0001-a1',
      '2026-11-23T12:00:00.000Z-0002-a1',
    ]);
    expect(await readdir(logFolder)).toEqual(['a1.jsonl']);
    expect(await readFile(file('a1'), 'utf8')).toBe(
      [first, second, third].map((act) => `${printAct(act as Act)}\n`).join(''),
    );
    await log.look();
    expect(told).toEqual([first?.id, second?.id, third?.id]);
    expect([log.trouble(), log.problems()]).toEqual(['', []]);
    expect(log.desktops()).toEqual([{ id: 'a1', person: 'grace', lastAt: NOW }]);
  });

  it('goes on after its own last line when it starts again, in this folder or in a clone that holds more', async () => {
    const before = await start();
    await before.append([note('one')], 'ada');
    await before.stop();
    await appendFile(file('a1'), lineOf('a1', 60));
    const again = await start();
    expect(texts(again)).toEqual(['one', 'a160']);
    const [act] = await again.append([note('three')], 'ada');
    expect(act?.id).toBe('2026-11-23T12:01:00.000Z-0001-a1');
  });

  it('ends a line that a crash cut off before it writes the next', async () => {
    await put('a1', `${lineOf('a1', 1)}${lineOf('a1', 2).slice(0, 60)}`);
    const log = await start();
    expect([texts(log), log.problems()]).toEqual([['a11'], []]);
    await log.append([note('next')], 'ada');
    await log.look();
    expect(texts(log)).toEqual(['a11', 'next']);
    expect(log.problems()).toEqual([
      'log/a1.jsonl:2: half a line: its desktop stopped in the middle of writing it; the line is passed over',
    ]);
    const other = await start('b2');
    expect(texts(other)).toEqual(['a11', 'next']);
  });

  it('refuses what no line can hold, and nothing has happened then', async () => {
    const log = await start();
    await expect(log.append([note('x'.repeat(70_000))], 'ada')).rejects.toThrow('64 KB');
    const backwards: ActBody = { kind: 'awaySet', person: 'ada', start: NOW, end: NOW, reason: '' };
    await expect(log.append([note('fine'), backwards], 'ada')).rejects.toThrow('"end" must be after "start"');
    expect(log.acts()).toEqual([]);
    await log.append([note('short')], 'ada');
    expect(texts(log)).toEqual(['short']);
  });

  it('writes what had to wait before what is done now', async () => {
    await writeFile(logFolder, 'in the way');
    const log = await start('a1', () => NOW, data, 600_000);
    await log.append([note('one')], 'ada');
    await log.append([note('two')], 'ada');
    expect(log.trouble()).toContain('The last 2 things you did wait on this desktop');
    await rm(logFolder);
    await log.append([note('three')], 'ada');
    expect(log.trouble()).toBe('');
    const written = (await readFile(file('a1'), 'utf8')).trim().split('\n');
    expect(written.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(await readdir(data)).toEqual([]);
  });

  it('never follows a stamp that is far ahead, and yet answers it', async () => {
    const far = lineOf('b2', (400 * DAY) / 1000, {
      kind: 'tradeOffered',
      to: null,
      give: [{ schedule: 'primary', start: NOW + 500 * DAY, end: NOW + 501 * DAY }],
      want: [],
      note: '',
    });
    await put('b2', far);
    const log = await start();
    expect(log.problems()).toEqual([
      'The clock of desktop b2 (grace) is, or was, ahead by 400 d; what was done there may count later than it was meant.',
    ]);
    const [plain] = await log.append([note('now')], 'ada');
    const trade = log.acts().at(-1)?.id as string;
    const [answer] = await log.append([{ kind: 'tradeDeclined', trade }], 'ada');
    const [later] = await log.append([note('still now')], 'ada');
    expect([plain, answer, later].map((act) => act?.id)).toEqual([
      '2026-11-23T12:00:00.000Z-0000-a1',
      '2027-12-28T12:00:00.000Z-0001-a1',
      '2026-11-23T12:00:00.000Z-0001-a1',
    ]);
  });

  it('gives no id twice when the clock is set back', async () => {
    let now = NOW;
    const log = await start('a1', () => now);
    const acts = [];
    for (const at of [NOW, NOW + 3 * DAY, NOW, NOW + 3 * DAY, NOW - DAY, NOW]) {
      now = at;
      acts.push(...(await log.append([note('x')], 'ada')));
    }
    expect(new Set(acts.map(({ id }) => id)).size).toBe(6);
    expect(log.acts().length).toBe(6);
  });
});

describe('reading', () => {
  it('puts the files of all desktops into one order, copies of a synced folder included', async () => {
    await put('b2', lineOf('b2', 2) + lineOf('b2', 4));
    await put("c3 (Ada's conflicted copy)", lineOf('c3', 1));
    await put('c3.sync-conflict-20261123-120000-ABCDEFG', lineOf('c3', 3) + lineOf('c3', 1));
    await put('.c3', lineOf('c3', 9));
    await writeFile(join(logFolder, 'README.md'), 'no log');
    const log = await start();
    expect(texts(log)).toEqual(['c31', 'b22', 'c33', 'b24']);
    expect(log.problems()).toEqual([]);
    expect(log.desktops().map(({ id }) => id)).toEqual(['c3', 'b2']);
  });

  it('waits for the rest of half a line, wherever it is cut, and hears of files that come later', async () => {
    const log = await start();
    const heard: number[] = [];
    log.onChange((fresh) => heard.push(fresh.length));
    const line = lineOf('b2', 1, note('Grüße 🎪'));
    const bytes = Buffer.from(line);
    for (const cut of [1, 30, bytes.indexOf(0xc3) + 1, bytes.indexOf(0xf0) + 2, bytes.length - 2]) {
      await put('b2', bytes.subarray(0, cut));
      await log.look();
      expect([texts(log), log.problems()]).toEqual([[], []]);
    }
    await put('b2', bytes);
    await log.look();
    await appendFile(file('b2'), lineOf('b2', 2).slice(0, -1));
    await seen(log, ['Grüße 🎪', 'b22']);
    await appendFile(file('b2'), `\n${lineOf('b2', 3)}`);
    await seen(log, ['Grüße 🎪', 'b22', 'b23']);
    expect(heard).toEqual([1, 1, 1]);
    expect(log.problems()).toEqual([]);
  });

  it('reads a file anew that was shortened, replaced or written over, and forgets nothing that was told', async () => {
    const all = [1, 2, 3, 4, 5].map((n) => lineOf('b2', n));
    await put('b2', all.slice(0, 3).join(''));
    const log = await start();
    expect(texts(log)).toEqual(['b21', 'b22', 'b23']);
    await truncate(file('b2'), all[0]!.length);
    await log.look();
    await appendFile(file('b2'), all[3]!);
    await seen(log, ['b21', 'b22', 'b23', 'b24']);
    await writeFile(join(folder, 'new'), all.join(''));
    await rename(join(folder, 'new'), file('b2'));
    await seen(log, ['b21', 'b22', 'b23', 'b24', 'b25']);
    await writeFile(file('b2'), lineOf('b2', 7) + lineOf('b2', 8) + all.join(''));
    await seen(log, ['b21', 'b22', 'b23', 'b24', 'b25', 'b27', 'b28']);
    await rm(logFolder, { recursive: true });
    await log.look();
    await put('c3', lineOf('c3', 6));
    await seen(log, ['b21', 'b22', 'b23', 'b24', 'b25', 'c36', 'b27', 'b28']);
    expect(log.problems()).toEqual([]);
  });

  it('reads a file anew that was replaced by one as long, with the same end', async () => {
    const end = lineOf('b2', 9, note('y'.repeat(300)));
    await put('b2', lineOf('b2', 1) + end);
    const log = await start();
    await writeFile(join(folder, 'new'), lineOf('b2', 2) + end);
    await rename(join(folder, 'new'), file('b2'));
    await expect.poll(() => texts(log).slice(0, 2), { timeout: 3000 }).toEqual(['b21', 'b22']);
  });

  it('is told of changes without asking, also in a folder that came anew', async () => {
    await put('b2', lineOf('b2', 1));
    const log = await start('a1', () => NOW, data, 600_000);
    await appendFile(file('b2'), lineOf('b2', 2));
    await seen(log, ['b21', 'b22']);
    await rename(logFolder, join(folder, 'old'));
    await put('c3', lineOf('c3', 3));
    await log.look();
    await appendFile(file('c3'), lineOf('c3', 4));
    await seen(log, ['b21', 'b22', 'c33', 'c34']);
    expect(log.problems()).toEqual([]);
  });

  it('names what makes no sense by file and line, and reads on', async () => {
    await put(
      'b2',
      Buffer.concat([
        Buffer.from(
          `\uFEFF${lineOf('b2', 1).trim()}\r\n\r\n<<<<<<< HEAD\n${lineOf('b2', 2)}=======\nnonsense\n`,
        ),
        Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
        Buffer.alloc(20),
        Buffer.from(`\n${'x'.repeat(700_000)}\n`),
        Buffer.from(lineOf('b2', 3).replace('"text":"b23"', '"text":7')),
        Buffer.from(lineOf('b2', 4).replace('"v":1', '"v":2')),
        Buffer.from(lineOf('b2', 5).replace('handoverNoted', 'songSung')),
        Buffer.from(lineOf('b2', 6)),
      ]),
    );
    await mkdir(file('folder'));
    await symlink('/dev/zero', file('link'));
    const log = await start();
    expect(texts(log)).toEqual(['b21', 'b22', 'b26']);
    expect(log.problems()).toEqual([
      'log/b2.jsonl:3: a mark that git left where two versions met; the line is passed over',
      'log/b2.jsonl:5: a mark that git left where two versions met; the line is passed over',
      'log/b2.jsonl:6: not a line of JSON; the line is passed over',
      'log/b2.jsonl:7: the line is not UTF-8 text; the line is passed over',
      'log/b2.jsonl:8: NUL bytes: a disk that stopped before it had written them; the line is passed over',
      'log/b2.jsonl:9: the line is longer than 64 KB; the line is passed over',
      'log/b2.jsonl:10: "text" must be a text; the line is passed over',
      'log/b2.jsonl:11: it is of version 2; this Watchbill reads 1 (and 1 more lines); they count once Watchbill is updated',
      'log/folder.jsonl is not a regular file; it is not read',
      'log/link.jsonl is not a regular file; it is not read',
    ]);
  });

  it('takes the same of two acts that bear one id, whichever comes first', async () => {
    const [one, two] = [lineOf('b2', 1, note('one')), lineOf('b2', 1, note('two'))];
    await put('b2', one);
    const early = await start('a1');
    await put('c3', two);
    await expect.poll(() => early.problems().length, { timeout: 3000 }).toBe(1);
    await put('b2', two);
    await put('c3', one);
    const late = await start('a2', () => NOW, join(data, 'other'));
    expect(texts(late)).toEqual(texts(early));
    expect(late.problems()).toEqual(early.problems());
    expect(late.problems()).toEqual([
      expect.stringContaining('bear the id 2026-11-23T12:00:01.000Z-0000-b2'),
    ]);
  });

  it('two desktops with clocks three minutes apart hear each other, and answers come after what they answer', async () => {
    const early = await start('a1', () => NOW);
    const late = await start('b2', () => NOW + 180_000, join(data, 'b'));
    const [asked] = await late.append([note('asked')], 'grace');
    await seen(early, ['asked']);
    const [answer] = await early.append([note('answered')], 'ada');
    await seen(late, ['asked', 'answered']);
    expect(answer?.stamp).toEqual({ ms: asked?.stamp.ms, count: 1, desktop: 'a1' });
    await copyFile(file('a1'), file('a1 (copy)'));
    await late.look();
    expect(late.acts()).toEqual(early.acts());
  });
});
