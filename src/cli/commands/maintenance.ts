import type { Result } from '../../core/kernel/result';
import { hoursWords } from '../../core/mute/hours-words';
import type { Maintenance } from '../../core/mute/mute';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { DONE, FAILED, type Io } from '../io';
import { checkSpanGiven, readBy, readMuteSpan, SPAN, WRITING, WRITING_USAGE } from '../mute-options';
import { openTeam, readTeamCall } from '../team-command';
import { type TeamLogCall, withTeamLog, writerName } from '../team-log-call';
import { printLocal, printSeconds } from '../when';

export const MAINTENANCE_USAGE = `watchbill maintenance start <folder> --service <id>… | --all-services --for <duration> | --until <time>
                            [--start <time>] [--reason <text>]
watchbill maintenance end <folder> --id <id> | --service <id>…
watchbill maintenance list <folder>
    … [--by <who>] [--writer <name>] [--json]

No page about these services while they are worked on, on every desktop of the team; what still fires at the end pages
then. It is written into the folder's log.
  --service  ids of the team file. Of end: what was begun for exactly these services and is not over
  --for      30m, 2h, 1d; --until a time (wall clocks are of the team's zone)
${WRITING_USAGE}
  --json     prints {"id","services","start","end","by","reason"}; of list and end, a list of them

Ends with 0 when it is done, 1 when it is refused, 2 when it is called wrongly.`;

const COMMAND = { name: 'maintenance', usage: MAINTENANCE_USAGE };
const SHOWN_FOR = 7 * DAY;

const OPTIONS = {
  ...WRITING,
  ...SPAN,
  service: { type: 'string', multiple: true },
  'all-services': { type: 'boolean' },
  id: { type: 'string' },
} as const;

type Call = {
  readonly act: 'start' | 'list' | 'end';
  readonly path: string;
  readonly by: string;
  readonly writer: string;
  readonly json: boolean;
  /** [] for all. */
  readonly services: readonly string[];
  readonly id: string;
  readonly when: Parameters<typeof readMuteSpan>[0];
};

/** Maintenance, from the command line and from jobs. @returns the exit code */
export async function maintenance(argv: readonly string[], io: Io, now: Instant): Promise<number> {
  const opened = await openTeam(COMMAND, readCall(argv), io);
  if (!opened.ok) return opened.error;
  const { options: call, loaded } = opened.value;
  if (!loaded.withLog) return refuse(io, `${loaded.file} is no team folder: it has no log`);
  const { folder, team } = loaded;

  const unknown = call.services.filter((id) => !team.services.some((service) => service.id === id));
  if (unknown.length > 0 && call.act === 'start')
    return refuse(io, `the team file has no service "${unknown.join('", "')}"`);
  try {
    return await withTeamLog({ folder, writer: call.writer, by: call.by }, (log) => {
      if (call.act === 'start') return start(log);
      return call.act === 'end' ? end(log) : Promise.resolve(list(log));
    });
  } catch (error) {
    return refuse(io, (error as Error).message);
  }

  async function start(log: TeamLogCall): Promise<number> {
    const span = readMuteSpan(call.when, team.timeZone, now);
    if (!span.ok) return refuse(io, span.error);
    const [begun] = await log.append([
      {
        kind: 'maintenanceStarted',
        services: call.services,
        ...span.value,
        reason: call.when.reason ?? '',
      },
    ]);
    const one = log.acts().maintenance.find(({ id }) => id === begun?.id) as Maintenance;
    io.out(call.json ? JSON.stringify(inTexts(one)) : lineOf(one, team.timeZone, now));
    return DONE;
  }

  async function end(log: TeamLogCall): Promise<number> {
    const open = log.acts().maintenance.filter((one) => !isOver(one, now));
    const meant = open.filter((one) =>
      call.id === '' ? isSame(one.services, call.services) : one.id === call.id,
    );
    if (meant.length === 0) {
      const what = call.id === '' ? call.services.join(', ') || 'all services' : call.id;
      return refuse(
        io,
        `there is no maintenance of ${what} that is not over; see watchbill maintenance list`,
      );
    }
    await log.append(meant.map(({ id }) => ({ kind: 'maintenanceEnded', maintenance: id, at: now })));
    show(log.acts().maintenance.filter(({ id }) => meant.some((one) => one.id === id)));
    return DONE;
  }

  function list(log: TeamLogCall): number {
    const shown = [...(team.maintenance ?? []), ...log.acts().maintenance].filter(
      (one) => !isOver(one, now - SHOWN_FOR),
    );
    if (shown.length === 0 && !call.json)
      io.out('there is no maintenance, nor was there any in the last week');
    else show(shown);
    return DONE;
  }

  function show(shown: readonly Maintenance[]): void {
    if (call.json) io.out(JSON.stringify(shown.map(inTexts)));
    else for (const one of shown) io.out(lineOf(one, team.timeZone, now));
  }
}

/** Also one that was ended before it began: it is for no time. */
function isOver({ when }: Maintenance, at: Instant): boolean {
  return when.kind === 'once' && (when.end <= at || when.start >= when.end);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

function refuse(io: Io, why: string): number {
  io.err(`watchbill maintenance: ${why}`);
  return FAILED;
}

function readCall(argv: readonly string[]): Result<Call, string> {
  const [act, ...rest] = argv;
  return readTeamCall(rest, OPTIONS, ({ path, values }) => {
    if (act !== 'start' && act !== 'list' && act !== 'end') throw new Error('say start, end or list first');
    const services = [...new Set(values.service ?? [])];
    const all = values['all-services'] ?? false;
    const isNamed = act === 'end' && values.id !== undefined;
    // No service at all is every service: that must be said.
    if (act !== 'list' && !isNamed && (services.length === 0) !== all)
      throw new Error('of what? Give --service, or --all-services');
    if (act === 'start') checkSpanGiven(values);
    return {
      act,
      path,
      services,
      by: readBy(values.by),
      writer: writerName(values.writer),
      json: values.json ?? false,
      id: values.id ?? '',
      when: values,
    };
  });
}

function inTexts({ id, services, by, reason, when }: Maintenance) {
  const of = { id, services, by, reason };
  return when.kind === 'once'
    ? { ...of, start: printSeconds(when.start), end: printSeconds(when.end) }
    : { ...of, start: null, end: null, hours: `${hoursWords(when.hours)} (${when.timeZone})` };
}

function lineOf({ id, services, by, reason, when }: Maintenance, zone: string, now: Instant): string {
  const what = services.length === 0 ? 'all services' : services.join(' ');
  const who = by === null ? '' : `, by ${by}`;
  const why = reason === '' ? '' : `: ${reason}`;
  if (when.kind === 'weekly') return `${id}  ${what}  ${hoursWords(when.hours)} (${when.timeZone})${why}`;
  const from = when.start > now ? `from ${printLocal(when.start, zone)} ` : '';
  const until = `${when.end <= now ? 'ended' : 'until'} ${printLocal(when.end, zone)}`;
  return `${id}  ${what}  ${from}${until}${who}${why}`;
}
