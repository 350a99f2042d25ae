import type { PlanView, PlanScore as ScoreView } from '../../contract/rota/plan-views';
import type { PersonId } from '../../core/kernel/ids';
import { withPlan } from '../../core/plan/as-layers';
import { breaksOf } from '../../core/plan/breaks';
import type { Plan, PlanProblem } from '../../core/plan/problem';
import { roundRobin } from '../../core/plan/round-robin';
import { carriedOf, scoreOf } from '../../core/plan/score';
import type { Rota } from '../../core/schedule/rota';
import { layerTree } from '../../core/team/print-schedule';
import { printItem } from '../../core/team/print-tree';
import { HOUR } from '../../core/time/duration';
import type { PlanJob } from '../plan/plan-job';
import type { PlanOutcome, PlanStep } from '../plan/run-plan';
import type { Names } from './names';

export const IDLE: PlanView = {
  state: 'idle',
  request: null,
  progress: 0,
  text: '',
  people: [],
  plan: [],
  score: null,
  roundRobin: [],
  roundRobinScore: null,
  roundRobinBreaks: [],
  bound: null,
  gap: null,
  collisions: [],
  perPerson: [],
  yaml: '',
  notes: [],
};

/** What is known before the solver says anything: who, and how plain turns would do. */
export function begunView(job: PlanJob, names: Pick<Names, 'person'>): PlanView {
  const { problem, request, notes } = job;
  const turns = roundRobin(problem);
  return {
    ...IDLE,
    state: 'working',
    request,
    text: `Planning ${shifts(problem)} for ${people(problem)}.`,
    people: problem.people.map((id) => names.person(id)),
    roundRobin: strip(problem, turns),
    roundRobinScore: scoreView(problem, turns),
    roundRobinBreaks: breaksOf(problem, turns, (id) => names.person(id).name),
    notes: [...notes],
  };
}

/** How it goes. Progress is the share of the time that may be taken, or how near the proof is, whichever is more. */
export function steppedView(view: PlanView, step: PlanStep): PlanView {
  if (step.kind === 'colliding')
    return { ...view, progress: 0.95, text: 'No plan keeps all the rules. Looking for what collides.' };
  if (step.kind === 'improving') return { ...view, progress: 0.95, text: 'Evening out what was found.' };
  const { seconds, best, bound } = step.progress;
  const limit = view.request?.timeLimit ?? 1;
  const near = best !== null && bound !== null && best > 0 ? Math.max(0, bound) / best : 0;
  const progress = Math.min(0.94, Math.max(view.progress, seconds / limit, near));
  const found = best === null ? 'none found yet' : `best so far ${Math.round(best)}`;
  const least = bound === null || bound <= 0 ? '' : `, none can be below ${Math.floor(bound)}`;
  return {
    ...view,
    progress,
    bound: bound === null ? null : Math.max(0, bound),
    text: `Searching for ${Math.floor(seconds)} of at most ${limit} s: ${found}${least}.`,
  };
}

/** What came of it. @param seconds it took */
export function endedView(
  view: PlanView,
  job: PlanJob,
  outcome: PlanOutcome,
  seconds: number,
  rota: Rota,
): PlanView {
  const { problem } = job;
  const took =
    seconds < 10 ? `${Math.max(0.1, Math.round(seconds * 10) / 10)} s` : `${Math.round(seconds)} s`;
  if (outcome.kind === 'impossible')
    return {
      ...view,
      state: 'impossible',
      progress: 1,
      bound: null,
      text: 'No plan keeps all the rules and refusals. This is what collides.',
      collisions: [...outcome.collisions],
    };
  if (outcome.kind === 'nothing')
    return {
      ...view,
      state: 'failed',
      progress: 1,
      text: `In ${took} no plan was found, nor a proof that there is none. Give it more time, or fewer rules.`,
    };
  const { plan, bound } = outcome;
  const score = scoreView(problem, plan);
  const gap = bound === null ? null : score.total <= 0 ? 0 : Math.max(0, (score.total - bound) / score.total);
  return {
    ...view,
    state: 'done',
    progress: 1,
    text: `${shifts(problem)} for ${people(problem)}, planned in ${took}. ${proofWords(gap)}`,
    plan: strip(problem, plan),
    score,
    bound,
    gap,
    perPerson: carriedOf(problem, plan).map((figures, i) => ({
      person: problem.people[i] as PersonId,
      ...figures,
      shifts: plan.filter((person) => person === i).length,
    })),
    yaml: yamlOf(job, plan, rota),
  };
}

/** The proven distance to the optimum in words. */
export function proofWords(gap: number | null): string {
  if (gap === null) return 'How much better a plan could be is not known.';
  if (gap < 0.001) return 'Proven: no plan is fairer.';
  const percent = gap < 0.1 ? Math.ceil(gap * 1000) / 10 : Math.ceil(gap * 100);
  return `Proven: no plan is better by more than ${percent} %.`;
}

function scoreView(problem: PlanProblem, plan: Plan): ScoreView {
  const { total, spreads, wishesBroken } = scoreOf(problem, plan);
  return {
    total,
    spread: spreads.hours,
    nightSpread: spreads.nights,
    weekendSpread: spreads.weekends,
    holidaySpread: spreads.holidays,
    wishesBroken,
  };
}

function strip(problem: PlanProblem, plan: Plan): PlanView['plan'] {
  return problem.slots.map(({ start, end }, slot) => ({
    start,
    end,
    person: problem.people[plan[slot] as number] ?? null,
  }));
}

function yamlOf({ ask, problem }: PlanJob, plan: Plan, rota: Rota): string {
  const schedule = rota.schedules.find(({ id }) => id === ask.schedule);
  if (!schedule) return '';
  const ids = plan.map((person) => problem.people[person] as PersonId);
  return withPlan(ask, ids, schedule)
    .layers.filter((layer) => !schedule.layers.includes(layer))
    .map((layer) => `${printItem(layerTree(layer), 'layers').join('\n')}\n`)
    .join('');
}

function shifts({ slots }: PlanProblem): string {
  const [first] = slots;
  const hours = first ? Math.round((first.end - first.start) / HOUR) : 0;
  return slots.length === 1 ? `1 shift of ${hours} h` : `${slots.length} shifts`;
}

function people({ people: all }: PlanProblem): string {
  return all.length === 1 ? '1 person' : `${all.length} people`;
}
