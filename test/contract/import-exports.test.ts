import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { NO_CALENDARS } from '../../src/core/schedule/calendars';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { makeIcsReader } from '../../src/engine/calendars/ics-thread';
import { importFile } from '../../src/engine/imports/import-file';
import type { ImportPlan } from '../../src/engine/imports/import-plan';

vi.setConfig({ testTimeout: 60_000 });

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'imports');
const read = (name: string) =>
  readFileSync(join(fixtures, name.includes('/') ? name : `pagerduty/${name}`), 'utf8');
const NOW = Date.parse('2026-03-01T00:00:00Z');
const TEXT = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  # the one who began it
  - { id: ada, name: Ada Okafor, email: ADA@example.com }
  - { id: grace, name: Grace Lindt }
`;

function team(text: string): Team {
  const { team, problems } = readTeam(text);
  if (!team) throw new Error(JSON.stringify(problems));
  return team;
}
async function plan(kind: 'pagerduty' | 'opsgenie', text: string, file = TEXT): Promise<ImportPlan> {
  const parts = { team: team(file), now: NOW, readIcs: makeIcsReader(null) };
  const made = await importFile({ kind, text, schedule: '' }, parts);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}
function applied(plan: ImportPlan, file = TEXT): string {
  const edited = plan.edit(file);
  if (!edited.ok) throw new Error(edited.error);
  return edited.value;
}

type Entry = { start: string; end: string; user: { summary: string } };

describe('an export of PagerDuty', () => {
  it.each([
    ['daily.json', 1],
    ['weekly.json', 2],
  ])('%s gives the very rota that the export shows', async (name, count) => {
    const made = await plan('pagerduty', read(name));
    expect(made.view.text).toMatch(/is the same as in the export from/);
    const file = team(applied(made));
    expect(file.schedules).toHaveLength(count);
    const root = JSON.parse(read(name)) as { schedule?: unknown; schedules?: unknown[] };
    const exported = (root.schedules ?? [root.schedule]) as Array<{
      final_schedule: { rendered_schedule_entries: Entry[] };
    }>;
    for (const [i, { final_schedule }] of exported.entries()) {
      const schedule = file.schedules[i]!;
      const entries = final_schedule.rendered_schedule_entries;
      const span = { start: Date.parse(entries[0]!.start), end: Date.parse(entries.at(-1)!.end) };
      const duties = dutiesOf(shiftsOf(schedule, schedule.overrides, NO_CALENDARS, span));
      const named = duties.filter(({ person }) => person !== null);
      expect(
        named.map(({ start, end, person }) => [
          start,
          end,
          file.people.find(({ id }) => id === person)?.name,
        ]),
      ).toEqual(entries.map(({ start, end, user }) => [Date.parse(start), Date.parse(end), user.summary]));
    }
  });

  it('becomes layers, hours, overrides and people, beside what is there', async () => {
    const made = await plan('pagerduty', read('daily.json'));
    expect(made.view).toMatchObject({
      ok: true,
      schedules: [{ id: 'payments-primary', name: 'Payments primary', layers: 2, overrides: 1 }],
      people: [
        { id: 'grace', name: 'Grace Lindt', isNew: false },
        { id: 'regina-phalange', name: 'Regina Phalange', isNew: true },
        { id: 'ada', name: 'Ada Okafor', isNew: false },
        { id: 'linus-roy', name: 'Linus Roy', isNew: true },
      ],
    });
    const after = applied(made);
    expect(after.startsWith(TEXT)).toBe(true);
    expect(after.slice(TEXT.length)).toBe(`  - id: regina-phalange
    name: Regina Phalange
  - id: linus-roy
    name: Linus Roy

schedules:
  - id: payments-primary
    name: Payments primary
    timeZone: America/New_York
    layers:
      - id: whole-weeks
        name: Whole weeks
        people: [ada, grace, linus-roy]
        start: 2025-01-27T09:00
        turn: 1 week
      - id: business-hours
        name: Business hours
        people: [grace, regina-phalange]
        start: 2025-01-06T00:00
        turn: 1 day
        hours:
          - { from: "08:30", to: "17:30" }
    overrides:
      - { person: linus-roy, start: 2026-03-05T12:00, end: 2026-03-06T12:00 }
`);
    expect(made.view.notes).toEqual([
      '"Payments primary": only the overrides of the days that the export shows are in it.',
    ]);
    expect(after.endsWith(made.view.yaml.slice(made.view.yaml.indexOf('schedules:')))).toBe(true);
  });

  it('keeps turns that were counted from long before, zones that Rails names, and says what it cannot keep', async () => {
    const made = await plan('pagerduty', read('weekly.json'));
    const [first, half] = team(applied(made)).schedules;
    expect(first).toMatchObject({ id: 'uberwachung-nights-weekends', timeZone: 'Europe/London' });
    expect(first?.layers.map(({ id, hours }) => [id, hours.length])).toEqual([
      ['old', 0],
      ['layer-1', 0],
      ['weekends', 1],
      ['lunch', 1],
    ]);
    expect(first?.layers[3]?.hours).toEqual([
      { kind: 'daily', days: [1, 2, 3, 4, 5], from: 12 * 3_600_000, to: 13 * 3_600_000 },
    ]);
    expect(half).toMatchObject({ timeZone: 'UTC', layers: [{ turn: { every: 12, unit: 'hours' } }] });
    // Grace has another address here than there, and here none: the name says that it is her.
    expect(made.view.people.find(({ name }) => name === 'Grace Lindt')).toEqual({
      id: 'grace',
      name: 'Grace Lindt',
      isNew: false,
    });
    expect(made.view.notes.join('\n')).toMatch(/Gone Away is deleted in PagerDuty/);
    expect(made.view.notes.join('\n')).toMatch(/1 layer ended already \("Old"\)/);
    expect(made.view.notes.join('\n')).toMatch(/escalation policy that use it|write `escalations` by hand/);
    expect(made.view.notes.join('\n')).toMatch(
      /layer "Weekends" has hours in which clocks change \(next on Sun 29 Mar 2026\)/,
    );
  });

  it('says of each odd thing what became of it', async () => {
    const made = await plan('pagerduty', read('odd.json'));
    expect(made.view.notes).toEqual([
      '"Odd ones": Layer "Later" begins in the middle of a turn, on Wed 9 Jan 2030, 07:00 (Europe/London); here it begins with that turn, on Mon 7 Jan 2030, 07:00.',
      '"Odd ones": Layer "Empty" has no users, so it has nobody.',
      '"Odd ones": Layer "Seconds": its hours are kept to the minute here.',
      '"Odd ones": Layer "Ninety minutes": its turn of 5400 seconds is no whole number of hours; 2 hours stands in its place, so people change at other times.',
      '"Odd ones": layer "Ninety minutes" hands off every 2 hours of elapsed time here, so its times of day move when clocks change (next on Sun 29 Mar 2026); in PagerDuty perhaps not.',
      '"Nowhere": its time zone "Mars/Base" is not known here, so it is left out.',
      '"Only listed": the export has no layers of it; save what GET /schedules/{id} answers, not the list of all schedules.',
    ]);
    expect(team(applied(made)).schedules.map(({ id }) => id)).toEqual(['odd-ones']);
  });

  it('takes the order of layers from the final schedule where only the other order gives it, and tells of differences', async () => {
    const root = JSON.parse(read('daily.json')) as {
      schedule: { schedule_layers: unknown[]; final_schedule: { rendered_schedule_entries: Entry[] } };
    };
    root.schedule.schedule_layers.reverse();
    const turned = await plan('pagerduty', JSON.stringify(root));
    expect(turned.view.notes.join('\n')).toMatch(/layers stand in the other order than the API gives them/);
    expect(team(applied(turned)).schedules[0]?.layers.map(({ id }) => id)).toEqual([
      'whole-weeks',
      'business-hours',
    ]);
    root.schedule.final_schedule.rendered_schedule_entries[0]!.user =
      root.schedule.final_schedule.rendered_schedule_entries[1]!.user;
    const apart = await plan('pagerduty', JSON.stringify(root));
    expect(apart.view.notes.join('\n')).toMatch(
      /the export names other people for [\d.]+ hours: .*: Grace Lindt there, .* here/,
    );
  });

  it('imported twice stands there twice, and what is there stays', async () => {
    const once = applied(await plan('pagerduty', read('daily.json')));
    const again = await plan('pagerduty', read('daily.json'), once);
    expect(again.view.people.every(({ isNew }) => !isNew)).toBe(true);
    expect(again.view.schedules[0]?.id).toBe('payments-primary-2');
    expect(again.view.notes[0]).toContain('there is such a schedule already');
    expect(applied(again, once).startsWith(once)).toBe(true);
  });
});

describe('an export of Opsgenie', () => {
  it('rotations that are never on call together are layers of one schedule', async () => {
    const made = await plan('opsgenie', read('opsgenie/schedules.json'));
    const file = team(applied(made));
    const payments = file.schedules[0]!;
    expect(payments).toMatchObject({
      id: 'payments-schedule',
      timeZone: 'Europe/Istanbul',
      layers: [
        {
          id: 'day',
          people: ['ada', 'grace'],
          turn: { every: 1, unit: 'days' },
          hours: [{ kind: 'daily', days: null }],
        },
        { id: 'night', people: ['linus', null, null], turn: { every: 1, unit: 'weeks' } },
      ],
    });
    // An override of one rotation counts only while that one is on call.
    const zone = 'Europe/Istanbul';
    expect(payments.timeZone).toBe(zone);
    expect(
      payments.overrides.map(({ person, start, end }) => [
        person,
        new Date(start).toISOString(),
        new Date(end).toISOString(),
      ]),
    ).toEqual([
      ['linus', '2026-03-02T05:30:00.000Z', '2026-03-02T17:00:00.000Z'],
      ['linus', '2026-03-03T05:30:00.000Z', '2026-03-03T17:00:00.000Z'],
      [null, '2026-03-10T00:00:00.000Z', '2026-03-10T06:00:00.000Z'],
    ]);
    expect(made.view.notes).toEqual(
      expect.arrayContaining([
        '"Payments_schedule": rotation "Night": team "Payments" cannot have a turn here; nobody has it.',
        '"Payments_schedule": rotation "Switched off" is disabled and left out.',
        'grace.lindt@example.com is taken to be Grace Lindt (grace), by the name.',
      ]),
    );
  });

  it('rotations that are become schedules of their own, so that everybody is still paged', async () => {
    const made = await plan('opsgenie', read('opsgenie/schedules.json'));
    const file = team(applied(made));
    expect(file.schedules.map(({ id }) => id)).toEqual([
      'payments-schedule',
      'two-at-once-first',
      'two-at-once-second',
      'two-at-once-weekend',
    ]);
    const [, first, second, weekend] = file.schedules;
    expect(first).toMatchObject({
      name: 'Two at once: First',
      layers: [{ turn: { every: 2, unit: 'weeks' } }],
    });
    expect(second?.layers[0]).toMatchObject({
      turn: { every: 12, unit: 'hours' },
      hours: [{ kind: 'daily', days: [1, 2, 3, 4, 5] }],
    });
    expect(weekend?.layers[0]?.hours).toEqual([
      { kind: 'weekly', from: { day: 5, time: 18 * 3_600_000 }, to: { day: 1, time: 9 * 3_600_000 } },
    ]);
    expect([first, second, weekend].map((each) => each?.overrides.length)).toEqual([2, 1, 1]);
    expect(made.view.notes.join('\n')).toMatch(
      /everybody on call in any rotation is paged, and rotations "First" and "Weekend" are on call together \(first on Sun 1 Mar 2026, 00:00, Europe\/London\)/,
    );
    expect(made.view.notes).toContain(
      '"Two at once": it is disabled in Opsgenie; here every schedule counts.',
    );
  });
});

describe('what is no export', () => {
  const parts = { team: team(TEXT), now: NOW, readIcs: makeIcsReader(null) };
  const refused = async (kind: 'pagerduty' | 'opsgenie', text: string) => {
    const made = await importFile({ kind, text, schedule: '' }, parts);
    return made.ok ? 'taken' : made.error;
  };

  it('is refused with a sentence that says what and where', async () => {
    expect(await refused('pagerduty', '')).toBe('This is empty.');
    expect(await refused('pagerduty', '{"schedule": ')).toMatch(
      /^This cannot be imported: this is not JSON: /,
    );
    expect(await refused('pagerduty', '[]')).toBe(
      'This cannot be imported: there is no schedule in this export.',
    );
    expect(await refused('pagerduty', '{"data": []}')).toMatch(/no schedule of the PagerDuty API/);
    expect(await refused('opsgenie', '{"schedule": {}}')).toMatch(/no schedule of the Opsgenie API/);
    expect(await refused('opsgenie', '7')).toBe(
      'This cannot be imported: the export must be an object, not 7.',
    );
    const broken = (change: (layer: Record<string, unknown>) => void) => {
      const root = JSON.parse(read('daily.json')) as {
        schedule: { schedule_layers: Array<Record<string, unknown>> };
      };
      change(root.schedule.schedule_layers[1]!);
      return refused('pagerduty', JSON.stringify(root));
    };
    expect(await broken((layer) => (layer['rotation_turn_length_seconds'] = 0))).toBe(
      'This cannot be imported: schedule.schedule_layers[1].rotation_turn_length_seconds must be a whole number from 1 to 31622400, not 0.',
    );
    expect(await broken((layer) => (layer['start'] = '2026-02-30T00:00:00Z'))).toBe(
      'This cannot be imported: schedule.schedule_layers[1].start must be a date and time such as 2026-01-05T09:00:00Z, not "2026-02-30T00:00:00Z".',
    );
    expect(await broken((layer) => (layer['users'] = [{ user: null }]))).toMatch(/users\[0\]/);
    expect(
      await broken(
        (layer) =>
          (layer['restrictions'] = [
            { type: 'monthly', start_time_of_day: '09:00:00', duration_seconds: 60 },
          ]),
      ),
    ).toMatch(/restrictions\[0\]\.type must be daily_restriction or weekly_restriction/);
  });

  it('whatever is put anywhere into an export, it is taken with a file that reads, or refused with a sentence', async () => {
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        [],
        {},
        '',
        0,
        -1,
        1e308,
        '\u0000',
        '__proto__',
        'x'.repeat(5000),
        'yes',
        '# x',
        '- a: b',
        "'",
        '"',
        '{{',
        '\u2028',
        '2026-13-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
        true,
      ),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
    );
    const names = ['daily.json', 'weekly.json', 'odd.json'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<string>(...names, 'opsgenie/schedules.json'),
        fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 3 }),
        async (name, changes) => {
          const root: unknown = JSON.parse(read(name));
          for (const [seed, value] of changes) replaceOne(root, seed, value);
          const kind = name.startsWith('opsgenie') ? 'opsgenie' : 'pagerduty';
          const made = await importFile({ kind, text: JSON.stringify(root), schedule: '' }, parts);
          if (!made.ok) {
            expect(made.error).toMatch(/^This (cannot be imported: .+\.|is )/);
            return;
          }
          const edited = made.value.edit(TEXT);
          if (!edited.ok) throw new Error(edited.error);
          expect(edited.value.startsWith(TEXT)).toBe(true);
          for (const said of [...made.value.view.notes, made.value.view.text])
            expect(said.split(/[\n\r\u2028\u2029]/)).toHaveLength(1);
          expect(team(edited.value).schedules.length).toBe(made.value.view.schedules.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Puts a value in the place of one of all that stand in a tree. */
function replaceOne(root: unknown, seed: number, value: unknown): void {
  const places: Array<[object: Record<string, unknown>, key: string]> = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(root);
  const [object, key] = places[seed % places.length] ?? [];
  if (object && key !== undefined) object[key] = value;
}
