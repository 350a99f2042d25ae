import type { Result } from '../../core/kernel/result';
import { explain } from '../../core/schedule/explain';
import { onCallAt } from '../../core/schedule/on-call-at';
import type { Rota } from '../../core/schedule/rota';
import type { Schedule } from '../../core/schedule/schedule';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { loadRota } from '../../engine/rota/load-rota';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { openTeam, readTeamCall } from '../team-command';
import { parseWhen, printLocal, printSeconds, WHEN } from '../when';

export const WHO_USAGE = `watchbill who <folder|file> [--schedule <id>] [--at <time>] [--json]

Prints who is on call, until when, and why: on one schedule, or on all.
  --at    RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date in the schedule's (else the team's) zone; default: now
  --json  [{"schedule","person","until","because"}]; person null for nobody, until null for no end in sight`;

/** Calendars are read so far around the instant. */
const BEFORE = 40 * DAY;
const AFTER = 5 * 366 * DAY;

type Options = { path: string; schedule: string | undefined; at: string | undefined; json: boolean };

/** Who is on call at an instant. @param now for where none is given @returns the exit code */
export async function who(
  argv: readonly string[],
  io: Io,
  readIcs: IcsReader,
  now: Instant,
): Promise<number> {
  const opened = await openTeam({ name: 'who', usage: WHO_USAGE }, readOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const { team } = loaded;
  const one = options.schedule === undefined ? null : findSchedule(team, options.schedule);
  if (one && !one.ok) {
    io.err(`watchbill who: ${one.error}`);
    return FAILED;
  }
  const at = options.at === undefined ? now : parseWhen(options.at, one ? one.value.timeZone : team.timeZone);
  if (at === null) {
    io.err(`watchbill who: --at "${options.at}" is no time; write ${WHEN}`);
    return USAGE;
  }
  const span = { start: at - BEFORE, end: at + AFTER };
  const { rota, problems } = await loadRota(loaded, span, readIcs);
  for (const problem of problems) io.err(`watchbill who: ${problem}`);
  const rows = (one ? [one.value] : team.schedules).map((schedule) => rowOf(rota, schedule, at));
  if (options.json)
    io.out(
      JSON.stringify(
        rows.map(({ schedule, person, until, because }) => ({
          schedule: schedule.id,
          person,
          until: until === null ? null : printSeconds(until),
          because,
        })),
      ),
    );
  else if (rows.length === 0) io.out('the team file has no schedules');
  else for (const row of rows) io.out(lineOf(row));
  return DONE;
}

type Row = { schedule: Schedule; person: string | null; until: Instant | null; because: string };

function rowOf(rota: Rota, schedule: Schedule, at: Instant): Row {
  const { person, until, cause } = onCallAt(rota, schedule, at);
  const why = explain(rota, schedule, cause, schedule.timeZone);
  const name = rota.people.find(({ id }) => id === person)?.name ?? person ?? 'Nobody';
  const because = `${name}, ${why}.`;
  return { schedule, person, until, because };
}

function lineOf({ schedule, until, because }: Row): string {
  const end = until === null ? '' : ` Until ${printLocal(until, schedule.timeZone)} (${schedule.timeZone}).`;
  return `${schedule.name}: ${because}${end}`;
}

function readOptions(argv: readonly string[]): Result<Options, string> {
  const options = {
    schedule: { type: 'string' },
    at: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  return readTeamCall(argv, options, ({ path, values: { schedule, at, json } }) => ({
    path,
    schedule,
    at,
    json,
  }));
}
