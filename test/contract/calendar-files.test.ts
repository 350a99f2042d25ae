import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTeam } from '../../src/core/team/read';
import { parseInstant } from '../../src/core/time/instant';
import { type CalendarFiles, openCalendarFiles } from '../../src/engine/calendars/calendar-files';
import { type CalendarPath, calendarPathsOf } from '../../src/engine/calendars/calendar-paths';
import { makeIcsReader } from '../../src/engine/calendars/ics-thread';
import { readCalendarsOnce } from '../../src/engine/calendars/read-calendars-once';

const at = (text: string) => parseInstant(text) as number;
const YEAR = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') };
const HOURS: CalendarPath = { path: 'calendars/hours.ics', zone: 'Europe/London' };
const silent = { info() {}, warn() {}, error() {} };
const readIcs = makeIcsReader(null);

let folder = '';
let dataFolder = '';
let opened: CalendarFiles[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchbill-calendars-'));
  dataFolder = await mkdtemp(join(tmpdir(), 'watchbill-data-'));
  await mkdir(join(folder, 'calendars'));
});
afterEach(async () => {
  for (const files of opened) files.stop();
  opened = [];
  await Promise.all([folder, dataFolder].map((one) => rm(one, { recursive: true, force: true })));
});

async function open(paths: readonly CalendarPath[] = [HOURS], now = at('2026-06-01T00:00:00Z')) {
  const clock = { now: () => now };
  const quick = { pollEvery: 100, settle: 20, patience: 1500 };
  const files = await openCalendarFiles({ folder, dataFolder, paths, readIcs, clock, log: silent, ...quick });
  opened.push(files);
  return files;
}

function ics(...events: string[][]): string {
  const body = events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...body, 'END:VCALENDAR', ''].join('\r\n');
}
const ONE = ics(['UID:1', 'SUMMARY:one', 'DTSTART:20260701T090000', 'DTEND:20260701T170000']);
const TWO = ics(['UID:2', 'SUMMARY:two', 'DTSTART:20260801T090000', 'DTEND:20260801T170000']);
const put = (text: string, path = HOURS.path) => writeFile(join(folder, path), text);
const titles = (files: CalendarFiles, path = HOURS.path) =>
  files.calendars.events(path, YEAR)?.map(({ summary }) => summary) ?? null;

async function until(holds: () => boolean): Promise<void> {
  const late = performance.now() + 8000;
  while (!holds()) {
    if (performance.now() > late) throw new Error('it did not happen within 8 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('are those that the team file names, each in the zone of who names it first', () => {
  const { team } = readTeam(`watchbill: 1
team: T
timeZone: Europe/London
people: [ { id: ada, away: calendars/ada.ics, timeZone: Asia/Kolkata } ]
schedules:
  - id: desk
    timeZone: America/New_York
    layers:
      - { id: a, people: [ada], start: 2026-01-01T00:00, turn: 1 day, hours: [ { calendar: calendars/xnys.ics } ] }
      - { id: b, calendar: calendars/ours.ics }
  - { id: other, layers: [ { id: a, people: [ada], start: 2026-01-01T00:00, turn: 1 day, hours: [ { calendar: calendars/xnys.ics } ] } ] }
`);
  expect(team && calendarPathsOf(team)).toEqual([
    { path: 'calendars/xnys.ics', zone: 'America/New_York' },
    { path: 'calendars/ours.ics', zone: 'America/New_York' },
    { path: 'calendars/ada.ics', zone: 'Asia/Kolkata' },
  ]);
});

describe('watched', () => {
  it('are read at the start, floating times in their zone', async () => {
    await put(ONE);
    const files = await open();
    expect(files.calendars.events(HOURS.path, YEAR)).toEqual([
      { start: at('2026-07-01T08:00:00Z'), end: at('2026-07-01T16:00:00Z'), summary: 'one', emails: [] },
    ]);
    expect(files.problems()).toEqual([]);
    expect(files.calendars.events('calendars/other.ics', YEAR)).toBeNull();
  });

  it('are read again when they change, also when another file takes their place', async () => {
    await put(ONE);
    const files = await open();
    let told = 0;
    files.onChange(() => told++);
    await put(TWO);
    await until(() => titles(files)?.[0] === 'two');
    await put(ONE, 'calendars/new.ics');
    await rename(join(folder, 'calendars/new.ics'), join(folder, HOURS.path));
    await until(() => titles(files)?.[0] === 'one');
    // Two changes that are close together may be told at once.
    expect(told).toBeGreaterThanOrEqual(1);
  });

  it('that break, or go, are used as they last were; also after a restart', async () => {
    await put(ONE);
    const files = await open();
    await put(ONE.slice(0, -20));
    await until(() => files.problems().length === 1);
    expect(files.problems()[0]).toMatch(/^calendars\/hours\.ics is cut off, .*; it is used as it last was$/);
    expect(titles(files)).toEqual(['one']);
    files.stop();

    const again = await open();
    expect(titles(again)).toEqual(['one']);
    expect(again.problems()[0]).toMatch(/it is used as it last was$/);
    await rm(join(folder, HOURS.path));
    await until(() => again.problems()[0] === 'calendars/hours.ics is not there; it is used as it last was');
    await put(TWO);
    await until(() => titles(again)?.[0] === 'two');
    expect(again.problems()).toEqual([]);
  });

  it('that never were readable are nothing, and the reason is told', async () => {
    const files = await open();
    expect(titles(files)).toBeNull();
    expect(files.problems()).toEqual(['calendars/hours.ics is not there']);
    await put(ONE);
    await until(() => titles(files)?.[0] === 'one');
    expect(files.problems()).toEqual([]);
  });

  it('another team folder’s last good copy is not used', async () => {
    await put(ONE);
    (await open()).stop();
    const first = folder;
    folder = await mkdtemp(join(tmpdir(), 'watchbill-calendars-'));
    expect(titles(await open())).toBeNull();
    await rm(first, { recursive: true });
  });

  it('follow the team file: others, fewer, another zone', async () => {
    await put(ONE);
    await put(TWO, 'calendars/away.ics');
    const files = await open();
    await files.follow([
      { ...HOURS, zone: 'Asia/Kolkata' },
      { path: 'calendars/away.ics', zone: 'UTC' },
    ]);
    expect(files.calendars.events(HOURS.path, YEAR)?.[0]?.start).toBe(at('2026-07-01T03:30:00Z'));
    expect(titles(files, 'calendars/away.ics')).toEqual(['two']);
    await files.follow([]);
    expect(titles(files)).toBeNull();
  });

  it('a span beyond what is read ahead is read in the background', async () => {
    await put(ics(['UID:1', 'SUMMARY:far', 'DTSTART:20380101T000000Z', 'DTEND:20380102T000000Z']));
    const files = await open();
    const far = { start: at('2037-12-01T00:00:00Z'), end: at('2038-02-01T00:00:00Z') };
    let told = false;
    files.onChange(() => {
      told = true;
    });
    expect(files.calendars.events(HOURS.path, far)).toEqual([]);
    await until(() => told);
    expect(files.calendars.events(HOURS.path, far)).toHaveLength(1);
  });

  it('with very many events are read less far ahead, and say so', async () => {
    await put(ics(['UID:1', 'SUMMARY:x', 'DTSTART:20200101T000000Z', 'DURATION:PT5M', 'RRULE:FREQ=HOURLY']));
    const files = await open();
    expect(files.problems()).toEqual([
      'calendars/hours.ics has so many events that only those from 2026-04-02 to 2027-03-28 (UTC) are read',
    ]);
    const day = { start: at('2026-06-02T00:00:00Z'), end: at('2026-06-03T00:00:00Z') };
    expect(files.calendars.events(HOURS.path, day)).toHaveLength(24);
  });
});

describe('E12: outside the team folder', () => {
  const refused = async (path: string) =>
    (await readCalendarsOnce(folder, [{ path, zone: 'UTC' }], YEAR, readIcs)).problems;

  it('nothing is read, whatever the path is', async () => {
    await writeFile(join(dataFolder, 'secret.ics'), ONE);
    await symlink(join(dataFolder, 'secret.ics'), join(folder, 'calendars/link.ics'));
    await symlink(dataFolder, join(folder, 'calendars/out'));
    await symlink('hours.ics', join(folder, 'calendars/inside.ics'));
    await put(ONE);
    expect(await refused('../x.ics')).toEqual(['../x.ics leads out of the team folder']);
    expect(await refused('calendars/../../x.ics')).toEqual([
      'calendars/../../x.ics leads out of the team folder',
    ]);
    expect(await refused(join(dataFolder, 'secret.ics'))).toEqual([
      expect.stringMatching(/is not a path inside/),
    ]);
    expect(await refused('file:///etc/passwd')).toEqual([expect.stringMatching(/is not a path inside/)]);
    expect(await refused('calendars\\hours.ics')).toEqual([expect.stringMatching(/is not a path inside/)]);
    expect(await refused('calendars/link.ics')).toEqual(['calendars/link.ics leads out of the team folder']);
    expect(await refused('calendars/out/secret.ics')).toEqual([
      'calendars/out/secret.ics leads out of the team folder',
    ]);
    expect(await refused('calendars/inside.ics')).toEqual([]);
    expect(await refused('calendars')).toEqual([
      expect.stringMatching(/^calendars is a folder, not a regular file/),
    ]);
    await put('x'.repeat(4 * 1024 * 1024 + 1));
    expect(await refused(HOURS.path)).toEqual([expect.stringMatching(/is larger than 4 MB/)]);
  });

  it('the watched ones are refused alike', async () => {
    const files = await open([
      { path: '../x.ics', zone: 'UTC' },
      { path: '/etc/hostname', zone: 'UTC' },
    ]);
    expect(files.problems()).toEqual([
      '../x.ics leads out of the team folder',
      expect.stringMatching(/^\/etc\/hostname is not a path inside the team folder/),
    ]);
  });
});

it('read once for a command: what it can, and what it cannot by name', async () => {
  await put(ONE);
  const paths = [HOURS, { path: 'calendars/gone.ics', zone: 'UTC' }];
  const { calendars, problems } = await readCalendarsOnce(folder, paths, YEAR, readIcs);
  expect(calendars.events(HOURS.path, YEAR)).toHaveLength(1);
  expect(calendars.events(HOURS.path, { start: YEAR.start, end: YEAR.start + 1 })).toEqual([]);
  expect(calendars.events('calendars/gone.ics', YEAR)).toBeNull();
  expect(problems).toEqual(['calendars/gone.ics is not there']);
});
