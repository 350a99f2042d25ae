import { expect, it } from 'vitest';
import { readTeam } from '../../core/team/read';
import type { Team } from '../../core/team/team';
import { calendarPathsOf } from './calendar-paths';

it('names the .ics file of everything that goes by hours, once, in the zone of who names it first', () => {
  const { team, problems } = readTeam(`watchbill: 1
team: T
timeZone: Europe/London
people:
  - { id: ada, timeZone: Asia/Tokyo, away: away.ics, quietHours: [ { calendar: quiet.ics } ] }
schedules:
  - id: s
    timeZone: Asia/Kolkata
    layers:
      - { id: a, people: [ada], start: 2026-01-05T09:00, turn: 1 week, hours: [ { calendar: hours.ics } ] }
      - { id: b, calendar: feed.ics }
services:
  - { id: x, match: [], supportHours: { hours: [ { calendar: hours.ics }, { calendar: office.ics } ] } }
escalations:
  - { id: e, steps: [ { page: [everyone], when: { hours: [ { calendar: step.ics } ], timeZone: Asia/Dubai } } ] }
maintenance:
  - { id: m, services: [], hours: [ { calendar: work.ics } ], timeZone: Asia/Seoul }
`);
  expect(problems).toEqual([]);
  expect(calendarPathsOf(team as Team)).toEqual([
    { path: 'hours.ics', zone: 'Asia/Kolkata' },
    { path: 'feed.ics', zone: 'Asia/Kolkata' },
    { path: 'away.ics', zone: 'Asia/Tokyo' },
    { path: 'quiet.ics', zone: 'Asia/Tokyo' },
    { path: 'office.ics', zone: 'Europe/London' },
    { path: 'step.ics', zone: 'Asia/Dubai' },
    { path: 'work.ics', zone: 'Asia/Seoul' },
  ]);
});
