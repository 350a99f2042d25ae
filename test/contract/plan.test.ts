import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PlanRequest, type PlanView, planView } from '../../src/contract/rota/plan-views';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import { overridesOf, type Rota, rotaOf } from '../../src/core/schedule/rota';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import type { Away } from '../../src/core/team-log/rota-acts';
import { instantOf, parseWall } from '../../src/core/time/wall';
import { editFile } from '../../src/engine/plan/edit-file';
import { makePlanDesk, type PlanDesk } from '../../src/engine/plan/plan-desk';
import { makeNames } from '../../src/engine/views/names';
import { buildWorker } from '../helpers/worker-build';

/* The planner as the engine has it: a real solver in a thread of its own, a real team file. */

const YAML = `watchbill: 1
team: Payments
timeZone: Europe/London

people: # everybody
  - { id: ada,   name: Ada Okafor,  holidays: GB-ENG }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York, holidays: US }
  - { id: linus, name: Linus Roy,   timeZone: Asia/Kolkata, holidays: IN }

schedules:
  - id: primary
    layers:
      - id: weekly # as it always was
        people: [ada, grace, linus]
        start: 2026-01-05T09:00
        turn: 1 week
`;

const at = (text: string) => instantOf(parseWall(text) as number, 'Europe/London');
const away = (person: string, start: string, end: string, reason = ''): Away => ({
  id: `${person} ${start}`,
  person,
  start: at(start),
  end: at(end),
  reason,
  origin: 'act',
});
const REQUEST: PlanRequest = {
  schedule: 'primary',
  people: ['ada', 'grace', 'linus'],
  start: '2027-01-04T09:00',
  end: '2027-04-05T09:00',
  turn: '1 week',
  minRest: 11,
  maxPerWeek: 0,
  weights: { nights: 1, weekends: 1, holidays: 0 },
  pastLoad: false,
  wishes: [],
  timeLimit: 60,
};

/** Four weeks: for what holds of any plan. */
const SHORT: Partial<PlanRequest> = { end: '2027-02-01T09:00' };

let solverUrl: URL;
let folder: string;
let file: string;
let absences: Away[];
let views: PlanView[];
let desk: PlanDesk;

const team = (): Team => readTeam(readFileSync(file, 'utf8')).team as Team;
const rota = (): Rota => {
  const now = rotaOf(team());
  return { ...now, acts: { ...now.acts, away: absences } };
};

beforeAll(async () => {
  solverUrl = await buildWorker('src/engine/plan/solver-worker.ts', 'test-plan');
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-plan-'));
  file = join(folder, 'watchbill.yaml');
  writeFileSync(file, YAML);
  absences = [];
  views = [];
  desk = makePlanDesk({
    rota,
    names: () => makeNames({ team: team(), me: 'ada', channelTitles: new Map(), timeZone: 'Europe/London' }),
    edit: (change) => editFile(file, change),
    solverUrl,
    changed: (view) => views.push(planView.parse(view)),
    monotonic: () => performance.now(),
  });
});

afterEach(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function planned(part: Partial<PlanRequest> = {}): Promise<PlanView> {
  await desk.start({ ...REQUEST, ...part });
  return desk.settled();
}

describe('planning', () => {
  it('gives a plan that is proven best, beside plain turns, and the same again', {
    timeout: 60_000,
  }, async () => {
    absences = [away('ada', '2027-01-06T00:00', '2027-01-20T00:00', 'skiing')];
    const wishes: PlanRequest['wishes'] = [
      { person: 'grace', kind: 'refuse', day: '2027-02-14' },
      { person: 'linus', kind: 'prefer', day: '2027-03-10' },
    ];
    const weights = { nights: 1, weekends: 1, holidays: 2 };
    const view = await planned({ wishes, weights });
    expect(view.state).toBe('done');
    expect(view.gap).toBe(0);
    expect(view.bound).toBe(view.score?.total);
    expect(view.text).toMatch(/^13 shifts for 3 people, planned in .* s\. Proven: no plan is fairer\.$/);
    expect(view.score?.wishesBroken).toBe(0);
    expect(view.score?.total).toBeLessThan(view.roundRobinScore?.total as number);
    expect(view.roundRobinBreaks[0]).toBe(
      'Mon 4 Jan 09:00 to Mon 11 Jan 09:00: Ada Okafor is away (skiing).',
    );
    const who = (day: string) =>
      view.plan.find(({ start, end }) => start <= at(day) && at(day) < end)?.person;
    expect(who('2027-01-05T12:00')).not.toBe('ada');
    expect(who('2027-01-19T12:00')).not.toBe('ada');
    expect(who('2027-02-14T12:00')).not.toBe('grace');
    expect(who('2027-03-10T12:00')).toBe('linus');
    expect(view.perPerson.reduce((sum, { shifts }) => sum + shifts, 0)).toBe(13);
    // 13 weeks, one of them with an hour less.
    expect(view.perPerson.reduce((sum, { hours }) => sum + hours, 0)).toBe(13 * 168 - 1);
    expect(views.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1])).toEqual([
      'working',
      'done',
    ]);
    expect((await planned({ wishes, weights })).plan).toEqual(view.plan);
  });

  it('plans a year for three people in seconds', { timeout: 60_000 }, async () => {
    const began = performance.now();
    const view = await planned({ end: '2028-01-03T09:00' });
    expect(view.state).toBe('done');
    expect(view.plan).toHaveLength(52);
    expect(view.gap as number).toBeLessThan(0.02);
    // Two to three seconds on a machine with nothing else to do.
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  it.each([
    ['begins', 'Planning'],
    ['searches', 'Searching for 1'],
  ])(
    'is cancelled within a second as it %s; then it can begin anew',
    { timeout: 90_000 },
    async (_, text) => {
      const hard: Partial<PlanRequest> = {
        end: '2027-02-08T09:00',
        turn: '6 hours',
        minRest: 6,
        maxPerWeek: 72,
        timeLimit: 600,
      };
      await desk.start({ ...REQUEST, ...hard });
      await expect(desk.start({ ...REQUEST, ...hard })).rejects.toThrow(
        'A plan is being made. Cancel it first.',
      );
      while (!desk.view().text.startsWith(text)) {
        expect(desk.view().state).toBe('working');
        await new Promise((go) => setTimeout(go, 20));
      }
      const began = performance.now();
      const view = await desk.cancel();
      expect(performance.now() - began).toBeLessThan(1000);
      expect(view).toMatchObject({ state: 'cancelled', plan: [], text: 'Cancelled. Nothing was changed.' });
      expect((await desk.settled()).state).toBe('cancelled');
      expect((await desk.cancel()).state).toBe('cancelled');
      expect((await planned(SHORT)).state).toBe('done');
    },
  );

  it('refuses what cannot be asked, with words, and goes on', async () => {
    await expect(desk.start({ ...REQUEST, schedule: 'second' })).rejects.toThrow(
      'There is no schedule "second"; there is primary.',
    );
    await expect(desk.start({ ...REQUEST, turn: 'weekly' })).rejects.toThrow('"weekly" is not a turn');
    expect(desk.view().state).toBe('idle');
    expect(await desk.write()).toEqual({ ok: false, text: 'There is no plan to write. Make one first.' });
    expect((await planned(SHORT)).state).toBe('done');
  });
});

describe('where no plan keeps all rules', () => {
  const days: Partial<PlanRequest> = {
    start: '2026-12-24T00:00',
    end: '2026-12-28T00:00',
    turn: '12 hours',
    minRest: 0,
  };

  it('says whose absences and refusals leave a shift to nobody', async () => {
    absences = [
      away('ada', '2026-12-24T18:00', '2026-12-26T09:00', 'with family'),
      away('linus', '2026-12-25T13:00', '2026-12-25T14:00'),
    ];
    const view = await planned({ ...days, wishes: [{ person: 'grace', kind: 'refuse', day: '2026-12-25' }] });
    expect(view.state).toBe('impossible');
    expect(view.plan).toEqual([]);
    expect(view.collisions).toEqual([
      'Fri 25 Dec 12:00 to Sat 26 Dec 00:00: Ada Okafor is away (with family), Grace Lindt refuses Fri 25 Dec, and Linus Roy is away.',
    ]);
    expect(await desk.write()).toMatchObject({ ok: false });
  });

  it('says where rest stands in the way, and why nobody else can take the shift before', async () => {
    absences = [away('ada', '2026-12-24T00:00', '2026-12-26T00:00')];
    const view = await planned({
      ...days,
      turn: '8 hours',
      minRest: 8,
      wishes: [
        { person: 'linus', kind: 'refuse', day: '2026-12-24' },
        { person: 'linus', kind: 'refuse', day: '2026-12-25' },
      ],
    });
    expect(view.state).toBe('impossible');
    expect(view.collisions[0]).toMatch(
      /^Thu 24 Dec .*: Ada Okafor is away, Grace Lindt would have no rest beside Thu 24 Dec .*, which nobody else can take \(Ada Okafor is away, and Linus Roy refuses Thu 24 Dec\), and Linus Roy refuses Thu 24 Dec\.$/,
    );
  });

  it('says how little rest is left', async () => {
    absences = [
      away('ada', '2026-12-24T00:00', '2026-12-28T00:00'),
      away('grace', '2026-12-24T06:00', '2026-12-25T00:00'),
    ];
    // Linus alone can take 24 Dec from 06:00 on; Grace the first six hours.
    const view = await planned({ ...days, end: '2026-12-25T00:00', turn: '6 hours', minRest: 7 });
    expect(view.collisions.join('\n')).toMatch(/Linus Roy would have (no rest|only 6 h of rest) beside/);
  });

  it('says when the rules themselves leave no room', async () => {
    expect((await planned({ ...days, turn: '1 day', maxPerWeek: 20 })).collisions).toEqual([
      'One shift is 24 h of duty in 7 days; at most 20 h are allowed. Make shifts shorter, or the limit higher.',
    ]);
    expect((await planned({ ...SHORT, maxPerWeek: 48, turn: '12 hours' })).collisions).toEqual([
      '3 people with at most 48 h in 7 days cover 144 h of 168 h: add people, or make the limit higher.',
    ]);
    expect((await planned({ people: ['ada'] })).collisions).toEqual([
      'With 11 h of rest between shifts, 2 shifts in a row need 2 people; there is 1. Add people, ask for less rest, or make shifts longer.',
    ]);
  });
});

describe('writing a plan', () => {
  it('puts a layer into the team file; the resolver then gives exactly the plan, and comments stay', async () => {
    const view = await planned(SHORT);
    expect(await desk.write()).toEqual({
      ok: true,
      text: 'Written into the team file: primary from 2027-01-04 09:00 to 2027-02-01 09:00.',
    });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('people: # everybody');
    expect(text).toContain('- id: weekly # as it always was');
    expect(text.replace(/\s+/g, ' ')).toContain(view.yaml.trim().replace(/\s+/g, ' '));
    const [schedule] = team().schedules;
    if (!schedule) throw new Error('the schedule is gone');
    const span = { start: at(REQUEST.start), end: at('2027-02-01T09:00') };
    const duties = dutiesOf(shiftsOf(schedule, overridesOf(rota(), schedule), rota().calendars, span));
    const shifts = view.plan.map(({ start, end, person }) => ({ start, end, person }));
    expect(duties).toEqual(shifts);
    // Once more gives the same file, not a second layer.
    expect((await desk.write()).ok).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('says what stays in force over it', async () => {
    writeFileSync(
      file,
      `${YAML}    overrides:\n      - { person: ada, start: 2027-01-06T09:00, end: 2027-01-07T09:00 }\n`,
    );
    const view = await planned(SHORT);
    expect(view.notes).toEqual([
      'An override or trade in that span stays in force and wins over the plan, the first on Wed 6 Jan 09:00 to Thu 7 Jan 09:00.',
    ]);
  });

  it('leaves a file that broke meanwhile alone', async () => {
    await planned(SHORT);
    writeFileSync(file, 'watchbill: 1\npeople: [');
    const { ok, text } = await desk.write();
    expect(ok).toBe(false);
    expect(text).toMatch(/^Not written: /);
    expect(readFileSync(file, 'utf8')).toBe('watchbill: 1\npeople: [');
  });
});
