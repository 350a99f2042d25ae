import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../time/duration';
import { parseInstant } from '../time/instant';
import { parseWall } from '../time/wall';
import { readTeam } from './read';
import type { Team } from './team';

const HEAD = `watchbill: 1
team: T
timeZone: Europe/London
people: [{ id: ada, name: Ada }, { id: grace, name: Grace }]
`;

/** What is said about text after the head, with lines counted from the first added one. */
function told(text: string): string[] {
  return readTeam(HEAD + text).problems.map(
    (p) => `${p.line - 4}:${p.column}: ${p.level === 'warning' ? 'warning: ' : ''}${p.message}`,
  );
}

function team(text: string): Team {
  const { team: read, problems } = readTeam(HEAD + text);
  expect(problems).toEqual([]);
  return read as Team;
}

/** One layer with this in it. */
const layer = (text: string): string => `schedules:
  - id: primary
    layers:
      - { id: l, people: [ada], ${text} }
`;
const override = (text: string): string => `schedules:
  - id: primary
    layers: []
    overrides: [ { ${text} } ]
`;
const at = (text: string): number => parseInstant(text) as number;

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

describe('what cannot be read is named with its place and a hint', () => {
  it.each<[string, string]>([
    ['0 weeks', 'a turn is 1 to 9999 hours, days or weeks, not 0'],
    ['-1 days', '"-1 days" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['0.5 days', '"0.5 days" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['1000000000 days', '"1000000000 days" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['NaN', '"NaN" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['7', '"7" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['1 month', '"1 month" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['{ days: 1, weeks: 1 }', '"turn" must be text'],
  ])('a turn of %s (F6)', (turn, message) => {
    expect(told(layer(`start: 2026-01-05T09:00, turn: ${turn}`))).toEqual([`4:64: ${message}`]);
  });

  it.each<[string, string]>([
    ['2026-02-30T09:00', '"start": there is no 2026-02-30T09:00'],
    ['2026-01-05T24:00', '"start": there is no 2026-01-05T24:00'],
    ['2026-01-05', '"start" cannot be "2026-01-05"; write for example 2026-01-05T09:00'],
    ['09:00', '"start" cannot be "09:00"; write for example 2026-01-05T09:00'],
    ['0001-01-01T00:00', '"start" must lie between the years 1900 and 2199'],
    ['9999-01-01T00:00', '"start" must lie between the years 1900 and 2199'],
    [
      '2026-01-05T09:00:00Z',
      '"start" is a wall clock in the schedule\'s zone and takes no offset; write for example 2026-01-05T09:00',
    ],
    ['[]', '"start" must be text'],
  ])('a start of %s (F6)', (start, message) => {
    expect(told(layer(`turn: 1 day, start: ${start}`))).toEqual([`4:53: ${message}`]);
  });

  it('a start in a gap is none (F6, rule 1), one of 1990 neither', () => {
    const { schedules } = team(layer('start: 2026-03-29T01:30, turn: 1 day'));
    expect(schedules[0]?.layers[0]?.start).toBe(parseWall('2026-03-29T01:30'));
    team(layer('start: 1990-01-01T09:00, turn: 1 day'));
  });

  it.each<[string, string]>([
    ['from: "24:00", to: "06:00"', '"24:00" is not a time of day; midnight is written 00:00'],
    ['from: "9:5", to: "06:00"', '"9:5" is not a time of day; write for example "09:00" or fri 18:00'],
    ['from: "25:00", to: "06:00"', '"25:00" is not a time of day; write for example "09:00" or fri 18:00'],
    ['from: 540, to: 600', '"540" is not a time of day; write for example "09:00" or fri 18:00'],
    ['from: -1, to: 1441', '"-1" is not a time of day; write for example "09:00" or fri 18:00'],
    ['from: fru 18:00, to: mon 09:00', '"fru" is not a day; write for example fri 18:00'],
    ['from: 0 18:00, to: 8 09:00', '"0 18:00" is not a time of day; write for example "09:00" or fri 18:00'],
    ['from: fri 18:00, to: "09:00"', 'name a day in both "from" and "to", or in neither'],
    [
      'from: fri 18:00, to: mon 09:00, days: [fri]',
      '"days" goes with times of day only; "from" names its day already',
    ],
    [
      'from: "09:00"',
      'a window needs "from" and "to", for example from: "22:00", to: "06:00", or a "calendar"',
    ],
    [
      'from: "09:00", to: "17:00", days: []',
      '"days" is empty, so the window would never open; leave it out for every day',
    ],
    [
      'from: "09:00", to: "17:00", days: [mon, day]',
      '"day" is not a day; write mon, tue, wed, thu, fri, sat or sun',
    ],
    [
      'from: "09:00", to: "17:00", days: mon',
      'days must be a list, in [brackets] or with a "- " before each',
    ],
    [
      'calendar: ../x.ics',
      '"../x.ics" is not a path inside the team folder; write for example calendars/xnys.ics',
    ],
    ['calendar: x.ics, from: "09:00"', 'a window with "calendar" has no "from" beside it'],
  ])('hours { %s } (F7)', (hours, message) => {
    expect(
      told(layer(`start: 2026-01-05T09:00, turn: 1 day, hours: [ { ${hours} } ]`)).map((line) =>
        line.replace(/^4:\d+: /, ''),
      ),
    ).toEqual([message]);
  });

  it('hours that overlap each other are a union, and equal ones a whole day (F7)', () => {
    const { schedules } = team(
      layer(
        'start: 2026-01-05T09:00, turn: 1 day, hours: [ { from: "09:00", to: "09:00" }, { from: 0:00, to: 0:00 } ]',
      ),
    );
    expect(schedules[0]?.layers[0]?.hours).toEqual([
      { kind: 'daily', from: 9 * HOUR, to: 9 * HOUR, days: null },
      { kind: 'daily', from: 0, to: 0, days: null },
    ]);
  });

  it('layers', () => {
    expect(
      told(`schedules:
  - id: primary
    layers:
      - { id: a, start: 2026-01-05T09:00, turn: 1 day }
      - { id: a, people: [ada], start: 2026-01-05T09:00, turn: 1 day }
      - { id: b, people: [ada], start: 2026-01-05T09:00, turn: 1 day, until: 2026-01-05T09:00 }
      - { id: c, people: [ada], calendar: calendars/x.ics }
      - { id: d, people: [ada], calendar: /x.ics, start: 2026-01-05T09:00, turn: 1 day }
      - { people: [ada], start: 2026-01-05T09:00, turn: 1 day }
`),
    ).toEqual([
      '4:9: warning: this layer has no people, so it has nobody',
      '5:15: two layers have the id "a"; give one of them another',
      '6:78: warning: "until" is not after "start", so this layer never has anybody',
      '7:18: warning: "people" has no effect beside "calendar", which says who is on call',
      '8:43: "/x.ics" is not a path inside the team folder; write for example calendars/primary.ics',
      '9:9: this layer has no id; write for example id: primary',
    ]);
  });

  it('overrides (F4)', () => {
    const said = (text: string): string[] => told(override(text)).map((line) => line.replace(/^4:\d+: /, ''));
    expect(said('person: ada, start: 2026-03-02T09:00, end: 2026-03-01T09:00')).toEqual([
      'this override ends before it starts',
    ]);
    expect(said('person: ada, start: 2026-03-02T09:00, end: 2026-03-02T09:00')).toEqual([
      'warning: this override ends when it starts, so it has no effect',
    ]);
    expect(said('person: ada, start: 2026-02-30T09:00, end: soon')).toEqual([
      '"start": there is no 2026-02-30T09:00',
      '"end" cannot be "soon"; write for example 2026-03-02T09:00 or 2026-03-02T09:00:00Z',
    ]);
    expect(said('end: 2026-03-02T09:00')).toEqual([
      'an override needs "person"',
      'an override needs "start"',
    ]);
    expect(said('person: ada, start: 2026-03-02T09:00, end: 9999-12-31T00:00')).toEqual([
      '"end" must lie between the years 1900 and 2199',
    ]);
    // In the hour that clocks leave out, 01:30 is at 02:30 and after 02:00: it is over before it begins.
    const { team: turned, problems } = readTeam(
      HEAD + override('person: ada, start: 2026-03-29T01:30, end: 2026-03-29T02:00'),
    );
    expect(problems.map(({ level }) => level)).toEqual(['warning']);
    expect(turned?.schedules[0]?.overrides[0]).toMatchObject({
      start: at('2026-03-29T01:30:00Z'),
      end: at('2026-03-29T01:30:00Z'),
    });
    team(override('person: ada, start: 2026-03-02T09:00, end: 2126-03-02T09:00'));
  });

  it('escalations (F1)', () => {
    const said = (steps: string): string[] =>
      told(`escalations:\n  - id: e\n    steps: ${steps}\n`).map((line) => line.replace(/^\d+:\d+: /, ''));
    expect(said('[ { page: [everyone] }, { page: [everyone] } ]')).toEqual([
      'a step after the first needs "after"; write for example after: 5m',
    ]);
    const bounds = '"after" must be between 1 s (after the step before it) and 7 d';
    expect(said('[ { page: [everyone] }, { after: 0s, page: [everyone] } ]')).toEqual([bounds]);
    expect(said('[ { after: 8d, page: [everyone] } ]')).toEqual(['"after" must be between 0 s and 7 d']);
    expect(said('[ { page: [everyone] }, { after: -1, page: [everyone] } ]')).toEqual([
      '"-1" is not a duration; write for example 30s, 5m, 4h or 1h30m',
    ]);
    expect(said('[ { page: [everyone] }, { after: 999999999d, page: [everyone] } ]')).toEqual([
      '"999999999d" is longer than a year',
    ]);
    expect(said(`[ ${'{ after: 1m, page: [everyone] }, '.repeat(10_000)} ]`)).toEqual([
      'an escalation has at most 100 steps; this one has 10000',
    ]);
    expect(said('[]')).toEqual(['warning: this escalation has no steps, so it pages nobody']);
    expect(said('[ { after: 1m } ]')).toEqual([
      'a step needs "page"; write for example page: [schedule:primary]',
    ]);
    // Another escalation cannot be a step, so there are no circles.
    expect(said('[ { page: ["escalation:e"] } ]')).toEqual([
      '"escalation:e" cannot be paged; write person:<id>, schedule:<id> or everyone',
    ]);
    expect(
      told(
        'escalations: [ { id: e, steps: [ { page: [everyone] } ], repeat: -1 }, { id: e, steps: [ { page: [everyone] } ] } ]\n',
      ),
    ).toEqual([
      '1:66: "repeat" must be a whole number from 0 to 999',
      '1:78: two escalations have the id "e"; give one of them another',
    ]);
  });
});

describe('what can be used of a file with errors (F2, B8)', () => {
  it('nobody is in the turn, the override and the step of a person who is not there', () => {
    const {
      team: whole,
      usable,
      problems,
    } = readTeam(`${HEAD}schedules:
  - id: primary
    layers:
      - { id: l, people: [ada, hal, Grace, grace], start: 2026-01-05T09:00, turn: 1 day }
    overrides:
      - { person: hal, start: 2026-03-02T09:00, end: 2026-03-03T09:00 }
escalations:
  - { id: e, steps: [ { page: [person:hal, person:ada] } ] }
services:
  - { id: s, match: [], owners: [hal, ada], escalation: e }
`);
    expect(problems.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'error: there is no person "hal".',
      'error: there is no person "Grace". Did you mean "grace"?',
      'error: there is no person "hal".',
      'error: there is no person "hal".',
      'error: there is no person "hal".',
    ]);
    expect(whole).toBeNull();
    expect(usable?.schedules[0]).toMatchObject({
      layers: [{ people: ['ada', null, null, 'grace'] }],
      overrides: [{ person: null }],
    });
    expect(usable?.escalations[0]?.steps[0]?.page).toEqual([{ kind: 'person', person: 'ada' }]);
    expect(usable?.services[0]?.owners).toEqual(['ada']);
  });

  it.each<[string, string]>([
    ['an unknown zone', 'timeZone: Mars/Olympus, layers: []'],
    ['a turn that is none', 'layers: [ { id: l, people: [ada], start: 2026-01-05T09:00, turn: 0 days } ]'],
    [
      'an override turned round',
      'layers: [], overrides: [ { person: ada, start: 2026-03-03T09:00, end: 2026-03-02T09:00 } ]',
    ],
    ['a key twice', 'layers: [], layers: []'],
    ['an id that another has', 'id: fine, layers: []'],
  ])('a schedule with %s is left out, whole; the rest works', (_, text) => {
    const { team: whole, usable } = readTeam(`${HEAD}schedules:
  - { id: fine, layers: [] }
  - { ${text.startsWith('id:') ? '' : 'id: broken, '}${text} }
sources:
  - { id: ci, type: push }
`);
    expect(whole).toBeNull();
    expect(usable?.schedules.map(({ id }) => id)).toEqual(['fine']);
    expect(usable?.sources).toHaveLength(1);
    expect(usable?.people).toHaveLength(2);
  });

  it('nothing, where the rest cannot be trusted: a matcher that makes no sense would match everything', () => {
    for (const text of [
      'services: [ { id: a, match: ["x"] } ]\n',
      'sources: [ { id: a } ]\n',
      'people: []\n',
      'a: [\n',
    ])
      expect(readTeam(HEAD + text)).toMatchObject({ team: null, usable: null });
  });

  it('is the team itself where nothing is wrong', () => {
    const { team: whole, usable } = readTeam(HEAD);
    expect(whole).not.toBeNull();
    expect(usable).toBe(whole);
  });
});
