import { HOUR } from '../time/duration';
import { coverageModel, planOf } from './model';
import { obstacle, ownObstacle } from './obstacles';
import { partOf } from './part-of';
import type { PlanProblem } from './problem';
import { restReach } from './rules';
import { hoursWords, type NameOf, obstaclesWords, spanWords } from './words';

/** Solves a program. @returns the values of its variables by name; null where no answer came in time */
export type SolveFor = (model: string) => Promise<((name: string) => number) | null>;

/** So many shifts are told of; the rest is counted. */
const MOST_TOLD = 12;
/** A conflict is looked for among so many shifts in a row; most lie among two or three. */
const WIDEST = 6;

/**
 * Which rules and wishes collide where no plan keeps them all, a sentence each, with dates and names.
 *
 * What no plan at all can keep is said alone. Else as many shifts as possible are covered within the rules (a second
 * integer program), and for each that stays open the fewest shifts in a row are looked for that already cannot all be
 * covered: a small set of rules that collide, whatever the rest of the plan.
 * @returns [] where every shift can be covered
 */
export async function collisionsOf(problem: PlanProblem, solve: SolveFor, name: NameOf): Promise<string[]> {
  if (problem.slots.length === 0) return [];
  const hopeless = neverPossible(problem);
  if (hopeless.length > 0) return hopeless;
  const whole = await cover(problem, solve);
  if (whole === null) return ['Which rules collide was not found in time; ask again with more time.'];
  const open = openOf(whole);
  const told: string[] = [];
  const done = new Set<number>();
  for (const slot of open) {
    if (done.has(slot)) continue;
    if (told.length >= MOST_TOLD) break;
    const core = (await smallest(problem, slot, solve)) ?? { first: 0, plan: whole, problem };
    for (const hole of openOf(core.plan)) {
      if (core.problem === problem && hole !== slot) continue;
      done.add(core.first + hole);
      told.push(tell(core.problem, core.plan, hole, name));
    }
  }
  const more = open.filter((slot) => !done.has(slot)).length;
  if (more > 0) told.push(`And ${more} more ${more === 1 ? 'shift' : 'shifts'} that nobody can take.`);
  return [...new Set(told)];
}

type Cover = readonly (number | null)[];

async function cover(problem: PlanProblem, solve: SolveFor): Promise<Cover | null> {
  const value = await solve(coverageModel(problem));
  return value === null ? null : planOf(problem, value);
}

function openOf(plan: Cover): number[] {
  return plan.flatMap((person, slot) => (person === null ? [slot] : []));
}

/** The fewest slots in a row around one that cannot all be covered, with the best that can be done there. */
async function smallest(
  problem: PlanProblem,
  slot: number,
  solve: SolveFor,
): Promise<{ first: number; plan: Cover; problem: PlanProblem } | null> {
  for (let wide = 1; wide <= WIDEST; wide++) {
    for (let first = Math.max(0, slot - wide + 1); first <= slot; first++) {
      if (first + wide > problem.slots.length) break;
      const part = partOf(problem, first, first + wide - 1);
      const plan = await cover(part, solve);
      if (plan === null) return null;
      if (openOf(plan).length > 0) return { first, plan, problem: part };
    }
  }
  return null;
}

/** Why nobody can take a slot, and of the shifts that stand in the way, why nobody else can take those. */
function tell(problem: PlanProblem, plan: Cover, slot: number, name: NameOf): string {
  const found = problem.people.flatMap((_, person) => {
    const wrong = obstacle(problem, plan, person, slot);
    return wrong === null ? [] : [{ person, obstacle: wrong }];
  });
  const about = (other: number) => {
    const others = problem.people.flatMap((_, person) => {
      const wrong = person === plan[other] ? null : ownObstacle(problem, person, other);
      return wrong === null ? [] : [{ person, obstacle: wrong }];
    });
    if (others.length === 0 || others.length < problem.people.length - 1) return '';
    return `, which nobody else can take (${obstaclesWords(problem, others, name)})`;
  };
  const span = spanWords(problem.slots[slot] as { start: number; end: number }, problem.zone);
  return `${span}: ${obstaclesWords(problem, found, name, about)}.`;
}

/** What is wrong with the rules themselves, whoever wishes what. */
function neverPossible(problem: PlanProblem): string[] {
  const { people, slots, minRest, maxPerWeek } = problem;
  const longest = Math.max(...slots.map(({ start, end }) => end - start));
  const inWeek = Math.min(longest, 7 * 24 * HOUR);
  const count = people.length === 1 ? '1 person' : `${people.length} people`;
  if (maxPerWeek > 0 && inWeek > maxPerWeek)
    return [
      `One shift is ${hoursWords(inWeek)} of duty in 7 days; at most ${hoursWords(maxPerWeek)} are allowed. Make shifts shorter, or the limit higher.`,
    ];
  const stretch = (slots.at(-1)?.end ?? 0) - (slots[0]?.start ?? 0);
  const week = Math.min(stretch, 7 * 24 * HOUR);
  if (maxPerWeek > 0 && people.length * maxPerWeek < week)
    return [
      `${count} with at most ${hoursWords(maxPerWeek)} in 7 days cover ${hoursWords(people.length * maxPerWeek)} of ${hoursWords(week)}: add people, or make the limit higher.`,
    ];
  const crowd = Math.max(...restReach(problem).map((last, first) => last - first + 1));
  if (crowd > people.length)
    return [
      `With ${hoursWords(minRest)} of rest between shifts, ${crowd} shifts in a row need ${crowd} people; there ${people.length === 1 ? 'is 1' : `are ${people.length}`}. Add people, ask for less rest, or make shifts longer.`,
    ];
  return [];
}
