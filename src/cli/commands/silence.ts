import { printMatcher } from '../../core/alert/matcher';
import type { Result } from '../../core/kernel/result';
import { checkMatchers } from '../../core/mute/check-silence';
import type { Silence } from '../../core/mute/mute';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { DONE, FAILED, type Io } from '../io';
import { checkSpanGiven, readBy, readMuteSpan, SPAN, WRITING, WRITING_USAGE } from '../mute-options';
import { openTeam, readTeamCall } from '../team-command';
import { type TeamLogCall, withTeamLog, writerName } from '../team-log-call';
import { printLocal, printSeconds } from '../when';

export const SILENCE_USAGE = `watchbill silence add <folder> --match <matcher>… --for <duration> | --until <time> [--start <time>] [--reason <text>]
watchbill silence list <folder>
watchbill silence end <folder> --id <id>
    … [--by <who>] [--writer <name>] [--json]

Keeps pages about alerts back, on every desktop of the team: they are stored, shown and counted, and what still fires
at the end pages then. It is written into the folder's log.
  --match   a matcher as Prometheus writes it, 'alertname="DiskFull"'; all of them must hold
  --for     30m, 2h, 1d; --until a time (wall clocks are of the team's zone)
${WRITING_USAGE}
  --json    prints {"id","matchers","start","end","by","reason"}; of list, a list of them

Ends with 0 when it is done, 1 when it is refused, 2 when it is called wrongly.`;

const COMMAND = { name: 'silence', usage: SILENCE_USAGE };
const SHOWN_FOR = 7 * DAY;

const OPTIONS = {
  ...WRITING,
  ...SPAN,
  match: { type: 'string', multiple: true },
  id: { type: 'string' },
} as const;

type Call = {
  readonly act: 'add' | 'list' | 'end';
  readonly path: string;
  readonly by: string;
  readonly writer: string;
  readonly json: boolean;
  readonly match: readonly string[];
  readonly id: string;
  readonly when: Parameters<typeof readMuteSpan>[0];
};

/** Silences, from the command line and from jobs. @returns the exit code */
export async function silence(argv: readonly string[], io: Io, now: Instant): Promise<number> {
  const opened = await openTeam(COMMAND, readCall(argv), io);
  if (!opened.ok) return opened.error;
  const { options: call, loaded } = opened.value;
  if (!loaded.withLog) return refuse(io, `${loaded.file} is no team folder: it has no log`);
  const { folder, team } = loaded;
  const show = (of: Silence): void =>
    io.out(call.json ? JSON.stringify(inTexts(of)) : lineOf(of, team.timeZone, now));

  try {
    return await withTeamLog({ folder, writer: call.writer, by: call.by }, async (log) => {
      switch (call.act) {
        case 'list': {
          const listed = log.acts().silences.filter(({ start, end }) => start < end && end > now - SHOWN_FOR);
          if (call.json) io.out(JSON.stringify(listed.map(inTexts)));
          else if (listed.length === 0) io.out('there is no silence, nor was there one in the last week');
          else for (const one of listed) show(one);
          return DONE;
        }
        case 'add':
          return add(log);
        case 'end': {
          const one = find(log, call.id);
          if (!one) return refuse(io, `there is no silence ${call.id}; see watchbill silence list`);
          if (one.end <= now) return refuse(io, `${call.id} is over already`);
          await log.append([{ kind: 'silenceEnded', silence: one.id, at: now }]);
          show(find(log, one.id) as Silence);
          return DONE;
        }
      }
    });
  } catch (error) {
    return refuse(io, (error as Error).message);
  }

  async function add(log: TeamLogCall): Promise<number> {
    const checked = checkMatchers(call.match);
    if (!checked.ok) return refuse(io, checked.error);
    const span = readMuteSpan(call.when, team.timeZone, now);
    if (!span.ok) return refuse(io, span.error);
    const [made] = await log.append([
      {
        kind: 'silenceMade',
        matchers: checked.value.map(printMatcher),
        ...span.value,
        reason: call.when.reason ?? '',
      },
    ]);
    show(find(log, made?.id ?? '') as Silence);
    return DONE;
  }
}

function find(log: TeamLogCall, id: string): Silence | undefined {
  return log.acts().silences.find((one) => one.id === id);
}

function refuse(io: Io, why: string): number {
  io.err(`watchbill silence: ${why}`);
  return FAILED;
}

function readCall(argv: readonly string[]): Result<Call, string> {
  const [act, ...rest] = argv;
  return readTeamCall(rest, OPTIONS, ({ path, values }) => {
    if (act !== 'add' && act !== 'list' && act !== 'end') throw new Error('say add, list or end first');
    const match = values.match ?? [];
    if (act === 'add') {
      if (match.length === 0) throw new Error(`what is silenced? Give --match 'alertname="DiskFull"'`);
      checkSpanGiven(values);
    }
    if (act === 'end' && !values.id) throw new Error('which one? Give --id, see watchbill silence list');
    return {
      act,
      path,
      match,
      by: readBy(values.by),
      writer: writerName(values.writer),
      json: values.json ?? false,
      id: values.id ?? '',
      when: values,
    };
  });
}

function inTexts({ id, matchers, start, end, by, reason }: Silence) {
  return {
    id,
    matchers: matchers.map(printMatcher),
    start: printSeconds(start),
    end: printSeconds(end),
    by,
    reason,
  };
}

function lineOf({ id, matchers, start, end, by, reason }: Silence, zone: string, now: Instant): string {
  const what = matchers.map(printMatcher).join(' ');
  const from = start > now ? `from ${printLocal(start, zone)} ` : '';
  const until = `${end <= now ? 'ended' : 'until'} ${printLocal(end, zone)}`;
  return `${id}  ${what}  ${from}${until}, by ${by}${reason === '' ? '' : `: ${reason}`}`;
}
