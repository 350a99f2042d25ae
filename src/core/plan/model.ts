import { CATEGORIES, type Category, type Plan, type PlanProblem } from './problem';
import { isFree, leftInWeek, restReach, weeksOf } from './rules';
import { spreadFloor } from './spread-floor';

/** Hours of spread that one broken wish weighs as much as. */
export const WISH_HOURS = 8;

/**
 * The fairest plan as an integer program, in the CPLEX LP format: `x<person>_<slot>` is 1 where the person has the
 * slot, `t<figure>` and `b<figure>` are the most and the least that anybody has of a figure, `w<n>` is 1 where
 * preference n is not met. Names are made of numbers alone: nothing from outside gets into the text. Slots that
 * somebody cannot have are left out. Smallest is the score of score.ts, exactly.
 */
export function fairestModel(problem: PlanProblem): string {
  const figures = CATEGORIES.filter((category) => matters(problem, category));
  const goal = figures.flatMap((category) => {
    const weight = number(problem.weights[category]);
    const i = CATEGORIES.indexOf(category);
    return [`${weight} t${i}`, `- ${weight} b${i}`];
  });
  const wishes = problem.preferences.map((_, n) => `+ ${WISH_HOURS} w${n}`);
  const rows = [...coverRows(problem, ''), ...ruleRows(problem)];
  for (const category of figures) rows.push(...spreadRows(problem, category));
  problem.preferences.forEach(({ person, slot }, n) => {
    const has = isFree(problem, person, slot) ? ` + x${person}_${slot}` : '';
    rows.push(`w${n}${has} >= 1`);
  });
  const free = figures.flatMap((category) => {
    const i = CATEGORIES.indexOf(category);
    return [`t${i} free`, `b${i} free`];
  });
  return print([...goal, ...wishes, '+ 0 zero'], rows, free, binaries(problem));
}

/** As few uncovered slots as the rules allow: `u<slot>` is 1 where nobody has the slot. Always has an answer. */
export function coverageModel(problem: PlanProblem): string {
  const open = problem.slots.map((_, slot) => `u${slot}`);
  const rows = [...coverRows(problem, 'u'), ...ruleRows(problem)];
  return print([open.join(' + ')], rows, [], [...binaries(problem), ...open]);
}

/**
 * The plan that a solution says. @param value of a variable of the model; 0 for one that it does not have
 * @returns null in place of a person where nobody has the slot
 */
export function planOf(problem: PlanProblem, value: (name: string) => number): (number | null)[] {
  return problem.slots.map((_, slot) => {
    const person = problem.people.findIndex((_id, p) => value(`x${p}_${slot}`) > 0.5);
    return person < 0 ? null : person;
  });
}

/** The binary variables that are 1 in a plan: where the solver may start from. */
export function startOf(plan: Plan): string[] {
  return plan.map((person, slot) => `x${person}_${slot}`);
}

/** A figure that is nothing for everybody, or that does not count, needs no rows. */
function matters(problem: PlanProblem, category: Category): boolean {
  if (problem.weights[category] === 0) return false;
  if (problem.past.some((figures) => figures[category] > 0)) return true;
  return problem.loads.some((own) => own.some((figures) => figures[category] > 0));
}

/** Everybody's slot is somebody's. */
function coverRows(problem: PlanProblem, open: string): string[] {
  return problem.slots.map((_, slot) => {
    const able = problem.people.flatMap((_id, p) => (isFree(problem, p, slot) ? [`x${p}_${slot}`] : []));
    // A row needs a variable even where nobody can: `zero` is 0, and the program rightly has no answer.
    return `${[...able, ...(open ? [`${open}${slot}`] : []), ...(able.length + open.length ? [] : ['zero'])].join(' + ')} = 1`;
  });
}

/** Rest and the limit of the week. */
function ruleRows(problem: PlanProblem): string[] {
  const rows: string[] = [];
  const reach = restReach(problem);
  const weeks = weeksOf(problem);
  problem.people.forEach((_, person) => {
    const x = (slot: number) => `x${person}_${slot}`;
    reach.forEach((last, first) => {
      // What the reach of the slot before holds already says the same.
      if (last === first || (first > 0 && reach[first - 1] === last)) return;
      const near = between(first, last).filter((slot) => isFree(problem, person, slot));
      if (near.length > 1) rows.push(`${near.map(x).join(' + ')} <= 1`);
    });
    for (const week of weeks) {
      const parts = week.parts.filter(({ slot }) => isFree(problem, person, slot));
      if (parts.length === 0) continue;
      const terms = parts.map(({ slot, length }) => `${hours(length)} ${x(slot)}`);
      rows.push(`${terms.join(' + ')} <= ${hours(leftInWeek(problem, person, week))}`);
    }
  });
  return rows;
}

function spreadRows(problem: PlanProblem, category: Category): string[] {
  const i = CATEGORIES.indexOf(category);
  const rows = problem.people.flatMap((_, p) => {
    const terms = problem.slots.flatMap((_slot, slot) => {
      const load = problem.loads[p]?.[slot]?.[category] ?? 0;
      return load > 0 && isFree(problem, p, slot) ? [`+ ${number(load)} x${p}_${slot}`] : [];
    });
    const past = number(-(problem.past[p]?.[category] ?? 0));
    const own = terms.join(' ');
    return [`- t${i} ${own} <= ${past}`, `- b${i} ${own} >= ${past}`];
  });
  const floor = spreadFloor(problem, category) - 1e-6;
  if (floor > 0) rows.push(`t${i} - b${i} >= ${number(floor)}`);
  return rows;
}

function binaries(problem: PlanProblem): string[] {
  return problem.people.flatMap((_, p) =>
    problem.slots.flatMap((_slot, slot) => (isFree(problem, p, slot) ? [`x${p}_${slot}`] : [])),
  );
}

function between(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function hours(milliseconds: number): string {
  return number(milliseconds / 3_600_000);
}

/** Never with an exponent: `1e-7` would read as a variable. */
function number(value: number): string {
  return value
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}

/** Long lines are broken: some readers of the format cut them at 500 characters. */
function print(goal: string[], rows: string[], free: string[], binary: string[]): string {
  const lines = ['Minimize', wrap(` obj: ${goal.join(' ')}`), 'Subject To'];
  rows.forEach((row, i) => lines.push(wrap(` r${i}: ${row}`)));
  lines.push('Bounds', ' zero = 0', ...free.map((line) => ` ${line}`));
  if (binary.length > 0) lines.push('Binary', wrap(` ${binary.join(' ')}`));
  return `${[...lines, 'End'].join('\n')}\n`;
}

function wrap(line: string): string {
  if (line.length < 400) return line;
  const parts: string[] = [];
  let now = '';
  for (const word of line.split(' ')) {
    if (now.length + word.length > 380) {
      parts.push(now);
      now = '';
    }
    now += ` ${word}`;
  }
  return [...parts, now].join('\n');
}
