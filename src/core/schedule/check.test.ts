import { describe, expect, it } from 'vitest';
import { readTeam } from '../team/read';
import { NO_ACTS } from '../team-log/rota-acts';
import { DAY } from '../time/duration';
import { parseInstant } from '../time/instant';
import type { CalendarEvent, Calendars } from './calendars';
import { checkRota } from './check';
import type { Finding } from './check-finding';
import { rotaOf } from './rota';

const NOW = parseInstant('2026-03-01T00:00:00Z') as number;

function findings(schedules: string, calendars?: Calendars, zone = 'Europe/London'): Finding[] {
  const text = `watchbill: 1\nteam: T\ntimeZone: ${zone}\npeople: [ { id: ada }, { id: bob } ]\nschedules:\n${schedules}`;
  const { team, problems } = readTeam(text);
  if (!team) throw new Error(JSON.stringify(problems));
  return checkRota(rotaOf(team, NO_ACTS, calendars), NOW);
}
const said = (found: readonly Finding[]) => found.map(({ level, message }) => `${level}: ${message}`);
const weekly = '{ id: weekly, people: [ada, bob], start: 2026-01-05T09:00, turn: 1 week }';

describe('the check of a rota', () => {
  it('says nothing of a schedule that is as it should be', () => {
    // Some weeks are an hour shorter or longer, which counts for nobody.
    expect(findings(`  - { id: p, layers: [ ${weekly} ] }`)).toEqual([]);
  });

  it('names gaps: the first, how many, and whether they are meant', () => {
    const ends = findings(
      '  - { id: p, layers: [ { id: w, people: [ada, bob], start: 2026-01-05T09:00, turn: 1 week, until: 2026-03-09T09:00 } ] }',
    );
    expect(said(ends)).toEqual(['warning: nobody is on call from Mon 9 Mar 2026, 09:00 on (Europe/London)']);
    expect(ends[0]).toMatchObject({ schedule: 'p', at: parseInstant('2026-03-09T09:00:00Z') });
    const office = findings(
      '  - { id: p, layers: [ { id: w, people: [ada, bob], start: 2026-01-05T09:00, turn: 1 week, hours: [ { days: [mon], from: "09:00", to: "17:00" } ] } ] }',
    );
    expect(said(office)).toEqual([
      'note: nobody is on call from now to Mon 2 Mar 2026, 09:00 (Europe/London), outside the hours of its layers; 9 gaps, 1280 hours in all, in the next eight weeks, 106 in the next two years',
    ]);
    // An office that has ended is empty, even where it was closed at the time.
    const closedDown = findings(
      '  - { id: p, layers: [ { id: w, people: [ada, bob], start: 2026-01-05T09:00, turn: 1 week, until: 2026-03-09T09:00, hours: [ { days: [mon], from: "09:00", to: "17:00" } ] } ] }',
    );
    expect(said(closedDown)).toEqual([
      'warning: nobody is on call from Mon 2 Mar 2026, 17:00 on (Europe/London)',
      'note: nobody is on call from now to Mon 2 Mar 2026, 09:00 (Europe/London), outside the hours of its layers; 1 gap, 33 hours in all, in the next eight weeks, 1 in the next two years',
    ]);
    const lunch =
      '{ id: lunch, people: [bob], start: 2026-01-05T00:00, turn: 1 day, hours: [ { from: "12:00", to: "13:00" } ] }';
    const left = findings(
      `  - { id: p, layers: [ { id: w, people: [ada], start: 2026-01-05T09:00, turn: 1 week, until: 2026-03-09T09:00 }, ${lunch} ] }`,
    );
    expect(said(left)).toEqual([
      'warning: nobody is on call from Mon 9 Mar 2026, 09:00 to Mon 9 Mar 2026, 12:00 (Europe/London), because an earlier layer has ended; 49 gaps, 1095 hours in all, in the next eight weeks, 724 in the next two years',
    ]);
    const taken = findings(
      `  - { id: p, layers: [ ${weekly} ], overrides: [ { person: nobody, start: 2026-05-02T09:00, end: 2026-05-02T10:00 } ] }`,
    );
    expect(said(taken)).toEqual([
      'note: nobody is on call from Sat 2 May 2026, 09:00 to Sat 2 May 2026, 10:00 (Europe/London), because an override takes everyone off; none in the next eight weeks, 1 in the next two years',
    ]);
  });

  it('names layers that never count, and why', () => {
    const found = findings(`  - id: p
    layers:
      - ${weekly}
      - { id: lunch, people: [bob], start: 2026-01-05T00:00, turn: 1 day, hours: [ { from: "12:00", to: "13:00" } ] }
      - { id: noon, people: [ada], start: 2026-01-05T00:00, turn: 1 day, hours: [ { from: "11:00", to: "14:00" } ] }
      - { id: none, people: [nobody], start: 2026-01-05T00:00, turn: 1 day }
      - { id: over, people: [ada], start: 2025-01-05T00:00, turn: 1 day, until: 2026-02-01T00:00 }
      - { id: later, people: [ada], start: 2036-01-05T00:00, turn: 1 day }
`);
    expect(found.map(({ layer, level }) => [layer, level])).toEqual([
      ['lunch', 'warning'],
      ['none', 'warning'],
      ['over', 'note'],
      ['later', 'warning'],
    ]);
    expect(said(found)[0]).toBe(
      'warning: layer "lunch" never counts within the next two years: layer "noon" after it has somebody whenever it has',
    );
  });

  it('names overrides of the file that overlap, never count, or are over', () => {
    const found = findings(`  - id: p
    layers: [ ${weekly} ]
    overrides:
      - { person: bob, start: 2026-01-06T09:00, end: 2026-01-07T09:00 }
      - { person: ada, start: 2026-04-02T09:00, end: 2026-04-03T09:00 }
      - { person: ada, start: 2026-04-05T09:00, end: 2026-04-06T09:00 }
      - { person: bob, start: 2026-04-02T00:00, end: 2026-04-05T12:00 }
`);
    expect(said(found)).toEqual([
      'note: 1 override in the file is over and can be taken out',
      'warning: the override for ada from Thu 2 Apr 2026, 09:00 (Europe/London) never counts: what is listed after it covers all of it',
      'note: the overrides for ada and bob overlap from Sun 5 Apr 2026, 09:00 to Sun 5 Apr 2026, 12:00 (Europe/London); bob wins, listed later',
    ]);
    expect(found.map(({ line }) => line)).toEqual([9, 10, 11]);
  });

  it('names calendar files that are missing, strangers in them, and people in no schedule', () => {
    const event = (summary: string): CalendarEvent => ({
      start: NOW - DAY,
      end: NOW + 800 * DAY,
      summary,
      emails: [],
    });
    const calendars: Calendars = {
      events: (path) => (path === 'calendars/p.ics' ? [event('ada'), event('Zoe Unknown')] : null),
    };
    const found = findings(
      '  - { id: p, layers: [ { id: feed, calendar: calendars/p.ics }, { id: desk, people: [ada], start: 2026-01-05T00:00, turn: 1 day, hours: [ { calendar: calendars/xnys.ics } ] } ] }',
      calendars,
    );
    expect(said(found)).toEqual([
      'warning: calendars/p.ics has an event within eight weeks that names nobody of the team, first "Zoe Unknown"',
      'error: layer "desk" needs calendars/xnys.ics, which cannot be read, so it has nobody',
      'note: bob is in no schedule',
    ]);
  });
});

describe('the dates on which clocks change', () => {
  const nights = (extra: string) => `  - { id: p, layers: [ ${weekly}, { ${extra} } ] }`;

  it('a handoff that does not exist moves, one that comes twice is the first', () => {
    const sundays = findings(
      '  - { id: p, layers: [ { id: d, people: [ada, bob], start: 2026-01-04T01:30, turn: 1 week } ] }',
    );
    expect(said(sundays)).toEqual([
      'note: Sun 29 Mar 2026, Europe/London: clocks go forward from 01:00 to 02:00; the handoff of layer "d" is at 02:30, because there is no 01:30',
      'note: Sun 25 Oct 2026, Europe/London: clocks go back from 02:00 to 01:00; the handoff of layer "d" is at the first 01:30, which comes twice',
      'note: Sun 28 Mar 2027, Europe/London: clocks go forward from 01:00 to 02:00; the handoff of layer "d" is at 02:30, because there is no 01:30',
      'note: Sun 31 Oct 2027, Europe/London: clocks go back from 02:00 to 01:00; the handoff of layer "d" is at the first 01:30, which comes twice',
    ]);
    expect(sundays[0]?.at).toBe(parseInstant('2026-03-29T01:00:00Z'));
  });

  it('a day, and a night, are an hour shorter or longer, and whose', () => {
    const days = said(
      findings(
        '  - { id: p, layers: [ { id: d, people: [ada, bob], start: 2026-01-04T09:00, turn: 1 day } ] }',
      ),
    );
    expect(days[0]).toBe(
      'note: Sun 29 Mar 2026, Europe/London: clocks go forward from 01:00 to 02:00; the shift of bob in layer "d" from Sat 28 Mar 2026, 09:00 to 09:00 is 23 hours long, not 24 hours',
    );
    expect(days[1]).toContain('is 25 hours long, not 24 hours');
    // Who is always on call has no shifts.
    const always =
      '  - { id: p, layers: [ { id: d, people: [bob], start: 2026-01-01T00:00, turn: 1 day } ] }';
    expect(said(findings(always))).toEqual(['note: ada is in no schedule']);
    const window = said(
      findings(
        nights(
          'id: n, people: [ada], start: 2026-01-05T22:00, turn: 1 week, hours: [ { from: "22:00", to: "06:00" } ]',
        ),
      ),
    );
    expect(window.filter((line) => line.includes('clocks'))[0]).toContain(
      'the shift of ada in layer "n" from Sat 28 Mar 2026, 22:00 to 06:00 is 7 hours long, not 8 hours',
    );
  });

  it('bounds of windows move, turns of hours shift, half an hour in Lord Howe', () => {
    const window = said(
      findings(
        nights(
          'id: n, people: [ada], start: 2026-01-05T22:00, turn: 1 week, hours: [ { from: sun 01:15, to: sun 01:45 } ]',
        ),
      ),
    ).filter((line) => line.includes('clocks'));
    expect(window[0]).toContain(
      'the hours of layer "n" open at 02:15, because there is no 01:15; the hours of layer "n" close at 02:45, because there is no 01:45',
    );
    const hourly = said(
      findings(
        '  - { id: p, layers: [ { id: h, people: [ada, bob], start: 2026-01-05T09:00, turn: 12 hours } ] }',
        undefined,
        'Australia/Lord_Howe',
      ),
    );
    expect(hourly[0]).toBe(
      'note: Sun 5 Apr 2026, Australia/Lord_Howe: clocks go back from 02:00 to 01:30; from then on the handoffs of layer "h" (every 12 hours) come at 20:30 where they came at 21:00',
    );
    expect(hourly).toHaveLength(4);
  });

  it('an override that begins at a time that comes twice says which', () => {
    const found = said(
      findings(
        `  - { id: p, layers: [ ${weekly} ], overrides: [ { person: ada, start: 2026-10-25T01:30, end: 2026-10-25T01:30:00Z } ] }`,
      ),
    );
    expect(found).toEqual([
      'note: Sun 25 Oct 2026, Europe/London: clocks go back from 02:00 to 01:00; the override for ada begins at 01:30, which comes twice; the first one counts; the override for ada ends at 01:30, which comes twice; the second one counts',
    ]);
  });

  it('is quick: ten schedules of five layers', () => {
    const layers = Array.from(
      { length: 5 },
      (_, i) =>
        `{ id: l${i}, people: [ada, bob], start: 1990-01-0${i + 1}T0${i}:30, turn: ${i + 1} days, hours: [ { from: "0${i}:00", to: "1${i}:00" } ] }`,
    );
    const many = Array.from({ length: 10 }, (_, i) => `  - { id: p${i}, layers: [ ${layers.join(', ')} ] }`);
    findings(many.join('\n'));
    const began = performance.now();
    expect(findings(many.join('\n')).length).toBeGreaterThan(10);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
