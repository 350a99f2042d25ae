import type { Result } from '../../src/core/kernel/result';
import type { Layer, Schedule } from '../../src/core/schedule/schedule';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { parseWall } from '../../src/core/time/wall';

/** A team file as somebody wrote it: comments, both styles, an escalation that pages the schedule. */
export const WHOLE = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }

# Who is on call.
schedules:
  # The first to be paged.
  - id: primary
    timeZone: Europe/London          # default: the team's
    layers:                          # a later layer wins
      # Whole weeks.
      - id: weekly
        people: [ada, grace]   # in this order
        start: 2026-01-05T09:00:00   # first handoff
        turn: 1 week
        until: 2027-01-04T09:00
      - id: nights
        people:
          - grace    # likes the dark
          - ada
        start: 2026-01-05T22:00
        turn:   2 days
        hours:
          # sleeping time
          - { from: "22:00", to: '06:00' }
    overrides:
      - { person: grace, start: 2026-03-02T09:00, end: 2026-03-03T09:00, reason: dentist }   # sorry

escalations:
  - id: payments
    steps:
      - { page: [schedule:primary] }
# the end
`;

/** What a text reads as. @throws where it reads as nothing */
export function team(text: string): Team {
  const { team, problems } = readTeam(text);
  if (!team) throw new Error(JSON.stringify(problems));
  return team;
}
export function primary(text: string = WHOLE): Schedule {
  return team(text).schedules.find(({ id }) => id === 'primary') as Schedule;
}
/** The text of an edit that went well. @throws what is wrong */
export function done(result: Result<string, string>): string {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
/** Lines that are in only one of the two, with + or −. */
export function difference(before: string, after: string): string[] {
  const left = before.split('\n');
  const right = after.split('\n');
  return [
    ...left.filter((line) => !right.includes(line)).map((line) => `−${line.trim()}`),
    ...right.filter((line) => !left.includes(line)).map((line) => `+${line.trim()}`),
  ];
}
export const layer = (schedule: Schedule, id: string): Layer =>
  schedule.layers.find((each) => each.id === id) as Layer;
export const wall = (text: string) => parseWall(text) as number;
