import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act, ActBody } from '../../src/core/team-log/act';
import { printAct } from '../../src/core/team-log/print-act';
import { printStamp } from '../../src/core/team-log/stamp';
import type { TestDesktop } from './desktop';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Wall clock of UTC, as `watchbill.yaml` wants it. */
export const utcWall = (at: number): string => new Date(at).toISOString().slice(0, 19);

/**
 * A team folder with a lively rota, whatever the hour: Ada is on call for `primary` (a day each: ada, grace, linus) since
 * one to two hours and until tomorrow; from its sixth day on nobody is. Ada is away now; nobody has `secondary` now.
 * Grace and Linus traded days 1 and 2, Grace offers Ada day 4, and took a day of Linus's `secondary` by an override.
 * @param more added to `watchbill.yaml`
 */
export function makeRotaTeam(desktop: TestDesktop, now: number, more = ''): string {
  const base = Math.floor(now / HOUR) * HOUR - HOUR;
  const day = (n: number) => ({
    schedule: 'primary',
    start: base + n * DAY,
    end: base + (n + 1) * DAY,
  });
  const folder = join(desktop.folder, 'rota-team');
  mkdirSync(join(folder, 'log'), { recursive: true });
  writeFileSync(
    join(folder, 'watchbill.yaml'),
    `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com, timeZone: Europe/London, holidays: GB-ENG }
  - { id: grace, name: Grace Lindt, email: grace@example.com, timeZone: America/New_York, holidays: US-NY }
  - { id: linus, name: Linus Roy, timeZone: Asia/Kolkata }
schedules:
  - id: primary
    name: Primary
    timeZone: UTC
    layers:
      - id: daily
        people: [ada, grace, linus]
        start: ${utcWall(base - 30 * DAY)}
        until: ${utcWall(base + 5 * DAY)}
        turn: 1 day
  - id: secondary
    name: Secondary
    layers:
      - { id: weekly, people: [grace, linus], start: ${utcWall(base - 28 * DAY)}, turn: 1 week }
  - id: desk
    name: Desk hours
    layers:
      - id: office
        people: [linus, ada]
        start: 2026-01-05T09:00
        turn: 1 week
        hours: [{ days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }]
escalations:
  - { id: payments, steps: [{ page: [schedule:primary] }, { after: 5m, page: [everyone] }] }
services:
  - { id: everything, name: Everything, match: [], escalation: payments, owners: [ada] }
${more}`,
  );
  const acts: Act[] = [];
  const add = (by: string, ago: number, body: ActBody): Act => {
    const stamp = { ms: now - ago * HOUR, count: 0, desktop: `${by}desk` };
    const act = { id: printStamp(stamp), stamp, by, body };
    acts.push(act);
    return act;
  };
  const swap = { give: [day(1)], want: [day(2)] };
  const agreed = add('grace', 30, { kind: 'tradeOffered', to: 'linus', ...swap, note: 'A concert' });
  add('linus', 29, { kind: 'tradeAccepted', trade: agreed.id, ...swap });
  add('grace', 3, { kind: 'tradeOffered', to: 'ada', give: [day(4)], want: [], note: 'The dentist' });
  add('ada', 20, {
    kind: 'awaySet',
    person: 'ada',
    start: base + HOUR / 2,
    end: base + 12 * HOUR,
    reason: 'Moving house',
  });
  add('linus', 2, {
    kind: 'overrideMade',
    schedule: 'secondary',
    person: null,
    start: base + HOUR / 2,
    end: base + 6 * HOUR,
    reason: 'The line is being changed',
  });
  add('grace', 10, {
    kind: 'overrideMade',
    schedule: 'secondary',
    person: 'grace',
    start: base + 8 * DAY,
    end: base + 9 * DAY,
    reason: 'To even it out',
  });
  add('linus', 0.5, {
    kind: 'handoverNoted',
    schedule: 'primary',
    text: 'The replica lags after the export.',
  });
  for (const who of ['ada', 'grace', 'linus'])
    writeFileSync(
      join(folder, 'log', `${who}desk.jsonl`),
      acts
        .filter(({ by }) => by === who)
        .toSorted((a, b) => a.stamp.ms - b.stamp.ms)
        .map((act) => `${printAct(act)}\n`)
        .join(''),
    );
  return folder;
}
