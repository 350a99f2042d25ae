import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { done, layer, primary, team, WHOLE } from '../../../test/helpers/team-text';
import type { Layer, Override, Schedule } from '../schedule/schedule';
import { DAY, HOUR } from '../time/duration';
import { putSchedule, putSchedules } from './edit-schedule';
import { scheduleTree } from './print-schedule';

vi.setConfig({ testTimeout: 60_000 });

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
