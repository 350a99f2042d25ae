import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CalendarOf, dutiesOfRota } from '../../core/calendar/duties-of-rota';
import { printIcs } from '../../core/calendar/print-ics';
import type { Team } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { loadRota, loadTeam } from '../../engine/rota/load-rota';
import { replaceFile } from '../../engine/store/team-folder-file';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { parseWhen, WHEN } from '../when';

export const ICS_USAGE = `watchbill ics <folder|file> --schedule <id> | --person <id> [--from <time>] [--to <time>] [--out <file>]

Prints the duties of a schedule, or of a person on all schedules, as an iCalendar file for any calendar program.
  --from, --to  RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date in the schedule's or person's zone;
                default: from 30 days ago to a year ahead. A duty that is cut by them is given whole
  --out         writes there instead of printing`;

/** What is around the span must be known to give a duty whole. */
const AROUND = 366 * DAY;

type Options = {
  path: string;
  schedule: string | undefined;
  person: string | undefined;
  from: string | undefined;
  to: string | undefined;
  out: string | undefined;
};

/** A schedule's or a person's duties as iCalendar. @returns the exit code */
export async function ics(
  argv: readonly string[],
  io: Io,
  readIcs: IcsReader,
  now: Instant,
): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill ics: ${options}`);
    io.err(ICS_USAGE);
    return USAGE;
  }
  const loaded = await loadTeam(options.path);
  if (!loaded.ok) {
    for (const line of loaded.error) io.err(line);
    return FAILED;
  }
  const whose = findWhose(loaded.value.team, options);
  if (typeof whose === 'string') {
    io.err(`watchbill ics: ${whose}`);
    return FAILED;
  }
  const start = options.from === undefined ? now - 30 * DAY : parseWhen(options.from, whose.zone);
  const end = options.to === undefined ? (start ?? now) + 396 * DAY : parseWhen(options.to, whose.zone);
  if (start === null || end === null || start >= end) {
    const [key, text] = start === null ? ['--from', options.from] : ['--to', options.to];
    io.err(
      start !== null && end !== null
        ? 'watchbill ics: --to must be later than --from'
        : `watchbill ics: ${key} "${text}" is no time; write ${WHEN}`,
    );
    return USAGE;
  }
  const known = { start: start - AROUND, end: end + AROUND };
  const { rota, problems } = await loadRota(loaded.value, known, readIcs);
  for (const problem of problems) io.err(`watchbill ics: ${problem}`);
  const calendar = dutiesOfRota(rota, whose.of, { start, end });
  if (calendar === null) return FAILED;
  const text = printIcs({ ...calendar, at: now });
  if (options.out === undefined) {
    // What prints a line adds the last character.
    io.out(text.slice(0, -1));
    return DONE;
  }
  try {
    await replaceFile(resolve(options.out), text, 0o644);
  } catch (error) {
    io.err(`watchbill ics: ${options.out} could not be written: ${(error as Error).message}`);
    return FAILED;
  }
  io.out(`${options.out}: ${calendar.duties.length} ${calendar.duties.length === 1 ? 'duty' : 'duties'}`);
  return DONE;
}

function findWhose(team: Team, { schedule, person }: Options): { of: CalendarOf; zone: string } | string {
  if (person !== undefined) {
    const found = team.people.find(({ id }) => id === person);
    if (found) return { of: { person: found.id }, zone: found.timeZone };
    const ids = team.people.map(({ id }) => id).join(', ');
    return `there is no person "${person}"${ids === '' ? '' : `; there are ${ids}`}`;
  }
  const found = findSchedule(team, schedule);
  return found.ok ? { of: { schedule: found.value.id }, zone: found.value.timeZone } : found.error;
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        schedule: { type: 'string' },
        person: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) return 'name one team folder or file';
    const { schedule, person, from, to, out } = values;
    if ((schedule === undefined) === (person === undefined)) return 'give either --schedule or --person';
    return { path, schedule, person, from, to, out };
  } catch (error) {
    return (error as Error).message;
  }
}
