import { describe, expect, it } from 'vitest';
import { at, layer, team } from '../../../test/helpers/rota-text';
import { HOUR, MINUTE } from '../time/duration';
import { parseWall } from '../time/wall';
import { readTeam } from './read';

describe('a schedule', () => {
  it('is read whole', () => {
    const { schedules, escalations, people } = team(
      `schedules:
  - id: primary
    name: First line
    timeZone: America/New_York
    layers:
      - { id: weekly, name: Weekly, people: [ada, grace, ada, nobody], start: 2026-01-05T09:00, turn: 2 weeks, until: 2027-01-04T09:00:30 }
      - id: nights
        people: [grace]
        start: "2026-01-05T22:00"
        turn: 12 hours
        hours:
          - { from: fri 18:00, to: mon 9:00 }
          - { days: [mon, Tuesday], from: 22:00, to: "06:00" }
          - { calendar: calendars/xnys.ics }
      - { id: feed, calendar: calendars/feed.ics }
    overrides:
      - { person: grace, start: 2026-03-02T09:00, end: 2026-03-03T09:00, reason: dentist }
      - { person: nobody, start: 2026-03-02T09:00:00Z, end: "2026-03-02T10:00:00+01:00" }
  - id: secondary
    layers: []
    overrides:
      - { person: ada, start: 2026-03-02T09:00, end: 2026-03-03T09:00 }
escalations:
  - id: payments
    steps:
      - { page: [schedule:primary] }
      - { after: 5m, page: [schedule:secondary, person:ada] }
      - { after: 1h30m, page: [everyone] }
    repeat: 2
`.replace('end: "2026-03-02T10:00:00+01:00"', 'end: "2026-03-02T11:00:00+01:00"'),
    );
    expect(people).toHaveLength(2);
    expect(schedules[0]).toEqual({
      id: 'primary',
      name: 'First line',
      timeZone: 'America/New_York',
      layers: [
        {
          id: 'weekly',
          name: 'Weekly',
          people: ['ada', 'grace', 'ada', null],
          start: parseWall('2026-01-05T09:00'),
          turn: { every: 2, unit: 'weeks' },
          until: parseWall('2027-01-04T09:00:30'),
          hours: [],
          calendar: null,
        },
        {
          id: 'nights',
          name: 'nights',
          people: ['grace'],
          start: parseWall('2026-01-05T22:00'),
          turn: { every: 12, unit: 'hours' },
          until: null,
          hours: [
            { kind: 'weekly', from: { day: 5, time: 18 * HOUR }, to: { day: 1, time: 9 * HOUR } },
            { kind: 'daily', from: 22 * HOUR, to: 6 * HOUR, days: [1, 2] },
            { kind: 'calendar', path: 'calendars/xnys.ics' },
          ],
          calendar: null,
        },
        {
          id: 'feed',
          name: 'feed',
          people: [],
          start: 0,
          turn: { every: 1, unit: 'weeks' },
          until: null,
          hours: [],
          calendar: 'calendars/feed.ics',
        },
      ],
      overrides: [
        {
          id: 'file:1',
          schedule: 'primary',
          person: 'grace',
          start: at('2026-03-02T14:00:00Z'),
          end: at('2026-03-03T14:00:00Z'),
          reason: 'dentist',
          origin: { kind: 'file', line: 21 },
        },
        {
          id: 'file:2',
          schedule: 'primary',
          person: null,
          start: at('2026-03-02T09:00:00Z'),
          end: at('2026-03-02T10:00:00Z'),
          reason: '',
          origin: { kind: 'file', line: 22 },
        },
      ],
    });
    expect(schedules[1]).toMatchObject({ timeZone: 'Europe/London', overrides: [{ id: 'file:3' }] });
    expect(escalations).toEqual([
      {
        id: 'payments',
        name: 'payments',
        steps: [
          { after: 0, page: [{ kind: 'schedule', schedule: 'primary' }] },
          {
            after: 5 * MINUTE,
            page: [
              { kind: 'schedule', schedule: 'secondary' },
              { kind: 'person', person: 'ada' },
            ],
          },
          { after: 90 * MINUTE, page: [{ kind: 'everyone' }] },
        ],
        repeat: 2,
      },
    ]);
  });

  it.each<[string, unknown]>([
    ['1 hour', { every: 1, unit: 'hours' }],
    ['36 hours', { every: 36, unit: 'hours' }],
    ['1 days', { every: 1, unit: 'days' }],
    ['14 days', { every: 14, unit: 'days' }],
    ['1 week', { every: 1, unit: 'weeks' }],
    ['"26 Weeks"', { every: 26, unit: 'weeks' }],
  ])('takes a turn of %s', (turn, expected) => {
    const { schedules } = team(layer(`start: 2026-01-05T09:00, turn: ${turn}`));
    expect(schedules[0]?.layers[0]?.turn).toEqual(expected);
  });
});

describe('people', () => {
  const people = (text: string): string =>
    `watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{ id: ada, ${text} }]\n`;

  it('have holidays by ISO 3166 and a calendar of absences', () => {
    for (const region of ['GB', 'GB-ENG', 'IN-KA', 'US-CA', 'DE-BY', 'FR-2A'])
      expect(readTeam(people(`holidays: ${region}`)).team?.people[0]?.holidays).toBe(region);
    expect(readTeam(people('away: calendars/ada.ics')).team?.people[0]).toMatchObject({
      away: 'calendars/ada.ics',
      holidays: '',
    });
  });

  it('are told what is wrong with them', () => {
    const said = (text: string): string | undefined => readTeam(people(text)).problems[0]?.message;
    expect(said('holidays: gb-eng')).toBe('"gb-eng" is not a country or a part of one; write GB-ENG');
    expect(said('holidays: England')).toBe(
      '"England" is not a country or a part of one; write for example GB, GB-ENG or IN-KA (ISO 3166)',
    );
    for (const path of ['../ada.ics', '/etc/passwd', 'https://x.example/ada.ics', 'a\\\\b.ics'])
      expect(said(`away: "${path}"`)).toContain(
        'is not a path inside the team folder; write for example calendars/ada.ics',
      );
  });
});
