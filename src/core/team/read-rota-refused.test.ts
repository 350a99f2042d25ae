import { describe, expect, it } from 'vitest';
import { at, HEAD, layer, override, team, told } from '../../../test/helpers/rota-text';
import { HOUR } from '../time/duration';
import { parseWall } from '../time/wall';
import { readTeam } from './read';

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
      '"escalation:e" cannot be paged; write person:<id>, schedule:<id>, next:<schedule>, all:<schedule> or everyone',
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
