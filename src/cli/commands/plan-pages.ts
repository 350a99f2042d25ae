import { SEVERITIES, type Severity } from '../../core/alert/severity';
import type { PlanAsk } from '../../core/escalation/plan-ask';
import { planOf } from '../../core/escalation/plan-of';
import { countdown, planSentence } from '../../core/escalation/plan-sentence';
import type { PlannedPage } from '../../core/escalation/planned-page';
import { UNROUTED } from '../../core/kernel/ids';
import type { Result } from '../../core/kernel/result';
import { urgencyOf } from '../../core/mute/urgency';
import type { Service } from '../../core/people/service';
import type { Rota } from '../../core/schedule/rota';
import { didYouMean } from '../../core/team/suggest';
import type { Team } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { IcsReader } from '../../engine/calendars/ics-thread';
import { loadRota } from '../../engine/rota/load-rota';
import { DONE, FAILED, type Io } from '../io';
import { misused, openTeam, readTeamCall } from '../team-command';
import { parseWhen, printLocal, printSeconds, WHEN } from '../when';

export const PLAN_PAGES_USAGE = `watchbill plan-pages <folder|file> --service <id> [--at <time>] [--severity <s>] [--json]

Prints whom an alert of a service that opens then would page, when and why, if nobody answers: up to 40 days ahead.
  --service   its id, or unrouted
  --at        RFC 3339 (2026-03-02T09:00:00Z), or a wall clock or date in the team's zone; default: now
  --severity  critical, error, warning or info; default: critical
  --json      {"service","severity","urgency","escalation","at","sentence","pages":[{"at","after","kind","step","round",
              "people":[{"person","why","away"}],"everyone","inTurn","skippedBecause"}]}; "after" in seconds, step and
              round from 1

Exit code 0: somebody is paged, also where only the last resort is left, which it says; 1: nobody is; 2: wrong usage.
Silences, maintenance, holds and what else holds pages back are not looked at: "watchbill explain" does.`;

const COMMAND = { name: 'plan-pages', usage: PLAN_PAGES_USAGE };
/** What the plan looks ahead. */
const AHEAD = 40 * DAY;
/** Calendars are read so far around the instant; the one after who is on call may come long after the plan's end. */
const AROUND = 120 * DAY;
/** More lines than this are for programs. */
const MOST_LINES = 40;

type Options = {
  readonly path: string;
  readonly service: string;
  readonly at: string | undefined;
  readonly severity: Severity;
  readonly json: boolean;
};

/** Whom an alert would page. @param now for where no time is given @returns the exit code */
export async function planPages(
  argv: readonly string[],
  io: Io,
  readIcs: IcsReader,
  now: Instant,
): Promise<number> {
  const opened = await openTeam(COMMAND, readOptions(argv), io);
  if (!opened.ok) return opened.error;
  const { options, loaded } = opened.value;
  const { team } = loaded;
  const service = team.services.find(({ id }) => id === options.service) ?? null;
  if (service === null && options.service !== UNROUTED)
    return misused(COMMAND, io, noService(team, options.service));
  const at = options.at === undefined ? now : parseWhen(options.at, team.timeZone);
  if (at === null) return misused(COMMAND, io, `--at "${options.at}" is no time; write ${WHEN}`);
  const { rota, problems } = await loadRota(loaded, { start: at - AROUND, end: at + AROUND }, readIcs);
  for (const problem of problems) io.err(`watchbill plan-pages: ${problem}`);
  const ask = askOf(team, rota, service, options.severity, at);
  const plan = rota.schedules.length === 0 ? [] : planOf(ask, at, at + AHEAD);
  const nameOf = (id: string): string => rota.people.find((person) => person.id === id)?.name ?? id;
  const sentence = sentenceOf(rota, planSentence(plan, at, nameOf));
  const about = {
    service: options.service,
    severity: options.severity,
    urgency: urgencyOf(service, options.severity, at, rota.calendars),
    escalation: ask.policy?.id ?? null,
  };
  if (options.json)
    io.out(
      JSON.stringify({
        ...about,
        at: printSeconds(at),
        sentence,
        pages: plan.map((page) => jsonOf(page, at)),
      }),
    );
  else {
    const by = ask.policy === null ? 'no escalation of its own' : `escalation ${ask.policy.id}`;
    io.out(`${about.service}, ${about.severity}, ${about.urgency} urgency, ${by}`);
    io.out(`If it opens at ${printLocal(at, team.timeZone)} (${team.timeZone}): ${sentence}`);
    for (const line of linesOf(plan, at, nameOf)) io.out(line);
  }
  return rota.people.length === 0 && rota.schedules.length > 0 ? FAILED : DONE;
}

function sentenceOf(rota: Rota, sentence: string): string {
  if (rota.schedules.length === 0) return 'There is no rota yet, so every desktop pages whoever sits there.';
  return sentence === '' ? 'Nobody: the team has no people.' : sentence;
}

function askOf(team: Team, rota: Rota, service: Service | null, severity: Severity, from: Instant): PlanAsk {
  return {
    rota,
    policy: team.escalations.find(({ id }) => id === service?.escalation) ?? null,
    lastResort: team.lastResort ?? null,
    from,
    urgency: (at) => urgencyOf(service, severity, at, rota.calendars),
    everyoneInTheEnd: severity === 'critical' || severity === 'error',
    key: '',
    moves: [],
  };
}

function jsonOf(page: PlannedPage, opened: Instant): unknown {
  return {
    at: printSeconds(page.at),
    after: (page.at - opened) / 1000,
    kind: page.kind,
    step: page.step === null ? null : page.step + 1,
    round: page.round + 1,
    people: page.people,
    everyone: page.isEveryone,
    inTurn: page.isInTurn,
    skippedBecause: page.skippedBecause ?? null,
  };
}

function* linesOf(
  plan: readonly PlannedPage[],
  opened: Instant,
  nameOf: (id: string) => string,
): Generator<string> {
  if (plan.length > 0) yield '';
  for (const page of plan.slice(0, MOST_LINES)) {
    const other = page.kind === 'lastResort' ? 'no step counts' : 'in the end';
    const what = page.step === null ? other : `step ${page.step + 1}`;
    const round = page.round === 0 ? '' : `, round ${page.round + 1}`;
    const head = `${countdown(page.at - opened).padStart(9)}  ${`${what}${round}`.padEnd(17)}`;
    if (page.skippedBecause !== undefined) {
      yield `${head}  left out. ${page.skippedBecause}`;
      continue;
    }
    const [first] = page.people;
    const away = page.people.filter((each) => each.away).map(({ person }) => nameOf(person));
    // Of one target all have the same reason; each of several has their own.
    const reasons = page.isEveryone ? [first?.why ?? ''] : [...new Set(page.people.map(({ why }) => why))];
    yield `${head}  ${reasons.join(' ')}${away.length > 0 ? ` (Away from their desktop: ${away.join(', ')}.)` : ''}`;
  }
  if (plan.length > MOST_LINES) yield `… and ${plan.length - MOST_LINES} more; --json has them`;
  if (plan.some((page) => page.isInTurn))
    yield 'What pages one of several in turn pages somebody else for another alert.';
}

function noService({ services }: Team, id: string): string {
  const ids = [...services.map((service) => service.id), UNROUTED];
  return `there is no service "${id}"; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}.${didYouMean(id, ids)}`;
}

function readOptions(argv: readonly string[]): Result<Options, string> {
  const options = {
    service: { type: 'string' },
    at: { type: 'string' },
    severity: { type: 'string', default: 'critical' },
    json: { type: 'boolean', default: false },
  } as const;
  return readTeamCall(argv, options, ({ path, values: { service, at, severity, json } }) => {
    if (service === undefined) throw new Error('--service <id> is needed');
    if (!SEVERITIES.includes(severity as Severity) || severity === 'none')
      throw new Error(
        `--severity "${severity}" is none of ${SEVERITIES.filter((each) => each !== 'none').join(', ')}`,
      );
    return { path, service, at, severity: severity as Severity, json };
  });
}
