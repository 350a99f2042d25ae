import { WISH_HOURS } from './model';
import { CATEGORIES, type Plan, type PlanProblem } from './problem';
import { isFree, leftInWeek, restReach, weeksOf } from './rules';

/** A plan that is changed shift by shift, with everybody's loads kept up to date. */
export type Tally = {
  at(slot: number): number;
  plan(): Plan;
  reset(plan: Plan): void;
  give(slot: number, person: number): void;
  /** Two people trade two shifts. @returns whether the rules allow it; nothing changed where not */
  swap(a: number, b: number): boolean;
  /** Whether a person can have a slot at all. */
  couldTake(person: number, slot: number): boolean;
  /** Whether the rules allow a person a slot beside what they have. */
  mayTake(person: number, slot: number): boolean;
  /** Of figure `i` of CATEGORIES. */
  figures(i: number): { most: number; least: number; squared: number };
  /** What unmet preferences weigh. */
  unmet(): number;
};

export function makeTally(problem: PlanProblem, first: Plan): Tally {
  const count = problem.people.length;
  const reach = restReach(problem);
  const weeks = weeksOf(problem);
  const free = problem.people.map((_, person) =>
    problem.slots.map((_slot, slot) => isFree(problem, person, slot)),
  );
  const limits = problem.people.map((_, person) => weeks.map((week) => leftInWeek(problem, person, week)));
  const inWeeks: { week: number; length: number }[][] = problem.slots.map(() => []);
  weeks.forEach(({ parts }, week) => {
    for (const { slot, length } of parts) inWeeks[slot]?.push({ week, length });
  });
  const wanted = new Map<number, number[]>();
  for (const { person, slot } of problem.preferences) wanted.set(slot, [...(wanted.get(slot) ?? []), person]);

  const plan: number[] = [];
  const loads = CATEGORIES.map(() => new Float64Array(count));
  const duty = problem.people.map(() => new Float64Array(weeks.length));

  function add(slot: number, person: number, sign: 1 | -1): void {
    const load = problem.loads[person]?.[slot];
    CATEGORIES.forEach((category, i) => {
      plus(loads[i] as Float64Array, person, sign * (load?.[category] ?? 0));
    });
    for (const { week, length } of inWeeks[slot] ?? [])
      plus(duty[person] as Float64Array, week, sign * length);
  }

  function reset(next: Plan): void {
    CATEGORIES.forEach((category, i) => {
      for (let person = 0; person < count; person++)
        (loads[i] as Float64Array)[person] = problem.past[person]?.[category] ?? 0;
    });
    for (const own of duty) own.fill(0);
    next.forEach((person, slot) => {
      plan[slot] = person;
      add(slot, person, 1);
    });
  }

  function give(slot: number, person: number): void {
    add(slot, plan[slot] as number, -1);
    plan[slot] = person;
    add(slot, person, 1);
  }

  /** Beside what the person has, the slot itself aside. */
  function mayTake(person: number, slot: number): boolean {
    if (!free[person]?.[slot]) return false;
    const last = reach[slot] as number;
    for (let i = slot + 1; i <= last; i++) if (plan[i] === person) return false;
    for (let i = slot - 1; i >= 0 && (reach[i] as number) >= slot; i--) if (plan[i] === person) return false;
    const own = duty[person] as Float64Array;
    const most = limits[person] as number[];
    const has = plan[slot] === person;
    for (const { week, length } of inWeeks[slot] ?? [])
      if ((own[week] as number) + (has ? 0 : length) > (most[week] as number)) return false;
    return true;
  }

  reset(first);
  return {
    at: (slot) => plan[slot] as number,
    plan: () => [...plan],
    reset,
    give,
    swap(a, b) {
      const [left, right] = [plan[a] as number, plan[b] as number];
      give(a, right);
      give(b, left);
      if (mayTake(right, a) && mayTake(left, b)) return true;
      give(a, left);
      give(b, right);
      return false;
    },
    couldTake: (person, slot) => free[person]?.[slot] === true,
    mayTake,
    figures(i) {
      const own = loads[i] as Float64Array;
      let [most, least, sum, squared] = [own[0] as number, own[0] as number, 0, 0];
      for (const value of own) {
        if (value > most) most = value;
        if (value < least) least = value;
        sum += value;
      }
      const mean = sum / count;
      for (const value of own) squared += (value - mean) ** 2;
      return { most, least, squared };
    },
    unmet() {
      let broken = 0;
      for (const [slot, people] of wanted)
        for (const person of people) if (plan[slot] !== person) broken += 1;
      return broken * WISH_HOURS;
    },
  };
}

function plus(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] as number) + value;
}
