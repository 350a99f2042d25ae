import type { PlanRequest, PlanView } from '../../contract/rota/plan-views';
import { err, type Result } from '../../core/kernel/result';
import { withPlan } from '../../core/plan/as-layers';
import type { Rota } from '../../core/schedule/rota';
import { putSchedule } from '../../core/team/edit-schedule';
import { readTeam } from '../../core/team/read';
import { printWall } from '../../core/time/wall';
import type { Names } from '../views/names';
import { begunView, endedView, IDLE, steppedView } from '../views/plan';
import { type PlanJob, planJob } from './plan-job';
import { runPlan } from './run-plan';
import { type Solver, Stopped, startSolver } from './solver';

/**
 *   idle --start--> working --> done | impossible | failed        any of them --start--> working
 *                      |--cancel--> cancelled
 * One plan at a time; what came of the last one stays until the next begins.
 */
export type PlanDesk = {
  view(): PlanView;
  /** Begins to plan. @throws Error with words where what is asked cannot be, or a plan is being made */
  start(request: PlanRequest): Promise<PlanView>;
  /** Ends the solver at once; nothing happens where none runs. */
  cancel(): Promise<PlanView>;
  /** Writes the plan into the team file. `ok` false with words where there is none or the file does not take it. */
  write(): Promise<{ ok: boolean; text: string }>;
  /** Resolves when nothing is being planned (any more). */
  settled(): Promise<PlanView>;
  stop(): Promise<void>;
};

export type PlanDeskParts = {
  readonly rota: () => Rota;
  readonly names: () => Pick<Names, 'person'>;
  /** Changes the team file (`TeamFolder.edit`). */
  readonly edit: (change: (text: string) => Result<string, string>) => Promise<Result<void, string>>;
  /** The built solver-worker.js; null where there is none to start: planning then fails with words. */
  readonly solverUrl: URL | null;
  /** Told of every change of the view. */
  readonly changed: (view: PlanView) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonic: () => number;
};

export function makePlanDesk(parts: PlanDeskParts): PlanDesk {
  let view: PlanView = IDLE;
  /** What the plan in the view was made from. */
  let planned: PlanJob | null = null;
  let solver: Solver | null = null;
  let running: Promise<void> = Promise.resolve();
  let starting = false;

  function show(next: PlanView): void {
    view = next;
    parts.changed(next);
  }

  async function run(job: PlanJob, mine: Solver): Promise<void> {
    const began = parts.monotonic();
    try {
      const outcome = await runPlan({
        problem: job.problem,
        solver: mine,
        timeLimit: job.request.timeLimit,
        name: (id) => parts.names().person(id).name,
        tell: (step) => solver === mine && show(steppedView(view, step)),
      });
      if (solver !== mine) return;
      planned = outcome.kind === 'done' ? job : null;
      show(endedView(view, job, outcome, (parts.monotonic() - began) / 1000, parts.rota()));
    } catch (error) {
      if (solver !== mine || error instanceof Stopped) return;
      const text = `The plan could not be made: ${(error as Error).message}. Nothing was changed.`;
      show({ ...view, state: 'failed', progress: 1, text });
    } finally {
      if (solver === mine) solver = null;
      await mine.stop();
    }
  }

  return {
    view: () => view,
    async start(request) {
      if (solver || starting) throw new Error('A plan is being made. Cancel it first.');
      starting = true;
      try {
        const job = await planJob(request, parts.rota());
        if (!parts.solverUrl) throw new Error('There is no solver here.');
        const mine = startSolver(parts.solverUrl);
        solver = mine;
        planned = null;
        show(begunView(job, parts.names()));
        running = run(job, mine);
      } finally {
        starting = false;
      }
      return view;
    },
    async cancel() {
      const mine = solver;
      if (!mine) return view;
      solver = null;
      show({
        ...view,
        state: 'cancelled',
        progress: 0,
        bound: null,
        text: 'Cancelled. Nothing was changed.',
      });
      await mine.stop();
      return view;
    },
    async write() {
      const job = planned;
      if (!job) return { ok: false, text: 'There is no plan to write. Make one first.' };
      const { ask } = job;
      const people = view.plan.flatMap(({ person }) => (person === null ? [] : [person]));
      const edited = await parts.edit((text) => {
        const schedule = readTeam(text).team?.schedules.find(({ id }) => id === ask.schedule);
        if (!schedule) return err(`there is no schedule "${ask.schedule}" in the team file any more`);
        return putSchedule(text, withPlan(ask, people, schedule));
      });
      if (!edited.ok) return { ok: false, text: `Not written: ${edited.error}.` };
      const span = `${printWall(ask.start).replace('T', ' ')} to ${printWall(ask.end).replace('T', ' ')}`;
      return { ok: true, text: `Written into the team file: ${ask.schedule} from ${span}.` };
    },
    async settled() {
      await running;
      return view;
    },
    async stop() {
      const mine = solver;
      solver = null;
      await mine?.stop();
      await running;
    },
  };
}
