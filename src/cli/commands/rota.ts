import { parseArgs } from 'node:util';
import { dutiesOf, shiftsOf } from '../../core/schedule/resolve';
import type { Rota } from '../../core/schedule/rota';
import { overridesOf } from '../../core/schedule/rota';
import type { Schedule } from '../../core/schedule/schedule';
import type { Duty } from '../../core/schedule/shift';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { loadRota, loadTeam } from '../../engine/rota/load-rota';
import { findSchedule } from '../find-schedule';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { longRota } from '../long-rota';
import { parseWhen, printLocal, printSeconds, WHEN } from '../when';

export const ROTA_USAGE = `watchbill rota <folder|file> [--schedule <id>] --from <time> --to <time> [--json]

Prints who is on call on one schedule, and when nobody is: the final rota, with overrides and trades.
  --schedule  its id; may be left out where there is only one
  --from, --to  RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date in the schedule's zone (2026-03-02T09:00)
  --json      [{"start","end","person"}], instants in UTC, person null for nobody`;

type Options = { path: string; schedule: string | undefined; from: string; to: string; json: boolean };

/** The final rota of a schedule over a span. @returns the exit code */
export async function rota(argv: readonly string[], io: Io, readIcs: IcsReader): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill rota: ${options}`);
    io.err(ROTA_USAGE);
    return USAGE;
  }
  const loaded = await loadTeam(options.path);
  if (!loaded.ok) {
    for (const line of loaded.error) io.err(line);
    return FAILED;
  }
  const schedule = findSchedule(loaded.value.team, options.schedule);
  if (!schedule.ok) {
    io.err(`watchbill rota: ${schedule.error}`);
    return FAILED;
  }
  const zone = schedule.value.timeZone;
  const [start, end] = [parseWhen(options.from, zone), parseWhen(options.to, zone)];
  if (start === null || end === null || start >= end) {
    const [key, text] = start === null ? ['--from', options.from] : ['--to', options.to];
    io.err(
      start !== null && end !== null
        ? `watchbill rota: --to must be later than --from`
        : `watchbill rota: ${key} "${text}" is no time; write ${WHEN}`,
    );
    return USAGE;
  }
  const { rota: found, problems } = await loadRota(loaded.value, { start, end }, readIcs);
  for (const problem of problems) io.err(`watchbill rota: ${problem}`);
  const overrides = overridesOf(found, schedule.value);
  const duties = longRota({ start, end }, (piece) =>
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

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        schedule: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || path === '') return 'which team? Name its folder or file';
    if (more.length > 0) return `one folder or file at a time, not also "${more[0]}"`;
    if (values.from === undefined || values.to === undefined)
      return `${values.from === undefined ? '--from' : '--to'} <time> is needed`;
    return { path, schedule: values.schedule, from: values.from, to: values.to, json: values.json };
  } catch (error) {
    return (error as Error).message;
  }
}
