import { type Fairness, fairnessOf, partIn } from '../../core/fairness/fairness';
import { type Debt, ledgerOf } from '../../core/fairness/ledger';
import type { Result } from '../../core/kernel/result';
import type { Schedule } from '../../core/schedule/schedule';
import type { Team } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { holidaysIn } from '../../engine/holidays/holidays';
import { loadRota } from '../../engine/rota/load-rota';
import { fairnessCsv } from '../../engine/views/fairness-csv';
import { fairnessTable } from '../fairness-table';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io } from '../io';
import { misused, openTeam, readTeamCall } from '../team-command';
import { printLocal, readSpan } from '../when';

export const FAIRNESS_USAGE = `watchbill fairness <folder|file> --from <time> --to <time> [--schedule <id>]… [--json|--csv]

Prints what each person carries, beside the team's mean, and who owes whom from trades.
  --schedule  its id, once for each that counts; without it, all of them
  --from, --to  RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date (2026-03-02); in the zone of the one schedule
              that is named, else the team's
  --json      [{"person","hours","nights","weekends","holidays","shifts","shortestRest"}], elapsed hours
  --csv       the same as a table, with the mean in the last row`;

/** Far enough for the duty that goes on when the span begins. */
const BEFORE = 2 * DAY;

type Options = {
  path: string;
  schedules: readonly string[];
  from: string;
  to: string;
  form: 'table' | 'json' | 'csv';
};

/** What everybody carries in a span. What could not be counted goes to the error stream. @returns the exit code */
export async function fairness(argv: readonly string[], io: Io, readIcs: IcsReader): Promise<number> {
  const command = { name: 'fairness', usage: FAIRNESS_USAGE };
  const opened = await openTeam(command, readOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const { team } = loaded;
  const schedules = chosen(team, options.schedules);
  if (typeof schedules === 'string') {
    io.err(`watchbill fairness: ${schedules}`);
    return FAILED;
  }
  const zone = schedules.length === 1 ? (schedules[0] as Schedule).timeZone : team.timeZone;
  const read = readSpan(options, zone);
  if (!read.ok) return misused(command, io, read.error);
  const span = read.value;

  const wide = { start: span.start - BEFORE, end: span.end };
  const { rota, problems } = await loadRota(loaded, wide, readIcs);
  const part = partIn(
    rota,
    schedules.map(({ id }) => id),
    span,
    team.timeZone,
  );
  const known = part.people.filter(({ id }) => !part.strangers.includes(id));
  const holidays = await holidaysIn(known, span);
  for (const problem of [...problems, ...holidays.problems]) io.err(`watchbill fairness: ${problem}`);
  const found = fairnessOf(part, span, holidays.of, []);
  const title = `${printLocal(span.start, zone)} to ${printLocal(span.end, zone)} (${zone}), ${
    options.schedules.length === 0 ? 'all schedules' : options.schedules.join(', ')
  }`;
  print(io, options.form, found, ledgerOf(rota.acts.trades), title);
  return DONE;
}

function print(io: Io, form: Options['form'], found: Fairness, debts: readonly Debt[], title: string): void {
  if (form === 'json') io.out(JSON.stringify(found.loads.map(rowJson)));
  else if (form === 'csv') {
    const rows = found.loads.map(({ person, load }) => ({ person, figures: load }));
    io.out(fairnessCsv(rows, found.mean, false).replace(/\r\n$/, '\r'));
  } else for (const line of fairnessTable(found, debts, title)) io.out(line);
}

function rowJson({ load }: Fairness['loads'][number]): Record<string, string | number | null> {
  // Hours as printed are exact to the millisecond, without the noise of thirds.
  const exact = (hours: number) => Math.round(hours * 1e6) / 1e6;
  return {
    person: load.person,
    hours: exact(load.hours),
    nights: exact(load.nights),
    weekends: exact(load.weekends),
    holidays: exact(load.holidays),
    shifts: load.shifts,
    shortestRest: load.shortestRest === null ? null : exact(load.shortestRest),
  };
}

/** The schedules that are named; without names, all of them. */
function chosen(team: Team, ids: readonly string[]): readonly Schedule[] | string {
  if (ids.length === 0)
    return team.schedules.length === 0 ? 'the team file has no schedules' : team.schedules;
  const found: Schedule[] = [];
  for (const id of new Set(ids)) {
    const schedule = findSchedule(team, id);
    if (!schedule.ok) return schedule.error;
    found.push(schedule.value);
  }
  return found;
}

function readOptions(argv: readonly string[]): Result<Options, string> {
  const options = {
    schedule: { type: 'string', multiple: true, default: [] },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
  } satisfies Parameters<typeof readTeamCall>[1];
  return readTeamCall(argv, options, ({ path, values: { schedule, from, to, json, csv } }) => {
    if (from === undefined || to === undefined)
      throw new Error(`${from === undefined ? '--from' : '--to'} <time> is needed`);
    if (json && csv) throw new Error('either --json or --csv');
    return { path, schedules: schedule, from, to, form: json ? 'json' : csv ? 'csv' : 'table' };
  });
}
