import type { Result } from '../../core/kernel/result';
import { dutiesOf, shiftsOf } from '../../core/schedule/resolve';
import type { Rota } from '../../core/schedule/rota';
import { overridesOf } from '../../core/schedule/rota';
import type { Schedule } from '../../core/schedule/schedule';
import type { Duty } from '../../core/schedule/shift';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { loadRota } from '../../engine/rota/load-rota';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { longRota } from '../long-rota';
import { openTeam, readTeamCall } from '../team-command';
import { printLocal, printSeconds, readSpan } from '../when';

export const ROTA_USAGE = `watchbill rota <folder|file> [--schedule <id>] --from <time> --to <time> [--json]

Prints who is on call on one schedule, and when nobody is: the final rota, with overrides and trades.
  --schedule  its id; may be left out where there is only one
  --from, --to  RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date in the schedule's zone (2026-03-02T09:00)
  --json      [{"start","end","person"}], instants in UTC, person null for nobody`;

type Options = { path: string; schedule: string | undefined; from: string; to: string; json: boolean };

/** The final rota of a schedule over a span. @returns the exit code */
export async function rota(argv: readonly string[], io: Io, readIcs: IcsReader): Promise<number> {
  const opened = await openTeam({ name: 'rota', usage: ROTA_USAGE }, readOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const schedule = findSchedule(loaded.team, options.schedule);
  if (!schedule.ok) {
    io.err(`watchbill rota: ${schedule.error}`);
    return FAILED;
  }
  const span = readSpan(options, schedule.value.timeZone);
  if (!span.ok) {
    io.err(`watchbill rota: ${span.error}`);
    return USAGE;
  }
  const { rota: found, problems } = await loadRota(loaded, span.value, readIcs);
  for (const problem of problems) io.err(`watchbill rota: ${problem}`);
  const overrides = overridesOf(found, schedule.value);
  const duties = longRota(span.value, (piece) =>
    dutiesOf(shiftsOf(schedule.value, overrides, found.calendars, piece)),
  );
  if (!duties.ok) {
    io.err(`watchbill rota: ${duties.error}`);
    return FAILED;
  }
  if (options.json) io.out(JSON.stringify(duties.value.map(dutyJson)));
  else for (const line of table(found, schedule.value, duties.value)) io.out(line);
  return DONE;
}

function dutyJson({ start, end, person }: Duty): { start: string; end: string; person: string | null } {
  return { start: printSeconds(start), end: printSeconds(end), person };
}

function table(found: Rota, { name, timeZone }: Schedule, duties: readonly Duty[]): string[] {
  const names = new Map(found.people.map((person) => [person.id, person.name]));
  return [
    `${name}, times of ${timeZone}`,
    ...duties.map(({ start, end, person }) => {
      const who = person === null ? 'nobody' : (names.get(person) ?? person);
      return `${printLocal(start, timeZone)}  to  ${printLocal(end, timeZone)}  ${who}`;
    }),
  ];
}

function readOptions(argv: readonly string[]): Result<Options, string> {
  const options = {
    schedule: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  return readTeamCall(argv, options, ({ path, values: { schedule, from, to, json } }) => {
    if (from === undefined || to === undefined)
      throw new Error(`${from === undefined ? '--from' : '--to'} <time> is needed`);
    return { path, schedule, from, to, json };
  });
}
