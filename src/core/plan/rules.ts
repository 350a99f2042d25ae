import type { Span } from '../kernel/span';
import { DAY, type Duration } from '../time/duration';
import type { PlanProblem } from './problem';

const WEEK: Duration = 7 * DAY;

/** Rest between two shifts; negative where they overlap. */
function restBetween(a: Span, b: Span): Duration {
  return a.start < b.start ? b.start - a.end : a.start - b.end;
}

/** The shift before the plan that leaves a person too little rest before a slot; null where none does. */
export function tooSoonAfterBefore(problem: PlanProblem, person: number, slot: number): Span | null {
  const at = problem.slots[slot] as Span;
  const found = (problem.before[person] ?? []).find((duty) => restBetween(duty, at) < problem.minRest);
  return found ?? null;
}

/** Whether one person can have the slot at all, as far as it does not depend on their other slots. */
export function isFree(problem: PlanProblem, person: number, slot: number): boolean {
  return problem.blocked[person]?.[slot] == null && tooSoonAfterBefore(problem, person, slot) === null;
}

/**
 * For each slot the last one that a person who has it cannot have too, for want of rest: all between are as near.
 * @returns the slot itself where rest is no matter
 */
export function restReach(problem: PlanProblem): number[] {
  return problem.slots.map((slot, i) => {
    let last = i;
    while (
      last + 1 < problem.slots.length &&
      restBetween(slot, problem.slots[last + 1] as Span) < problem.minRest
    )
      last += 1;
    return last;
  });
}

/** Seven days in a row, the slots that lie in them, and how much of each does, in milliseconds. */
export type Week = Span & {
  readonly parts: ReadonlyArray<{ readonly slot: number; readonly length: number }>;
};

/**
 * The weeks in which the limit of duty can be passed: duty in seven days is greatest where they begin with a shift or
 * end with one. Those that hold no more than the limit altogether are left out.
 */
export function weeksOf(problem: PlanProblem): readonly Week[] {
  const known = remembered.get(problem);
  if (known) return known;
  const weeks = findWeeks(problem);
  remembered.set(problem, weeks);
  return weeks;
}

// Asked again and again of the same problem; the answer depends on nothing else.
const remembered = new WeakMap<PlanProblem, readonly Week[]>();

function findWeeks(problem: PlanProblem): Week[] {
  if (problem.maxPerWeek === 0) return [];
  const duties = [...problem.before.flat(), ...problem.slots];
  const starts = new Set(duties.flatMap(({ start, end }) => [start, end - WEEK]));
  const weeks: Week[] = [];
  let seen = '';
  for (const start of [...starts].sort((a, b) => a - b)) {
    const end = start + WEEK;
    const parts = problem.slots.flatMap((slot, i) => {
      const length = shared(slot, start, end);
      return length > 0 ? [{ slot: i, length }] : [];
    });
    const fixed = Math.max(
      0,
      ...problem.before.map((own) => sum(own.map((duty) => shared(duty, start, end)))),
    );
    if (parts.length === 0 || fixed + sum(parts.map(({ length }) => length)) <= problem.maxPerWeek) continue;
    const key = `${fixed} ${parts.map(({ slot, length }) => `${slot}:${length}`).join(' ')}`;
    if (key !== seen) weeks.push({ start, end, parts });
    seen = key;
  }
  return weeks;
}

/** What a person may still have in a week, after their duty before the plan; 0 where that alone is too much. */
export function leftInWeek(problem: PlanProblem, person: number, { start, end }: Span): Duration {
  const had = sum((problem.before[person] ?? []).map((duty) => shared(duty, start, end)));
  return Math.max(0, problem.maxPerWeek - had);
}

function shared(span: Span, start: number, end: number): number {
  return Math.max(0, Math.min(span.end, end) - Math.max(span.start, start));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
