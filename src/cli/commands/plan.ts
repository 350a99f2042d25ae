import type { PlanRequest, PlanView } from '../../contract/rota/plan-views';
import { PAST_DAYS } from '../../core/plan/build-problem';
import { DAY } from '../../core/time/duration';
import { instantOf, parseWall } from '../../core/time/wall';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { editFile } from '../../engine/plan/edit-file';
import { makePlanDesk } from '../../engine/plan/plan-desk';
import { loadRota } from '../../engine/rota/load-rota';
import { makeNames } from '../../engine/views/names';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io } from '../io';
import { readPlanOptions } from '../plan-options';
import { planTable } from '../plan-table';
import { openTeam } from '../team-command';
import { printSeconds } from '../when';

export const PLAN_USAGE = `watchbill plan <folder|file> --from <time> --to <time> --turn <turn> [--schedule <id>] [--people a,b,c]
               [--min-rest <hours>] [--max-per-week <hours>] [--weight nights=1,weekends=1,holidays=2]
               [--refuse <person>:<day>]… [--prefer <person>:<day>]… [--no-past] [--time-limit <seconds>]
               [--json] [--write]

Makes the fairest rota for a span, beside plain turns, with the proven distance to the best there is; or says what collides.
  --from, --to    wall clock in the schedule's zone, 2027-01-04T09:00, or a date, its midnight: the first handoff, and
                  the end
  --turn          how long one shift is: 12 hours, 1 day, 1 week
  --people        who takes part, in the order of plain turns; without it, everybody of the team
  --min-rest      least rest between two shifts of one person, in hours; 11 unless given, 0 for none
  --max-per-week  most hours of duty in any 7 days; 0, the default, for no limit
  --weight        what an hour at night, on a weekend, on a public holiday weighs beside one of duty
  --refuse, --prefer  a date, 2026-12-25, or a weekday, fri; refused days are kept, preferred ones tried for
  --no-past       what people carried in the ${PAST_DAYS} days before does not count
  --time-limit    seconds to search for, 30 unless given
  --write         writes the plan into the team file, as a layer of the schedule`;

/** Plans a rota. @returns the exit code: 0 for a plan, 1 where there is none */
export async function plan(
  argv: readonly string[],
  io: Io,
  parts: { readIcs: IcsReader; solverUrl: URL },
): Promise<number> {
  const opened = await openTeam({ name: 'plan', usage: PLAN_USAGE }, readPlanOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const { json, write } = options;
  const { team, file } = loaded;
  const schedule = findSchedule(team, options.schedule);
  if (!schedule.ok) {
    io.err(`watchbill plan: ${schedule.error}`);
    return FAILED;
  }
  const people = options.people ?? team.people.map(({ id }) => id);
  const request: PlanRequest = { ...options.request, schedule: schedule.value.id, people };
  const span = spanAround(request, schedule.value.timeZone);
  const { rota, problems } = await loadRota(loaded, span, parts.readIcs);
  for (const problem of problems) io.err(`watchbill plan: ${problem}`);
  const names = makeNames({ team, me: '', channelTitles: new Map(), timeZone: team.timeZone });
  const desk = makePlanDesk({
    rota: () => rota,
    names: () => names,
    edit: (change) => editFile(file, change),
    solverUrl: parts.solverUrl,
    changed: () => undefined,
    monotonic: () => performance.now(),
  });
  try {
    await desk.start(request);
  } catch (error) {
    io.err(`watchbill plan: ${(error as Error).message}`);
    return FAILED;
  }
  const view = await desk.settled();
  if (json) io.out(JSON.stringify(planJson(view)));
  else for (const line of planTable(view, schedule.value)) io.out(line);
  if (view.state !== 'done') return FAILED;
  if (!write) return DONE;
  const written = await desk.write();
  io.err(`watchbill plan: ${written.text}`);
  return written.ok ? DONE : FAILED;
}

/** With room for what counts from before; calendars are read for it. A time that is none is told by the desk. */
function spanAround({ start, end }: PlanRequest, zone: string): { start: number; end: number } {
  const [from, to] = [parseWall(start), parseWall(end)];
  if (from === null || to === null || from >= to) return { start: 0, end: DAY };
  return { start: instantOf(from, zone) - (PAST_DAYS + 8) * DAY, end: instantOf(to, zone) };
}

function planJson(view: PlanView): object {
  const strip = (shifts: PlanView['plan']) =>
    shifts.map(({ start, end, person }) => ({ start: printSeconds(start), end: printSeconds(end), person }));
  const { state, text, score, roundRobinScore, roundRobinBreaks, bound, gap, collisions, perPerson, notes } =
    view;
  return {
    state,
    text,
    plan: strip(view.plan),
    score,
    bound,
    gap,
    perPerson,
    roundRobin: strip(view.roundRobin),
    roundRobinScore,
    roundRobinBreaks,
    collisions,
    notes,
    yaml: view.yaml,
  };
}
