import type { PersonId } from '../../core/kernel/ids';
import { dutiesOfPerson } from '../../core/schedule/duties-of';
import { rotaOf } from '../../core/schedule/rota';
import { readTeam } from '../../core/team/read';
import type { Act, ActBody } from '../../core/team-log/act';
import { printAct } from '../../core/team-log/print-act';
import { printStamp } from '../../core/team-log/stamp';
import { DAY, HOUR } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { DEMO_TEAM_FILE } from './team-file';

/**
 * What the demo's teammates did at their own desktops, as the logs they would have left: a trade that was agreed, an
 * offer that waits for an answer, a vacation, a note for the next one. By file name.
 */
export function demoLogs(now: Instant): ReadonlyMap<string, string> {
  const { team } = readTeam(DEMO_TEAM_FILE);
  if (!team) return new Map();
  const rota = rotaOf(team);
  const next = (person: PersonId, schedule: string, from: number) =>
    dutiesOfPerson(rota, person, { start: now + from * DAY, end: now + 90 * DAY }).find(
      (duty) => duty.schedule === schedule && duty.start > now + from * DAY,
    );
  const acts: Act[] = [];
  const add = (desktop: string, by: PersonId, ago: number, body: ActBody): Act => {
    const stamp = { ms: now - ago * HOUR, count: 0, desktop };
    const act = { id: printStamp(stamp), stamp, by, body };
    acts.push(act);
    return act;
  };

  const noahs = next('noah', 'primary', 2);
  const priyas = next('priya', 'primary', 2);
  if (noahs && priyas) {
    const give = [{ schedule: 'primary', start: noahs.start, end: noahs.end }];
    const want = [{ schedule: 'primary', start: priyas.start, end: priyas.end }];
    const offer = add('a5d001', 'noah', 50, {
      kind: 'tradeOffered',
      to: 'priya',
      give,
      want,
      note: 'School concert that evening.',
    });
    add('1dd001', 'priya', 44, { kind: 'tradeAccepted', trade: offer.id, give, want });
  }
  const inessDay = next('ines', 'primary', 1);
  if (inessDay)
    add('b70001', 'ines', 3, {
      kind: 'tradeOffered',
      to: 'ada',
      give: [{ schedule: 'primary', start: inessDay.start, end: inessDay.end }],
      want: [],
      note: 'Dentist. I owe you one.',
    });
  const midnight = Math.floor(now / DAY) * DAY;
  add('e40001', 'marcus', 30, {
    kind: 'awaySet',
    person: 'marcus',
    start: midnight + 9 * DAY,
    end: midnight + 14 * DAY,
    reason: 'A week at home',
  });
  add('e40001', 'marcus', 20, {
    kind: 'handoverNoted',
    schedule: 'primary',
    text: 'The ledger replica lags after each nightly export; it catches up within ten minutes. Look before you page anyone.',
  });
  const files = new Map<string, string>();
  for (const act of acts.toSorted((a, b) => a.stamp.ms - b.stamp.ms)) {
    const name = `${act.stamp.desktop}.jsonl`;
    files.set(name, `${files.get(name) ?? ''}${printAct(act)}\n`);
  }
  return files;
}
