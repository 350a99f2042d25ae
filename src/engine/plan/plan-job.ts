import type { PlanRequest } from '../../contract/rota/plan-views';
import type { LoadDuty } from '../../core/fairness/load-of';
import type { PlanAsk } from '../../core/plan/ask';
import { buildProblem, PAST_DAYS } from '../../core/plan/build-problem';
import type { PlanProblem } from '../../core/plan/problem';
import { readAsk } from '../../core/plan/read-ask';
import { spanWords } from '../../core/plan/words';
import { awayOf } from '../../core/schedule/away';
import { shiftsOf } from '../../core/schedule/resolve';
import { overridesOf, type Rota } from '../../core/schedule/rota';
import { DAY } from '../../core/time/duration';
import { instantOf } from '../../core/time/wall';
import { holidaysIn } from '../holidays/holidays';

/** What is planned, laid out, with what there is to say about it beforehand. */
export type PlanJob = {
  readonly request: PlanRequest;
  readonly ask: PlanAsk;
  readonly problem: PlanProblem;
  readonly notes: readonly string[];
};

/** Gathers what a plan needs from the rota. @throws Error with words where what is asked cannot be */
export async function planJob(request: PlanRequest, rota: Rota): Promise<PlanJob> {
  const read = readAsk(request, rota);
  if (!read.ok) throw new Error(read.error);
  const ask = read.value;
  const span = { start: instantOf(ask.start, ask.zone), end: instantOf(ask.end, ask.zone) };
  const past = { start: span.start - PAST_DAYS * DAY, end: span.start };
  const people = rota.people.filter(({ id }) => ask.people.includes(id));
  const holidays = await holidaysIn(people, { start: past.start, end: span.end });
  // A shift that began before the past counts whole: it is not begun in it.
  const before = { start: past.start - 7 * DAY, end: past.end };
  const duties = rota.schedules.flatMap((schedule) =>
    shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, before).map(
      ({ start, end, person }): LoadDuty => ({ schedule: schedule.id, start, end, person }),
    ),
  );
  const problem = buildProblem(ask, {
    people,
    away: awayOf(rota, span),
    holidaysOf: (person) => holidays.of(person),
    duties,
  });
  const notes = [
    ...(ask.weights.holidays > 0 ? holidays.problems : []),
    ...withoutAnyShift(problem, rota),
    ...overridesNote(ask, rota, span),
  ];
  return { request, ask, problem, notes };
}

function withoutAnyShift(problem: PlanProblem, rota: Rota): string[] {
  return problem.people.flatMap((id, person) => {
    const own = problem.blocked[person] ?? [];
    if (own.length === 0 || own.some((block) => block === null)) return [];
    const name = rota.people.find((one) => one.id === id)?.name ?? id;
    return [`${name} is away or refuses a day in every shift, and gets none.`];
  });
}

function overridesNote(ask: PlanAsk, rota: Rota, span: { start: number; end: number }): string[] {
  const schedule = rota.schedules.find(({ id }) => id === ask.schedule);
  const inForce = schedule
    ? overridesOf(rota, schedule).filter(({ start, end }) => start < span.end && span.start < end)
    : [];
  const [first] = inForce;
  if (!first) return [];
  const count = inForce.length === 1 ? 'An override or trade' : `${inForce.length} overrides and trades`;
  const stays = inForce.length === 1 ? 'stays in force and wins' : 'stay in force and win';
  return [`${count} in that span ${stays} over the plan, the first on ${spanWords(first, ask.zone)}.`];
}
