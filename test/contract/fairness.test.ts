import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';
import { WATCHBILL_SOURCE } from '../../src/core/kernel/ids';
import type { Rota } from '../../src/core/schedule/rota';
import { rotaOf } from '../../src/core/schedule/rota';
import { readTeam } from '../../src/core/team/read';
import { NO_ACTS } from '../../src/core/team-log/rota-acts';
import type { Trade } from '../../src/core/team-log/trade';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time/duration';
import { fairnessHandlers } from '../../src/engine/handlers/fairness';
import { openForWriting } from '../../src/engine/store/database';
import { Reader } from '../../src/engine/store/reader';
import { Writer } from '../../src/engine/store/writer';
import { makeNames } from '../../src/engine/views/names';
import { alertOf, BEGIN, Story, teamOf } from '../helpers/step-story';

/* The call `fairness.get`, over a real store and the real resolver. */
const { team } = readTeam(`watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, holidays: GB-ENG }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
sources:
  - { id: grafana, type: push }
schedules:
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-11-23T00:00, turn: 1 week }
  - id: office
    layers:
      - { id: office, people: [grace], start: 2026-11-23T00:00, turn: 1 week, hours: [{ from: "09:00", to: "17:00" }] }
`);
const MIDNIGHT = BEGIN - 2 * HOUR;

let folder: string;
let reader: Reader;
let writer: Writer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-fairness-'));
  writer = new Writer(openForWriting(folder, BEGIN).db);
  reader = Reader.open(folder);
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

async function ask(
  input: Partial<Input<'fairness.get'>> = {},
  parts: { rota?: Rota; now?: number; reader?: Reader | null } = {},
): Promise<Output<'fairness.get'>> {
  if (!team) throw new Error('the team file of this test is wrong');
  const names = makeNames({ team, me: 'ada', channelTitles: new Map(), timeZone: 'UTC' });
  const rota = parts.rota ?? rotaOf(team);
  const handlers = fairnessHandlers({
    rota: {
      current: () => rota,
      acts: () => [],
      act: () => Promise.reject(new Error('nobody acts here')),
      onChange: () => () => undefined,
      problems: () => [],
    },
    reader: () => (parts.reader === undefined ? reader : parts.reader),
    names: () => names,
    clock: { now: () => parts.now ?? MIDNIGHT + 10 * DAY },
    state: { ...new Story(team).state, team },
  });
  const checked = calls['fairness.get'].input.parse({ from: MIDNIGHT, to: MIDNIGHT + 14 * DAY, ...input });
  return calls['fairness.get'].output.parse(await handlers['fairness.get'](checked));
}

/** Stores pages that Ada got: when, by which channels, and what became of them. */
function paged(...pages: { key: string; at: number; delivered: boolean; practice?: boolean }[]): void {
  const story = new Story(teamOf());
  for (const { key, at, delivered, practice } of pages) {
    story.now = at;
    const source = practice ? WATCHBILL_SOURCE : 'grafana';
    story.happens({ kind: 'alertSent', alert: alertOf(key, { source }) });
    const fact = story.facts.filter(({ kind }) => kind === 'paged').at(-1);
    if (fact?.kind !== 'paged') throw new Error(`nobody was paged about ${key}`);
    for (const { id, channel } of fact.pages) {
      const delivery = { state: delivered ? 'delivered' : 'failed', at: at + 80, detail: '' } as const;
      story.happens({ kind: 'delivered', incident: fact.incident, page: id, channel, delivery });
    }
  }
  const incidents = new Map(story.incidents().map((incident) => [incident.id, incident]));
  writer.write({ facts: story.facts, incidents, unreadable: [] });
}

const person = (view: Output<'fairness.get'>, id: string) => view.people.find((row) => row.person.id === id);

describe('fairness.get', () => {
  test('figures of everybody, their mean, and what was not counted', async () => {
    const view = await ask();
    expect(person(view, 'ada')).toMatchObject({ hours: 168, nights: 63, weekends: 48, shifts: 1 });
    expect(person(view, 'grace')).toMatchObject({ hours: 168 + 7 * 8, shifts: 8 });
    expect(view.mean.hours).toBe((168 + 224) / 2);
    expect(view.notes.join(' ')).toContain('Grace Lindt has no "holidays" in the team file');
    expect(view.notes.join(' ')).toContain("through this desktop, Ada Okafor's");
    // Outside the office hours nobody is on that schedule.
    expect(view.gaps).toBe(14 * 16);
    expect((await ask({ schedules: ['primary'] })).gaps).toBe(0);
  });

  test('public holidays that fall into the span', async () => {
    const from = Date.UTC(2026, 11, 20);
    const view = await ask({ from, to: from + 14 * DAY });
    expect(view.holidays.map(({ date, region }) => `${date} ${region}`)).toEqual([
      '2026-12-25 GB-ENG',
      '2026-12-26 GB-ENG',
      '2026-12-28 GB-ENG',
      '2027-01-01 GB-ENG',
    ]);
    // Ada has the week from 21 December; the Monday after it is Grace's.
    expect(person(view, 'ada')?.holidays).toBe(48);
  });

  test('interruptions: pages that arrived, bursts once, practice and failures not', async () => {
    paged(
      { key: 'early', at: BEGIN, delivered: true },
      { key: 'burst', at: BEGIN + 30 * SECOND, delivered: true },
      { key: 'failed', at: BEGIN + 5 * MINUTE, delivered: false },
      { key: 'practice:1', at: BEGIN + 10 * MINUTE, delivered: true, practice: true },
      { key: 'day', at: BEGIN + 8 * HOUR, delivered: true },
    );
    expect(reader.reached(0, BEGIN + DAY).map(({ at }) => at - BEGIN)).toEqual([
      0,
      0,
      30 * SECOND,
      30 * SECOND,
      8 * HOUR,
      8 * HOUR,
    ]);
    const view = await ask();
    expect(person(view, 'ada')).toMatchObject({ interruptions: 2, sleepInterruptions: 1 });
    // Hers are known at her desktop; a mean of one is none.
    expect(person(view, 'grace')).toMatchObject({ interruptions: null, sleepInterruptions: null });
    expect(view.mean.interruptions).toBeNull();
    // What came in the last minute before the span is the same burst.
    const later = await ask({ from: BEGIN + 20 * SECOND });
    expect(person(later, 'ada')).toMatchObject({ interruptions: 1, sleepInterruptions: 0 });
  });

  test('of the future nothing is said about interruptions', async () => {
    const view = await ask({}, { now: MIDNIGHT - DAY });
    expect(view.notes.join(' ')).not.toContain('Interruptions');
    expect(person(view, 'ada')?.interruptions).toBeNull();
    const unread = await ask({}, { reader: null });
    expect(unread.notes).toContain('The store cannot be read now: interruptions are not counted.');
  });

  test('the ledger, from trades in force', async () => {
    if (!team) throw new Error('the team file of this test is wrong');
    const piece = { schedule: 'primary', start: BEGIN, end: BEGIN + 9 * HOUR };
    const trade: Trade = {
      id: 't',
      from: 'ada',
      to: null,
      give: [piece],
      want: [],
      note: '',
      offeredAt: 0,
      status: 'agreed',
      takings: [{ act: 'x', by: 'grace', at: 0, give: [piece], want: [] }],
      left: [],
      declinedBy: [],
      lost: [],
      undoneBy: null,
    };
    const view = await ask({}, { rota: rotaOf(team, { ...NO_ACTS, trades: [trade] }) });
    expect(view.ledger).toMatchObject([
      { debtor: { name: 'Ada Okafor' }, creditor: { name: 'Grace Lindt' }, hours: 9 },
    ]);
  });

  test('CSV with the interruptions, a line each and the mean', async () => {
    const lines = (await ask()).csv.split('\r\n');
    expect(lines[0]).toBe(
      'person,name,hours,nights,weekends,holidays,shifts,shortestRest,interruptions,sleepInterruptions',
    );
    expect(lines[1]).toBe('ada,Ada Okafor,168,63,48,0,1,,0,0');
    expect(lines[2]).toMatch(/^grace,.*,8,7,,$/);
    expect(lines[3]).toMatch(/^,Mean,196,.*,,$/);
    expect(lines).toHaveLength(5);
  });

  test('says what is wrong with the question', async () => {
    await expect(ask({ to: MIDNIGHT })).rejects.toThrow('The span ends before it begins.');
    await expect(ask({ to: MIDNIGHT + 801 * DAY })).rejects.toThrow('longer than 800 days');
    await expect(ask({ schedules: ['nope'] })).rejects.toThrow('There is no schedule "nope".');
  });

  test('800 days of it are quick enough to look at', async () => {
    await ask();
    const began = performance.now();
    await ask({ to: MIDNIGHT + 800 * DAY });
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
