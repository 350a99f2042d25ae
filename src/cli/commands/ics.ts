import { resolve } from 'node:path';
import { type CalendarOf, dutiesOfRota } from '../../core/calendar/duties-of-rota';
import { printIcs } from '../../core/calendar/print-ics';
import type { Result } from '../../core/kernel/result';
import type { Team } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { loadRota } from '../../engine/rota/load-rota';
import { replaceFile } from '../../engine/store/team-folder-file';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { openTeam, readTeamCall } from '../team-command';
import { readSpan } from '../when';

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
  const opened = await openTeam({ name: 'ics', usage: ICS_USAGE }, readOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const whose = findWhose(loaded.team, options);
  if (typeof whose === 'string') {
    io.err(`watchbill ics: ${whose}`);
    return FAILED;
  }
  const span = readSpan(options, whose.zone, { start: now - 30 * DAY, length: 396 * DAY });
  if (!span.ok) {
    io.err(`watchbill ics: ${span.error}`);
    return USAGE;
  }
  const known = { start: span.value.start - AROUND, end: span.value.end + AROUND };
  const { rota, problems } = await loadRota(loaded, known, readIcs);
  for (const problem of problems) io.err(`watchbill ics: ${problem}`);
  const calendar = dutiesOfRota(rota, whose.of, span.value);
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

function readOptions(argv: readonly string[]): Result<Options, string> {
  const text = { type: 'string' } as const;
  const options = { schedule: text, person: text, from: text, to: text, out: text };
  return readTeamCall(argv, options, ({ path, values: { schedule, person, from, to, out } }) => {
    if ((schedule === undefined) === (person === undefined))
      throw new Error('give either --schedule or --person');
    return { path, schedule, person, from, to, out };
  });
}
