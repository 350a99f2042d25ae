import fc from 'fast-check';
import loadHighs, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { breaksOf, keepsRules } from '../../core/plan/breaks';
import { collisionsOf } from '../../core/plan/collide';
import { improve } from '../../core/plan/improve';
import { coverageModel, fairestModel, planOf } from '../../core/plan/model';
import type { Figures, PlanProblem } from '../../core/plan/problem';
import { roundRobin } from '../../core/plan/round-robin';
import { scoreOf } from '../../core/plan/score';
import { DAY, HOUR } from '../../core/time/duration';
import { solve } from './solve';

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

const answer = (model: string) => solve(highs, { model, timeLimit: 20 }, () => undefined);
const figures = fc.record({
  hours: fc.constantFrom(8, 12, 24),
  nights: fc.constantFrom(0, 8, 9),
  weekends: fc.constantFrom(0, 12, 24),
  holidays: fc.constantFrom(0, 0, 24),
});
const NONE: Figures = { hours: 0, nights: 0, weekends: 0, holidays: 0 };

/** Everything that a small problem can be, infeasible ones among them. */
const problems = fc
  .record({
    people: fc.integer({ min: 1, max: 3 }),
    shifts: fc.integer({ min: 1, max: 6 }),
    length: fc.constantFrom(12, 24),
    minRest: fc.constantFrom(0, 11, 24, 36),
    maxPerWeek: fc.constantFrom(0, 24, 48, 72),
  })
  .chain(({ people, shifts, length, minRest, maxPerWeek }) =>
    fc
      .record({
        loads: fc.array(fc.array(figures, { minLength: shifts, maxLength: shifts }), {
          minLength: people,
          maxLength: people,
        }),
        past: fc.array(fc.oneof(fc.constant(NONE), figures), { minLength: people, maxLength: people }),
        blocked: fc.array(
          fc.array(fc.constantFrom(false, false, false, true), { minLength: shifts, maxLength: shifts }),
          { minLength: people, maxLength: people },
        ),
        before: fc.array(fc.boolean(), { minLength: people, maxLength: people }),
        weights: fc.record({
          hours: fc.constant(1),
          nights: fc.constantFrom(0, 1, 2.5),
          weekends: fc.constantFrom(0, 1),
          holidays: fc.constantFrom(0, 3),
        }),
        wishes: fc.uniqueArray(fc.record({ person: fc.nat(people - 1), slot: fc.nat(shifts - 1) }), {
          maxLength: 3,
          selector: ({ person, slot }) => `${person} ${slot}`,
        }),
      })
      .map(
        ({ loads, past, blocked, before, weights, wishes }): PlanProblem => ({
          zone: 'Europe/London',
          people: Array.from({ length: people }, (_, i) => `p${i}`),
          slots: Array.from({ length: shifts }, (_, i) => ({
            start: i * length * HOUR,
            end: (i + 1) * length * HOUR,
          })),
          loads,
          past,
          weights,
          blocked: blocked.map((own) => own.map((no) => (no ? { kind: 'away', reason: '' } : null))),
          preferences: wishes,
          before: before.map((had) => (had ? [{ start: -DAY, end: -4 * HOUR }] : [])),
          minRest: minRest * HOUR,
          maxPerWeek: maxPerWeek * HOUR,
        }),
      ),
  );

/** Every way to give the slots away. */
function* everyPlan(problem: PlanProblem): Generator<number[]> {
  const [people, slots] = [problem.people.length, problem.slots.length];
  for (let n = 0; n < people ** slots; n++)
    yield Array.from({ length: slots }, (_, slot) => Math.floor(n / people ** slot) % people);
}

describe('the fairest plan', () => {
  it('is the best of all that there are, and none where there is none', { timeout: 60_000 }, () => {
    let [found, none] = [0, 0];
    fc.assert(
      fc.property(problems, (problem) => {
        let best = Number.POSITIVE_INFINITY;
        for (const plan of everyPlan(problem))
          if (keepsRules(problem, plan)) best = Math.min(best, scoreOf(problem, plan).total);
        const solved = answer(fairestModel(problem));
        if (best === Number.POSITIVE_INFINITY) {
          none += 1;
          expect(solved.status).toBe('infeasible');
          return;
        }
        found += 1;
        expect(solved.status).toBe('optimal');
        const plan = planOf(problem, (name) => solved.values.get(name) ?? 0) as number[];
        expect(keepsRules(problem, plan)).toBe(true);
        expect(breaksOf(problem, plan, (id) => id)).toEqual([]);
        const { total } = scoreOf(problem, plan);
        expect(total).toBeGreaterThanOrEqual(best - 1e-6);
        expect(total).toBeLessThanOrEqual(best + 0.02);
        // Small steps keep the rules, never make it worse, and give the same again.
        const improved = improve(problem, plan, 2000);
        expect(keepsRules(problem, improved)).toBe(true);
        expect(scoreOf(problem, improved).total).toBeLessThanOrEqual(total + 1e-5);
        expect(improve(problem, plan, 2000)).toEqual(improved);
        // What the program minimises is what the score says, and no bound is above the best.
        expect(solved.objective).toBeCloseTo(total, 1);
        expect(solved.bound ?? 0).toBeLessThanOrEqual(best + 0.02);
      }),
      { numRuns: 250, seed: 20_261_124 },
    );
    expect(found).toBeGreaterThan(50);
    expect(none).toBeGreaterThan(20);
  });

  it('leaves as few shifts open as can be, and says why each is', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const feasible = [...everyPlan(problem)].some((plan) => keepsRules(problem, plan));
        const solved = answer(coverageModel(problem));
        expect(solved.status).toBe('optimal');
        expect(solved.objective === null ? null : Math.round(solved.objective) === 0).toBe(feasible);
        const told = await collisionsOf(
          problem,
          async (model) => {
            const { values } = answer(model);
            return (name) => values.get(name) ?? 0;
          },
          (id) => id,
        );
        expect(told.length > 0).toBe(!feasible);
        for (const text of told) expect(text).not.toMatch(/\{|: \.|undefined|NaN/);
      }),
      { numRuns: 120, seed: 7 },
    );
  });

  it('is never less fair than taking turns, where that keeps the rules', { timeout: 60_000 }, () => {
    let compared = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const turns = roundRobin(problem);
        if (!keepsRules(problem, turns)) return;
        compared += 1;
        const solved = answer(fairestModel(problem));
        expect(solved.objective).toBeLessThanOrEqual(scoreOf(problem, turns).total + 0.02);
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});
