import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Layer, Override, Schedule } from '../schedule/schedule';
import { DAY, HOUR } from '../time/duration';
import { instantOf, parseWall } from '../time/wall';
import { putPerson, putSource } from './edit';
import { putLayer, removeLayer, setLayerCalendar, setPerson } from './edit-layer';
import { putSchedule, putSchedules, removeSchedule } from './edit-schedule';
import { newTeamFile } from './new-team-file';
import { scheduleTree } from './print-schedule';
import { readTeam } from './read';
import type { Team } from './team';

vi.setConfig({ testTimeout: 60_000 });

const WHOLE = `watchbill: 1
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

function team(text: string): Team {
  const { team, problems } = readTeam(text);
  if (!team) throw new Error(JSON.stringify(problems));
  return team;
}
function primary(text: string = WHOLE): Schedule {
  return team(text).schedules.find(({ id }) => id === 'primary') as Schedule;
}
function done(result: ReturnType<typeof putSchedule>): string {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
/** Lines that are in only one of the two, with + or −. */
function difference(before: string, after: string): string[] {
  const left = before.split('\n');
  const right = after.split('\n');
  return [
    ...left.filter((line) => !right.includes(line)).map((line) => `−${line.trim()}`),
    ...right.filter((line) => !left.includes(line)).map((line) => `+${line.trim()}`),
  ];
}
const layer = (schedule: Schedule, id: string): Layer =>
  schedule.layers.find((each) => each.id === id) as Layer;
const wall = (text: string) => parseWall(text) as number;

describe('a schedule in the text of a team file', () => {
  it('that does not change leaves every byte', () => {
    expect(done(putSchedule(WHOLE, primary()))).toBe(WHOLE);
  });

  it('changes one value in its place', () => {
    const old = primary();
    const weekly = { ...layer(old, 'weekly'), turn: { every: 2, unit: 'weeks' } as const };
    const after = done(putSchedule(WHOLE, { ...old, layers: [weekly, layer(old, 'nights')] }));
    expect(difference(WHOLE, after)).toEqual(['−turn: 1 week', '+turn: 2 weeks']);
  });

  it('adds and takes out keys, people, windows and overrides, and keeps what is said beside the others', () => {
    const old = primary();
    const next: Schedule = {
      ...old,
      name: 'Primary',
      layers: [
        { ...layer(old, 'weekly'), until: null, people: ['grace', 'ada', 'ada'] },
        {
          ...layer(old, 'nights'),
          people: ['ada', 'grace', null],
          hours: [
            ...layer(old, 'nights').hours,
            {
              kind: 'weekly',
              from: { day: 5, time: 18 * HOUR },
              to: { day: 1, time: 9 * HOUR },
            },
          ],
        },
      ],
      overrides: [
        { ...(old.overrides[0] as Override), end: instantOf(wall('2026-03-04T09:00'), 'Europe/London') },
        { ...(old.overrides[0] as Override), person: null, reason: '' },
      ],
    };
    const after = done(putSchedule(WHOLE, next));
    expect(difference(WHOLE, after)).toEqual([
      '−people: [ada, grace]   # in this order',
      '−until: 2027-01-04T09:00',
      '−- { person: grace, start: 2026-03-02T09:00, end: 2026-03-03T09:00, reason: dentist }   # sorry',
      '+name: Primary',
      '+people: [grace, ada, ada]   # in this order',
      '+- nobody',
      '+- { from: fri 18:00, to: mon 09:00 }',
      '+- { person: grace, start: 2026-03-02T09:00, end: 2026-03-04T09:00, reason: dentist }   # sorry',
      '+- { person: nobody, start: 2026-03-02T09:00, end: 2026-03-03T09:00 }',
    ]);
    // Grace's line moved with what is said beside it.
    expect(after).toContain('          - ada\n          - grace    # likes the dark\n          - nobody\n');
  });

  it('moves a layer with the comments above it, byte for byte', () => {
    const old = primary();
    const after = done(putSchedule(WHOLE, { ...old, layers: [...old.layers].reverse() }));
    expect(after.split('\n').sort()).toEqual(WHOLE.split('\n').sort());
    expect(after.indexOf('id: nights')).toBeLessThan(after.indexOf('id: weekly'));
    const at = after.indexOf('# Whole weeks.');
    expect(after.slice(at)).toMatch(/^# Whole weeks\.\n {6}- id: weekly\n/);
  });

  it('knows a layer that got another id', () => {
    const old = primary();
    const after = done(
      putSchedule(WHOLE, {
        ...old,
        layers: [layer(old, 'weekly'), { ...layer(old, 'nights'), id: 'dark', name: 'dark' }],
      }),
    );
    expect(difference(WHOLE, after)).toEqual(['−- id: nights', '+- id: dark']);
  });

  it('is added behind the others, or with the list where there is none', () => {
    const second: Schedule = { ...primary(), id: 'second', name: 'Second', timeZone: 'Asia/Kolkata' };
    const after = done(putSchedule(WHOLE, second));
    expect(after.replace(/ {2}- id: second\n[^]*?(?=\nescalations)/, '')).toBe(WHOLE);
    const first = newTeamFile({
      name: 'T',
      timeZone: 'UTC',
      person: { id: 'ada', name: 'Ada', email: '' },
    });
    const schedule: Schedule = {
      ...primary(),
      layers: [{ ...layer(primary(), 'weekly'), people: ['ada'] }],
      overrides: [],
    };
    for (const text of [first, first.trimEnd(), first.replaceAll('\n', '\r\n'), `\uFEFF${first}`]) {
      const put = done(putSchedule(text, schedule));
      expect(put.startsWith(text)).toBe(true);
      expect(team(put).schedules).toHaveLength(1);
      expect(put.includes('\r\n')).toBe(text.includes('\r\n'));
      expect(put.replaceAll('\r\n', '').includes('\n')).toBe(!text.includes('\r\n'));
    }
    for (const empty of ['schedules:\n', 'schedules: []\n', 'schedules:   # none yet\n']) {
      const put = done(putSchedule(empty + first, schedule));
      expect(team(put).schedules).toHaveLength(1);
      expect(put.replace(/ {2}- id: primary\n(?: {4}.*\n)*/, '').replace('schedules:\n', empty)).toContain(
        first,
      );
    }
  });

  it('may stand in braces', () => {
    const text = `watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{ id: ada }, { id: bob }]\nschedules: [ { id: primary, layers: [ { id: a,  people: [ada], start: 2026-01-05T09:00, turn: 1 day } ] } ]\n`;
    const old = primary(text);
    const a = layer(old, 'a');
    const after = done(
      putSchedule(text, {
        ...old,
        layers: [
          { ...a, people: ['bob', 'ada'], until: wall('2027-01-01T00:00') },
          { ...a, id: 'b', name: 'b', hours: [{ kind: 'daily', from: 0, to: HOUR, days: [1] }] },
        ],
      }),
    );
    expect(after.split('\n')[4]).toBe(
      'schedules: [ { id: primary, layers: [ { id: a,  people: [bob, ada], start: 2026-01-05T09:00, turn: 1 day, until: 2027-01-01T00:00 }, { id: b, people: [ada], start: 2026-01-05T09:00, turn: 1 day, hours: [{ days: [mon], from: "00:00", to: "01:00" }] } ] } ]',
    );
  });

  it('is taken out, unless an escalation pages it', () => {
    const second: Schedule = { ...primary(), id: 'second', name: 'second' };
    const both = done(putSchedule(WHOLE, second));
    expect(done(removeSchedule(both, 'second'))).toBe(WHOLE);
    expect(done(removeSchedule(WHOLE, 'nobody-knows'))).toBe(WHOLE);
    expect(removeSchedule(WHOLE, 'primary')).toEqual({
      ok: false,
      error: 'escalation "payments" pages schedule:primary; take it out there first',
    });
  });

  it('is left to a person where the text is too clever, and to nobody where it is broken', () => {
    const clever = WHOLE.replace('people: [ada, grace]', 'people: &all [ada, grace]').replace(
      /people:\n {10}- grace.*\n {10}- ada/,
      'people: *all',
    );
    const old = primary(clever);
    const weekly = { ...layer(old, 'weekly'), people: ['ada'] };
    expect(putSchedule(clever, { ...old, layers: [weekly, layer(old, 'nights')] })).toEqual({
      ok: false,
      error:
        'schedules of watchbill.yaml is written in a way that only a person can change; edit "primary" by hand',
    });
    const broken = putSchedule(WHOLE.replace('[ada, grace]', '[ada, grcae]'), primary());
    expect(broken).toMatchObject({ ok: false });
    expect(!broken.ok && broken.error).toContain('mend it first: line 16: there is no person "grcae"');
    const stranger = putSchedule(WHOLE, { ...old, layers: [{ ...layer(old, 'weekly'), people: ['zoe'] }] });
    expect(stranger).toEqual({ ok: false, error: 'there is no person "zoe".' });
  });
});

describe('layers and people', () => {
  it('a layer is added last, changed, given a calendar, taken out', () => {
    const where = primary();
    const nights = layer(where, 'nights');
    const added = done(putLayer(WHOLE, where, { ...nights, id: 'late', name: 'late' }));
    expect(primary(added).layers.map(({ id }) => id)).toEqual(['weekly', 'nights', 'late']);
    expect(done(removeLayer(added, 'primary', 'late'))).toBe(WHOLE);
    const followed = done(
      setLayerCalendar(WHOLE, where, { id: 'google', name: 'Google' }, 'calendars/primary.ics'),
    );
    expect(difference(WHOLE, followed)).toEqual([
      '+- id: google',
      '+name: Google',
      '+calendar: calendars/primary.ics',
    ]);
    const fresh = { id: 'other', name: 'Other', timeZone: 'Asia/Kolkata' };
    const made = done(setLayerCalendar(WHOLE, fresh, { id: 'feed', name: 'feed' }, 'calendars/other.ics'));
    expect(team(made).schedules[1]).toMatchObject({
      ...fresh,
      layers: [{ id: 'feed', calendar: 'calendars/other.ics', people: [] }],
    });
  });

  it("a person's absences and holidays are set and taken out", () => {
    const set = done(setPerson(WHOLE, 'ada', { away: 'calendars/away-ada.ics', holidays: 'GB-ENG' }));
    expect(team(set).people[0]).toMatchObject({ away: 'calendars/away-ada.ics', holidays: 'GB-ENG' });
    expect(team(done(setPerson(set, 'ada', { away: '' }))).people[0]).toMatchObject({
      away: '',
      holidays: 'GB-ENG',
    });
    expect(setPerson(WHOLE, 'zoe', { away: 'a.ics' })).toMatchObject({ ok: false });
  });

  it('people and sources can be added above schedules, whose lines then move', () => {
    const before = team(WHOLE);
    const zoe = { ...(before.people[0] as Team['people'][number]), id: 'zoe', name: 'Zoe' };
    expect(putPerson(WHOLE, zoe)).toMatchObject({ ok: true });
    expect(putSource(WHOLE, { id: 'ci', type: 'push', title: 'ci' })).toMatchObject({ ok: true });
  });
});

/** A schedule as somebody wrote it: its own style everywhere, and a comment wherever one may stand. */
type Written = { text: string; ids: string[] };

const style = fc.record({
  flowPeople: fc.boolean(),
  flowHours: fc.boolean(),
  quotes: fc.boolean(),
  blank: fc.boolean(),
  seconds: fc.boolean(),
});

const layerText = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    people: fc.array(fc.constantFrom('ada', 'grace', 'nobody'), { minLength: 1, maxLength: 3 }),
    start: fc.constantFrom('2026-01-05T09:00', '2026-03-29T01:30', '2025-12-31T00:00'),
    turn: fc.constantFrom('1 week', '12 hours', '2 days'),
    until: fc.constantFrom('', '2027-01-04T09:00'),
    hours: fc.array(
      fc.constantFrom(
        '{ from: fri 18:00, to: mon 09:00 }',
        '{ days: [mon, fri], from: "12:00", to: "13:00" }',
        '{ calendar: calendars/x.ics }',
      ),
      { maxLength: 2 },
    ),
    style,
  })
  .map(({ id, people, start, turn, until, hours, style: s }): Written => {
    const quote = (text: string) => (s.quotes ? `'${text}'` : text);
    const lines = [
      `      # above ${id}`,
      `      - id: ${quote(id)}   # beside ${id}`,
      ...(s.flowPeople
        ? [`        people: [ ${people.join(', ')} ]  # people of ${id}`]
        : [
            '        people:',
            ...people.map((person, i) => `          - ${quote(person)}  # turn ${i} of ${id}`),
          ]),
      ...(s.blank ? ['', `        # within ${id}`] : []),
      `        start: ${quote(start + (s.seconds ? ':00' : ''))}`,
      `        turn: ${turn}    # turn of ${id}`,
      ...(until === '' ? [] : [`        until: ${until}   # end of ${id}`]),
      ...(hours.length === 0
        ? []
        : s.flowHours
          ? [`        hours: [ ${hours.join(', ')} ]`]
          : [
              '        hours:',
              ...hours.flatMap((h, i) => [`          # hours ${i} of ${id}`, `          - ${h}`]),
            ]),
    ];
    return { text: lines.join('\n'), ids: [id] };
  });

const file = fc
  .record({
    layers: fc.uniqueArray(layerText, { selector: ({ ids }) => ids[0], minLength: 1, maxLength: 4 }),
    overrides: fc.array(fc.constantFrom('ada', 'grace', 'nobody'), { maxLength: 3 }),
    crlf: fc.boolean(),
    bare: fc.boolean(),
  })
  .map(({ layers, overrides, crlf, bare }) => {
    const text = [
      'watchbill: 1',
      'team: T   # the team',
      'timeZone: Europe/London',
      'people: [ {id: ada}, { id: grace } ]  # all of us',
      'schedules:',
      '  # the other one',
      '  - { id: other, layers: [ { id: x, people: [ada], start: 2026-01-05T09:00, turn: 1 week } ] } # other',
      '',
      '  # the one',
      '  - id: primary',
      '    layers: # of the one',
      ...layers.map((each) => each.text),
      ...(overrides.length === 0 ? [] : ['    overrides:']),
      ...overrides.map(
        (person, i) =>
          `      - { person: ${person}, start: 2026-03-0${i + 1}T09:00, end: 2026-03-1${i}T09:00 }  # override ${i}`,
      ),
      '',
      '# what breaks',
      'services:',
      '  - { id: all, match: [] }',
    ].join('\n');
    return (bare ? text : `${text}\n`).replaceAll('\n', crlf ? '\r\n' : '\n');
  });

/** A change that an editor makes to a schedule. */
const change: fc.Arbitrary<(schedule: Schedule) => Schedule> = fc.oneof(
  fc.constantFrom('Primary', 'primary', 'x: "y" #').map((name) => (s: Schedule) => ({ ...s, name })),
  fc.constantFrom('Asia/Kolkata', 'Europe/London').map((timeZone) => (s: Schedule) => {
    return { ...s, timeZone, overrides: [] };
  }),
  fc.constant((s: Schedule) => ({ ...s, layers: [...s.layers].reverse() })),
  fc.nat(3).map((i) => (s: Schedule) => ({ ...s, layers: s.layers.filter((_, j) => j !== i) })),
  fc.nat(3).map((i) => (s: Schedule) => {
    const extra = { ...(s.layers[0] as Layer), id: 'extra', name: 'Extra' };
    if (s.layers.some(({ id }) => id === 'extra') || s.layers.length === 0) return s;
    return { ...s, layers: [...s.layers.slice(0, i), extra, ...s.layers.slice(i)] };
  }),
  fc
    .tuple(
      fc.nat(3),
      fc.oneof(
        fc.array(fc.constantFrom('ada', 'grace', null), { maxLength: 3 }).map((people) => ({ people })),
        fc.constantFrom(null, 1_800_000_000_000).map((until): Partial<Layer> => ({ until })),
        fc.constant<Partial<Layer>>({ hours: [] }),
        fc.constant<Partial<Layer>>({
          hours: [
            { kind: 'daily', from: 0, to: 6 * HOUR, days: null },
            { kind: 'calendar', path: 'calendars/x.ics' },
          ],
        }),
        fc.constant<Partial<Layer>>({ turn: { every: 3, unit: 'days' } }),
      ),
    )
    .map(([i, partial]) => (s: Schedule) => ({
      ...s,
      layers: s.layers.map((each, j) => (i === j ? { ...each, ...partial } : each)),
    })),
  fc.nat(2).map((i) => (s: Schedule) => ({ ...s, overrides: s.overrides.filter((_, j) => i !== j) })),
  fc
    .constantFrom<(override: Override) => Override>(
      (o) => ({ ...o, person: o.person === 'ada' ? 'grace' : 'ada' }),
      (o) => ({ ...o, end: o.end + DAY, reason: 'why, "indeed" # so' }),
    )
    .map((alter) => (s: Schedule) => ({ ...s, overrides: s.overrides.map(alter) })),
);

describe('any edit of any file', () => {
  it('means what was asked for, keeps every comment that is not of what was taken out, and every other byte', () => {
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
        const before = primary(text);
        const wanted = changes.reduce((schedule, alter) => alter(schedule), before);
        const after = done(putSchedule(text, wanted));
        expect(scheduleTree(primary(after), '')).toEqual(scheduleTree(wanted, ''));
        const begins = text.indexOf('  - id: primary');
        expect(after.slice(0, begins)).toBe(text.slice(0, begins));
        const rest = text.slice(text.indexOf('# what breaks')).trimEnd();
        expect(after.trimEnd().endsWith(rest)).toBe(true);
        const eol = text.includes('\r\n') ? '\r\n' : '\n';
        expect(after.split(eol).join('')).not.toMatch(/[\r\n]/);
        for (const id of before.layers.map((each) => each.id)) {
          const old = layer(before, id);
          const now = wanted.layers.find((each) => each.id === id);
          expect(after).toContain(`# above ${id}`);
          if (!now) continue;
          for (const said of [`beside ${id}`, `turn of ${id}`, `within ${id}`, `people of ${id}`])
            if (text.includes(`# ${said}`) && (said !== `people of ${id}` || now.people.length > 0))
              expect(after).toContain(`# ${said}`);
          // A layer that did not change stands there in its own bytes, below its comment.
          if (JSON.stringify(old) !== JSON.stringify(now)) continue;
          const lines = text.split(eol);
          const from = lines.findIndex((line) => line.includes(`# above ${id}`));
          const length = lines
            .slice(from + 1)
            .findIndex((line) => /# above|overrides:|^ {0,4}\S|^$/.test(line));
          expect(after).toContain(lines.slice(from, from + 1 + length).join(eol));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('several at once are all or none', () => {
    const old = primary();
    const both = [
      { ...old, name: 'One' },
      { ...old, id: 'two', name: 'two' },
    ];
    expect(team(done(putSchedules(WHOLE, both))).schedules.map(({ name }) => name)).toEqual(['One', 'two']);
    const wrong = [both[0] as Schedule, { ...old, id: 'No Id', name: 'x' }];
    expect(putSchedules(WHOLE, wrong)).toMatchObject({ ok: false });
  });
});
