import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { dutiesOfRota } from '../../src/core/calendar/duties-of-rota';
import { printIcs } from '../../src/core/calendar/print-ics';
import { personOfEvent } from '../../src/core/schedule/person-of-event';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import { overridesOf, type Rota, rotaOf } from '../../src/core/schedule/rota';
import { readTeam } from '../../src/core/team/read';
import { parseInstant } from '../../src/core/time/instant';
import { readIcs } from '../../src/engine/calendars/read-ics';
import { pythonWithIcalendar, readWithPython } from '../helpers/python-icalendar';

/* F11: what we export is read by others, and says what the resolver says. */

const at = (text: string) => parseInstant(text) as number;
const NOW = at('2026-03-20T12:34:56Z');
const SPAN = { start: at('2026-03-01T00:00:00Z'), end: at('2026-06-01T00:00:00Z') };
const HOSTILE = 'Ada, "the\\nth"; O\'Kafor\nEND:VEVENT\r\nBEGIN:VEVENT\u0007 \u{1F469}\u200D\u{1F4BB}';
const ACCENTS = 'Zoë Ünïcødé-Świętosławski 王小明 王小明 王小明 王小明 王小明 王小明';

function team(overrides = ''): Rota {
  const read = readTeam(`watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada }
  - { id: zoe, name: ${JSON.stringify(ACCENTS)} }
  - { id: linus, name: Linus Roy }
schedules:
  - id: primary
    name: "Primary; first, of all"
    layers:
      - { id: weekly, people: [ada, zoe, linus], start: 2026-01-05T09:00, turn: 1 week }
      - { id: nights, people: [linus], start: 2026-01-05T22:00, turn: 1 day, hours: [ { from: "22:00", to: "06:00", days: [fri] } ] }
    overrides:
      - { person: nobody, start: 2026-04-01T12:00, end: 2026-04-01T18:00 }${overrides}
  - { id: solo, layers: [ { id: all, people: [zoe], start: 2020-01-05T09:00, turn: 1 week } ] }
`);
  if (!read.team) throw new Error(JSON.stringify(read.problems));
  const rota = rotaOf(read.team);
  // The team file takes no line breaks in names; what prints a calendar must not rely on it.
  return { ...rota, people: rota.people.map((one) => (one.id === 'ada' ? { ...one, name: HOSTILE } : one)) };
}

function exported(of: Parameters<typeof dutiesOfRota>[1], rota = team(), span = SPAN, now = NOW): string {
  const calendar = dutiesOfRota(rota, of, span);
  if (!calendar) throw new Error('no such schedule or person');
  return printIcs({ ...calendar, at: now });
}

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((vevent) => {
    const event = new ICAL.Event(vevent);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
    };
  });

describe('F11: the file', () => {
  it.each([{ schedule: 'primary' }, { person: 'ada' }])(
    'has CRLF only, at most 75 octets a line, whole characters: %j',
    (of) => {
      const text = exported(of);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(line).toString()).toBe(line);
        expect(line).not.toMatch(/\uFFFD/);
      }
      // Unfolded, no name of a person opens or closes anything.
      const lines = text.replaceAll('\r\n ', '').split('\r\n');
      expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT')).length).toBe(eventsOf(text).length);
      expect(lines.every((line) => /^[A-Z-]+[;:]|^$/.test(line))).toBe(true);
    },
  );

  it('shows names as they are, in ical.js', () => {
    const [first] = eventsOf(exported({ schedule: 'primary' }));
    expect(first?.summary).toBe(`${ACCENTS}: Primary; first, of all`);
    const ada = eventsOf(exported({ schedule: 'primary' })).find(({ summary }) => summary.startsWith('Ada'));
    expect(ada?.summary).toBe(
      `${HOSTILE.replace('\r\n', '\n').replace('\u0007', '')}: Primary; first, of all`,
    );
  });
});

describe('F11: the times', () => {
  const duties = (rota: Rota, id: string) => {
    const schedule = rota.schedules.find((one) => one.id === id);
    if (!schedule) throw new Error(id);
    return dutiesOf(shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, SPAN)).filter(
      ({ person }) => person !== null,
    );
  };
  const clipped = ({ start, end }: { start: number; end: number }) => [
    Math.max(start, SPAN.start),
    Math.min(end, SPAN.end),
  ];

  it('are the resolver’s, read by ical.js', () => {
    const rota = team();
    const want = duties(rota, 'primary').map(({ start, end }) => [start, end]);
    expect(want.length).toBeGreaterThan(30);
    expect(eventsOf(exported({ schedule: 'primary' }, rota)).map(clipped)).toEqual(want);
    const adas = duties(rota, 'primary').filter(({ person }) => person === 'ada');
    expect(eventsOf(exported({ person: 'ada' }, rota)).map(clipped)).toEqual(
      adas.map(({ start, end }) => [start, end]),
    );
  });

  it('come back through our own import, to the same people', () => {
    const rota = team();
    const read = readIcs(exported({ schedule: 'primary' }, rota), { zone: 'Asia/Kolkata', span: SPAN });
    if (!read.ok) throw new Error(read.error);
    const back = read.value.events.map((event) => [...clipped(event), personOfEvent(event, rota.people)]);
    expect(back).toEqual(duties(rota, 'primary').map(({ start, end, person }) => [start, end, person]));
  });

  const python = pythonWithIcalendar();
  it.skipIf(python === null)(
    'are the resolver’s, read by python-icalendar (Debian python3-icalendar; skipped where it is not installed)',
    () => {
      const rota = team();
      const read = readWithPython(python as string, exported({ schedule: 'primary' }, rota));
      expect(read.errors).toEqual([]);
      expect(read.name).toBe('On call: Primary; first, of all');
      expect(read.events.map(clipped)).toEqual(duties(rota, 'primary').map(({ start, end }) => [start, end]));
      expect(new Set(read.events.map(({ zone }) => zone))).toEqual(new Set(['0:00:00']));
      // Version 4.0.3 takes an escaped backslash before an n for a line break; nothing else differs.
      const told = ({ uid, summary }: { uid: string; summary: string }) => [
        uid,
        summary.replace('\\n', '\n'),
      ];
      expect(read.events.map(told)).toEqual(eventsOf(exported({ schedule: 'primary' }, rota)).map(told));
      expect(read.events.some(({ summary }) => summary.startsWith(ACCENTS))).toBe(true);
    },
  );
});

describe('F11: UIDs', () => {
  const uids = (text: string) => eventsOf(text).map(({ uid, start, end }) => `${uid} ${start} ${end}`);

  it('are one each, and the same in later exports, of other spans, of schedule and person', () => {
    const first = uids(exported({ schedule: 'primary' }));
    expect(new Set(first).size).toBe(first.length);
    const later = { start: at('2026-03-10T15:00:00Z'), end: at('2026-07-01T00:00:00Z') };
    const second = uids(exported({ schedule: 'primary' }, team(), later, NOW + 9_000_000));
    const common = second.filter((uid) => first.includes(uid));
    // All but those that begin in June, the one that the span of the first cut at its end included.
    expect(second.filter((uid) => !first.includes(uid)).every((uid) => uid.includes('202606'))).toBe(true);
    expect(common.length).toBeGreaterThan(25);
    for (const uid of uids(exported({ person: 'ada' }))) expect(first).toContain(uid);
  });

  it('of other shifts do not change with an override; who reads the feed takes the newer version', () => {
    const before = exported({ schedule: 'primary' });
    const after = exported(
      { schedule: 'primary' },
      team('\n      - { person: zoe, start: 2026-05-06T12:00, end: 2026-05-06T18:00 }'),
      SPAN,
      NOW + 60_000,
    );
    const gone = uids(before).filter((uid) => !uids(after).includes(uid));
    expect(gone).toHaveLength(1);
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
    expect(sequence(after)).toBe(sequence(before) + 1);
    expect(sequence(after)).toBeLessThan(2 ** 31);
  });

  it('of a duty without beginning or end stay too', () => {
    const one = eventsOf(exported({ schedule: 'solo' }))[0]?.uid;
    const later = { start: SPAN.start + 9 * 86_400_000, end: SPAN.end };
    expect(one).toBe('solo-20260101T000000Z@payments.watchbill');
    expect(eventsOf(exported({ schedule: 'solo' }, team(), later))[0]?.uid).toBe(one);
  });
});
