import { WISH_HOURS } from './model';
import { CATEGORIES, type Category, type Figures, type PlanProblem } from './problem';

export type PlanScore = {
  /** The less the fairer: the weighted spreads, and the broken wishes. */
  readonly total: number;
  /** The most that anybody has less the least, what they carried before included, in hours. */
  readonly spreads: Figures;
  /** Preferred shifts that went to others, and refused ones that were given. */
  readonly wishesBroken: number;
};

/**
 * How fair a plan is; the same for any plan, whoever made it.
 * @param plan places in `problem.people`, one a slot
 */
export function scoreOf(problem: PlanProblem, plan: readonly (number | null)[]): PlanScore {
  const all = carriedOf(problem, plan).map((own, person) => plus(own, problem.past[person] as Figures));
  const spread = (category: Category) => {
    const values = all.map((figures) => figures[category]);
    return Math.max(...values) - Math.min(...values);
  };
  const spreads = eachFigure(spread);
  const unmet = problem.preferences.filter(({ person, slot }) => plan[slot] !== person).length;
  const refused = plan.filter(
    (person, slot) => person !== null && problem.blocked[person]?.[slot]?.kind === 'refuses',
  ).length;
  const wishesBroken = unmet + refused;
  const weighted = CATEGORIES.reduce(
    (sum, category) => sum + problem.weights[category] * spreads[category],
    0,
  );
  return { total: weighted + WISH_HOURS * wishesBroken, spreads, wishesBroken };
}

/** What each person carries in a plan alone, in hours. */
export function carriedOf(problem: PlanProblem, plan: readonly (number | null)[]): Figures[] {
  return problem.people.map((_, person) =>
    eachFigure((category) =>
      plan.reduce<number>(
        (sum, who, slot) => (who === person ? sum + (problem.loads[person]?.[slot]?.[category] ?? 0) : sum),
        0,
      ),
    ),
  );
}

function plus(a: Figures, b: Figures): Figures {
  return eachFigure((category) => a[category] + b[category]);
}

function eachFigure(value: (category: Category) => number): Figures {
  return {
    hours: value('hours'),
    nights: value('nights'),
    weekends: value('weekends'),
    holidays: value('holidays'),
  };
}
