import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importView } from '../../src/contract/rota/share-views';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { readIcs } from '../../src/engine/calendars/read-ics';
import { importFile } from '../../src/engine/imports/import-file';
import { guarded, soundProblem } from './guarded';
import { changedJson, damagedBytes, ODD_TEXTS, shuffledLines } from './mutations';
import { documentsIn, textsIn } from './payloads';
import { assertHolds } from './runs';

/* Exports of other tools and calendars, as files a person picked: real ones, changed in every place. */
const NOW = Date.UTC(2026, 2, 1);
const FILE = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt }
`;
const team = readTeam(FILE).team as Team;

async function imported(kind: 'pagerduty' | 'opsgenie' | 'ics', text: string): Promise<boolean> {
  const readCalendar = (given: string, asked: Parameters<typeof readIcs>[1]) =>
    Promise.resolve(readIcs(given, asked));
  const made = await importFile({ kind, text, schedule: '' }, { team, now: NOW, readIcs: readCalendar });
  if (!made.ok) {
    soundProblem(made.error, 1_000);
    return false;
  }
  expect(importView.safeParse(made.value.view).error).toBeUndefined();
  const after = made.value.edit(FILE);
  if (!after.ok) {
    soundProblem(after.error, 1_000);
    return true;
  }
  // What is written into the team file is a team file, and takes nobody and nothing away.
  const { team: written, problems } = readTeam(after.value);
  expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
  expect(written?.people.slice(0, 2)).toEqual(team.people);
  return true;
}

describe('imports', () => {
  it.each(['pagerduty', 'opsgenie'] as const)(
    'F10: an export of %s, changed: a plan whose edit is a sound team file, or a reason',
    async (kind) => {
      const exports = documentsIn(`imports/${kind}`, Number.POSITIVE_INFINITY);
      const texts = fc.oneof(
        { weight: 4, arbitrary: changedJson(exports) },
        {
          weight: 1,
          arbitrary: damagedBytes(exports.map((one) => JSON.stringify(one))).map((bytes) =>
            bytes.toString('utf8'),
          ),
        },
      );
      let taken = 0;
      await assertHolds(kind === 'opsgenie' ? 120 : 60, texts, async (text) => {
        if (await guarded(() => imported(kind, text))) taken += 1;
      });
      expect(taken).toBeGreaterThan(10);
    },
  );

  // Found by hand, as the random ones seldom nest so deeply.
  it.each(['pagerduty', 'opsgenie'] as const)(
    'F10: an export of %s that is nothing but brackets is refused in words',
    async (kind) => {
      for (const [open, close] of [
        ['[', ']'],
        ['{"schedule":', '}'],
        ['{"data":[', ']}'],
      ] as const) {
        const text = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
        expect(await guarded(() => imported(kind, text))).toBe(false);
      }
    },
  );

  const calendars = [...textsIn('ics', '.ics'), ...textsIn('rota', '.ics')];
  const ODD_ICS = [
    ...ODD_TEXTS.filter((text) => text.length < 1_000),
    'BEGIN:VEVENT',
    'END:VEVENT',
    'END:VCALENDAR',
    'BEGIN:VTIMEZONE',
    'RRULE:FREQ=SECONDLY',
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:FREQ=DAILY;INTERVAL=0',
    'RRULE:FREQ=WEEKLY;BYDAY=99MO;COUNT=2147483648',
    'RRULE:FREQ=MONTHLY;BYSETPOS=1,2,3;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,1,2,3;BYSECOND=0,1,2',
    'DTSTART;TZID=../../etc/passwd:20260101T000000',
    'DTSTART:99999999T999999Z',
    'DTSTART;VALUE=DATE:20260230',
    'DTEND:00010101T000000Z',
    'DURATION:P1000Y',
    'DURATION:-PT1S',
    'DURATION:PT999999999999H',
    'EXDATE:20260101T000000Z,x',
    'RDATE;VALUE=PERIOD:20260101T000000Z/P1D,20260102T000000Z/x',
    'RECURRENCE-ID;RANGE=THISANDFUTURE:20260101T000000Z',
    'TZOFFSETFROM:+9999',
    'ATTENDEE:mailto:',
    'X-\u0000:1',
    ':',
    ';;;;:;;;;',
  ];

  it('F10: a calendar, changed: events in order within what was asked for, or a reason; never long', async () => {
    const texts = fc.oneof(
      { weight: 3, arbitrary: shuffledLines(calendars, ODD_ICS) },
      { weight: 1, arbitrary: damagedBytes(calendars).map((bytes) => bytes.toString('utf8')) },
    );
    const span = { start: NOW, end: NOW + 60 * 86_400_000 };
    let taken = 0;
    await assertHolds(300, texts, async (text) => {
      await guarded(() => {
        const read = readIcs(text, { zone: 'Europe/London', span, most: 2_000 });
        if (!read.ok) return soundProblem(read.error, 600);
        taken += 1;
        const { events } = read.value;
        expect(events.length).toBeLessThanOrEqual(2_000);
        for (const [i, event] of events.entries()) {
          expect(event.end).toBeGreaterThan(event.start);
          expect(event.start).toBeLessThan(span.end);
          expect(event.end).toBeGreaterThan(span.start);
          expect(event.start).toBeGreaterThanOrEqual(events[i - 1]?.start ?? event.start);
        }
      });
    });
    expect(taken).toBeGreaterThan(30);
  });
});
