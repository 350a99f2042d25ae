import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fairness } from '../../src/cli/commands/fairness';
import { rota } from '../../src/cli/commands/rota';

/* `watchbill fairness`, against figures worked out another way: a quarter of an hour at a time, by the system's own
   time zones, from what `watchbill rota` prints. */
const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, timeZone: Europe/London, holidays: GB-ENG }
  - { id: grace, name: "=Grace, \\"G\\" Lindt", timeZone: America/New_York, holidays: US-CA }
  - { id: linus, name: Linus Roy, timeZone: Asia/Kolkata, holidays: IN-KA }
  - { id: kiri, name: Kiri Moana, timeZone: Australia/Lord_Howe }
  - { id: idle, name: Idle Ida }
schedules:
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace, linus, kiri], start: 2026-01-05T09:00, turn: 1 week }
      - id: nights
        people: [kiri, linus]
        start: 2026-01-05T20:30
        turn: 2 days
        hours: [{ days: [mon, wed, fri], from: "20:30", to: "06:15" }]
    overrides:
      - { person: nobody, start: 2026-04-03T09:00, end: 2026-04-03T15:00 }
  - id: secondary
    timeZone: America/New_York
    layers:
      - { id: daily, people: [grace, ada], start: 2026-01-05T12:00, turn: 36 hours }
`;
const FROM = '2026-03-01T00:00:00Z';
const TO = '2026-05-01T00:00:00Z';
const noCalendars = () => Promise.reject(new Error('this team has no calendars'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-fairness-'));
  writeFileSync(join(folder, 'watchbill.yaml'), TEAM);
});
afterEach(() => rmSync(folder, { recursive: true }));

type Run = { code: number; out: string; err: string };
async function run(command: typeof fairness, ...args: string[]): Promise<Run> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await command(args, io, noCalendars);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const span = ['--from', FROM, '--to', TO];

type Row = {
  person: string;
  hours: number;
  nights: number;
  weekends: number;
  holidays: number;
  shifts: number;
  shortestRest: number | null;
};
type Duty = { start: string; end: string; person: string | null };

const ZONES: Record<string, string> = {
  ada: 'Europe/London',
  grace: 'America/New_York',
  linus: 'Asia/Kolkata',
  kiri: 'Australia/Lord_Howe',
};
/** From the calendars of governments, for these two months. */
const HOLIDAYS: Record<string, readonly string[]> = {
  ada: ['2026-04-03', '2026-04-06'],
  grace: ['2026-03-31'],
  linus: ['2026-04-03', '2026-04-14', '2026-04-30'],
  kiri: [],
};
const QUARTER = 900_000;

/** A person's figures from everybody's duties, a quarter of an hour at a time. */
function sampled(person: string, duties: readonly Duty[]): Omit<Row, 'shortestRest' | 'shifts'> {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONES[person] as string,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
  });
  const own = duties.filter((duty) => duty.person === person);
  const row = { person, hours: 0, nights: 0, weekends: 0, holidays: 0 };
  for (let at = Date.parse(FROM); at < Date.parse(TO); at += QUARTER) {
    if (!own.some(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end))) continue;
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const hour = Number(parts['hour']);
    row.hours += 0.25;
    if (hour >= 22 || hour < 7) row.nights += 0.25;
    if (parts['weekday'] === 'Sat' || parts['weekday'] === 'Sun') row.weekends += 0.25;
    const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
    if (HOLIDAYS[person]?.includes(date)) row.holidays += 0.25;
  }
  return row;
}

async function duties(...schedules: string[]): Promise<Duty[]> {
  const all: Duty[] = [];
  for (const schedule of schedules) {
    const { out } = await run(rota, folder, '--schedule', schedule, ...span, '--json');
    all.push(...(JSON.parse(out) as Duty[]));
  }
  return all;
}

describe('watchbill fairness --json', () => {
  test.each([[['primary']], [['secondary']], [['primary', 'secondary']]])(
    'is what %s says, counted another way: four zones, three changes of clocks, hours on two schedules once',
    async (schedules) => {
      const named = schedules.flatMap((id) => ['--schedule', id]);
      const { code, out } = await run(fairness, folder, ...span, ...named, '--json');
      expect(code).toBe(0);
      const rows = JSON.parse(out) as Row[];
      const all = await duties(...schedules);
      const people = schedules.includes('primary') ? ['ada', 'grace', 'linus', 'kiri'] : ['ada', 'grace'];
      expect(rows.map(({ person }) => person)).toEqual(people);
      for (const { shifts, shortestRest, ...row } of rows) {
        expect(row).toEqual(sampled(row.person, all));
        expect(shifts).toBeGreaterThan(0);
        expect(shortestRest).not.toBeNull();
      }
    },
  );

  test('shifts and rest are those of what is printed: stretches without a break', async () => {
    const { out } = await run(fairness, folder, ...span, '--schedule', 'secondary', '--json');
    const [ada] = JSON.parse(out) as Row[];
    const own = (await duties('secondary')).filter(({ person }) => person === 'ada');
    expect(ada?.shortestRest).toBe(36);
    // The first one went on from February.
    const begun = own.filter(({ start }, i) => i > 0 || Date.parse(start) > Date.parse(FROM));
    expect(ada?.shifts).toBe(begun.length);
  });

  test('on one schedule the hours and the gap are the span', async () => {
    const { out } = await run(fairness, folder, ...span, '--schedule', 'primary', '--json');
    const held = (JSON.parse(out) as Row[]).reduce((sum, { hours }) => sum + hours, 0);
    expect(held + 6).toBe((Date.parse(TO) - Date.parse(FROM)) / 3_600_000);
  });

  test('prints exactly these keys, and tells elsewhere what was not counted', async () => {
    const { out, err } = await run(fairness, folder, ...span, '--json');
    expect(Object.keys((JSON.parse(out) as Row[])[0] as Row)).toEqual([
      'person',
      'hours',
      'nights',
      'weekends',
      'holidays',
      'shifts',
      'shortestRest',
    ]);
    expect(err).toContain('Kiri Moana has no "holidays" in the team file');
  });
});

describe('watchbill fairness, otherwise', () => {
  test('as CSV that no spreadsheet runs, the mean last', async () => {
    const { out } = await run(fairness, folder, ...span, '--csv');
    const lines = out.split('\r\n');
    expect(lines[0]).toBe('person,name,hours,nights,weekends,holidays,shifts,shortestRest');
    expect(lines[2]).toMatch(/^grace,"'=Grace, ""G"" Lindt",\d/);
    expect(lines.at(-1)).toMatch(/^,Mean,\d+(\.\d+)?,.*\r$/);
  });

  test('as a table with differences to the mean, times in the zone that is meant', async () => {
    const both = await run(fairness, folder, '--from', '2026-03-01', '--to', '2026-05-01');
    expect(both.out).toContain('2026-03-01 00:00 +00:00 to 2026-05-01 00:00 +01:00 (Europe/London), all');
    expect(both.out).toMatch(/^Ada Okafor +\d+(\.\d)? \([+-]?\d+(\.\d)?\)/m);
    expect(both.out).toContain('Nobody on call: 6 h.');
    const one = ['--schedule', 'secondary', '--from', '2026-03-01', '--to', '2026-05-01'];
    expect((await run(fairness, folder, ...one)).out).toContain('(America/New_York), secondary');
  });

  test('says what is wrong with the call', async () => {
    const wrong = async (...args: string[]) => {
      const { code, out, err } = await run(fairness, ...args);
      expect(out).toBe('');
      return `${code} ${err.split('\n')[0]}`;
    };
    expect(await wrong()).toBe('2 watchbill fairness: which team? Name its folder or file');
    expect(await wrong(folder)).toBe('2 watchbill fairness: --from <time> is needed');
    expect(await wrong(folder, '--from', 'soon', '--to', TO)).toContain(
      '2 watchbill fairness: --from "soon"',
    );
    expect(await wrong(folder, '--from', TO, '--to', FROM)).toContain('--to must be later than --from');
    expect(await wrong(folder, ...span, '--json', '--csv')).toContain('2 watchbill fairness: either');
    expect(await wrong(folder, ...span, '--schedule', 'primry')).toContain(
      '1 watchbill fairness: there is no',
    );
    expect(await wrong(join(folder, 'nowhere.yaml'), ...span)).toMatch(/^1 /);
  });
});
