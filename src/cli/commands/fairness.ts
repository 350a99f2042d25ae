import { parseArgs } from 'node:util';
import { type Fairness, fairnessOf, partIn } from '../../core/fairness/fairness';
import { type Debt, ledgerOf } from '../../core/fairness/ledger';
import type { Span } from '../../core/kernel/span';
import type { Schedule } from '../../core/schedule/schedule';
import type { Team } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { holidaysIn } from '../../engine/holidays/holidays';
import { loadRota, loadTeam } from '../../engine/rota/load-rota';
import { fairnessCsv } from '../../engine/views/fairness-csv';
import { fairnessTable } from '../fairness-table';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { parseWhen, printLocal, WHEN } from '../when';

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
  const wrong = (problem: string, usage = false): number => {
    io.err(`watchbill fairness: ${problem}`);
    if (usage) io.err(FAIRNESS_USAGE);
    return usage ? USAGE : FAILED;
  };
  const options = readOptions(argv);
  if (typeof options === 'string') return wrong(options, true);
  const loaded = await loadTeam(options.path);
  if (!loaded.ok) {
    for (const line of loaded.error) io.err(line);
    return FAILED;
  }
  const { team } = loaded.value;
  const schedules = chosen(team, options.schedules);
  if (typeof schedules === 'string') return wrong(schedules);
  const zone = schedules.length === 1 ? (schedules[0] as Schedule).timeZone : team.timeZone;
  const span = spanOf(options, zone);
  if (typeof span === 'string') return wrong(span, true);

  const wide = { start: span.start - BEFORE, end: span.end };
  const { rota, problems } = await loadRota(loaded.value, wide, readIcs);
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

function spanOf({ from, to }: Options, zone: string): Span | string {
  const [start, end] = [parseWhen(from, zone), parseWhen(to, zone)];
  if (start === null) return `--from "${from}" is no time; write ${WHEN}`;
  if (end === null) return `--to "${to}" is no time; write ${WHEN}`;
  return start < end ? { start, end } : '--to must be later than --from';
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        schedule: { type: 'string', multiple: true, default: [] },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || path === '') return 'which team? Name its folder or file';
    if (more.length > 0) return `one folder or file at a time, not also "${more[0]}"`;
    if (values.from === undefined || values.to === undefined)
      return `${values.from === undefined ? '--from' : '--to'} <time> is needed`;
    if (values.json && values.csv) return 'either --json or --csv';
    const form = values.json ? 'json' : values.csv ? 'csv' : 'table';
    return { path, schedules: values.schedule, from: values.from, to: values.to, form };
  } catch (error) {
    return (error as Error).message;
  }
}
