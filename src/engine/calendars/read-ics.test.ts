import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../core/time/instant';
import { readIcs } from './read-ics';

const at = (text: string) => parseInstant(text) as number;
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);

function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
function event(...lines: string[]): string {
  return ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:x', ...lines, 'END:VEVENT'].join('\r\n');
}
/** Starts and ends within a year, read in a zone. */
function times(text: string, zone = 'UTC', from = '2026-01-01T00:00:00Z', to = '2027-01-01T00:00:00Z') {
  const read = readIcs(text, { zone, span: { start: at(from), end: at(to) } });
  if (!read.ok) return read.error;
  return read.value.events.map(({ start, end }) => `${iso(start)} ${iso(end)}`);
}

describe('zones', () => {
  it('known by name: over the clock change the wall clock stays', () => {
    const text = calendar(
      event(
        'DTSTART;TZID=Europe/London:20260328T090000',
        'DTEND;TZID=Europe/London:20260328T100000',
        'RRULE:FREQ=DAILY;COUNT=2',
      ),
    );
    expect(times(text)).toEqual(['2026-03-28T09:00 2026-03-28T10:00', '2026-03-29T08:00 2026-03-29T09:00']);
  });

  it('a gap moves forward, what comes twice is the first, as everywhere in the rota', () => {
    const text = calendar(
      event('DTSTART;TZID=America/New_York:20260308T023000', 'DURATION:PT1H'),
      event('DTSTART;TZID=America/New_York:20261101T013000', 'DURATION:PT1H'),
    );
    expect(times(text)).toEqual(['2026-03-08T07:30 2026-03-08T08:30', '2026-11-01T05:30 2026-11-01T06:30']);
  });

  it('a night shift ends at its wall clock on the long and the short night', () => {
    const text = calendar(
      event(
        'DTSTART;TZID=Europe/London:20260328T220000',
        'DTEND;TZID=Europe/London:20260329T060000',
        'RRULE:FREQ=WEEKLY;INTERVAL=30;COUNT=2',
      ),
      event('DTSTART;TZID=Europe/London:20261024T220000', 'DTEND;TZID=Europe/London:20261025T060000'),
    );
    expect(times(text)).toEqual([
      '2026-03-28T22:00 2026-03-29T05:00',
      '2026-10-24T21:00 2026-10-25T06:00',
      // The 30th week later is the same night: both events are there.
      '2026-10-24T21:00 2026-10-25T06:00',
    ]);
  });

  it('days of DURATION follow the wall clock, its hours the elapsed time (RFC 5545, 3.3.6)', () => {
    const text = calendar(
      event('DTSTART;TZID=Europe/London:20260328T120000', 'DURATION:P1D'),
      event('DTSTART;TZID=Europe/London:20260328T120000', 'DURATION:PT24H'),
    );
    expect(times(text)).toEqual(['2026-03-28T12:00 2026-03-29T11:00', '2026-03-28T12:00 2026-03-29T12:00']);
  });

  const DESCRIBED = [
    'BEGIN:VTIMEZONE',
    'TZID:Somewhere',
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:19700329T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];

  it('described in the file are the same as the zone they describe, gap and fold included', () => {
    const walls = [
      '20260101T120000',
      '20260329T023000',
      '20260701T120000',
      '20261025T023000',
      '20261025T031500',
    ];
    const by = (zone: string) =>
      times(calendar(...DESCRIBED, ...walls.map((w) => event(`DTSTART;TZID=${zone}:${w}`, 'DURATION:PT1M'))));
    expect(by('Somewhere')).toEqual(by('Europe/Berlin'));
    expect(by('Somewhere')).toHaveLength(5);
  });

  it('are found behind a path, and by the name Windows gives them', () => {
    const one = (tzid: string) =>
      times(calendar(event(`DTSTART;TZID=${tzid}:20260701T120000`, 'DURATION:PT1H')));
    expect(one('/citadel.org/20210210_1/Europe/Berlin')).toEqual(['2026-07-01T10:00 2026-07-01T11:00']);
    expect(one('W. Europe Standard Time')).toEqual(['2026-07-01T10:00 2026-07-01T11:00']);
    expect(one('Nowhere')).toBe(
      'has an event "x" that names the time zone "Nowhere", which nobody knows and the file does not describe',
    );
  });

  it('that a file leaves open are the reader’s: floating times and whole days', () => {
    const text = calendar(
      event('DTSTART:20260701T120000', 'DTEND:20260701T130000'),
      event('DTSTART;VALUE=DATE:20260329'),
      event('DTSTART;VALUE=DATE:20260703', 'DTEND;VALUE=DATE:20260705'),
    );
    expect(times(text, 'Europe/London')).toEqual([
      '2026-03-29T00:00 2026-03-29T23:00',
      '2026-07-01T11:00 2026-07-01T12:00',
      '2026-07-02T23:00 2026-07-04T23:00',
    ]);
    const read = readIcs(text, { zone: 'UTC', span: { start: 0, end: 1 } });
    expect(read.ok && read.value.floating).toBe(true);
  });
});

describe('exceptions', () => {
  const DAILY = ['DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z', 'RRULE:FREQ=DAILY;COUNT=4'];

  it('days taken out, also a whole day, and days put in, with a length of their own', () => {
    const text = calendar(
      event(
        ...DAILY,
        'EXDATE:20260106T090000Z',
        'EXDATE;VALUE=DATE:20260107',
        'RDATE;VALUE=PERIOD:20260201T090000Z/PT5H',
        'RDATE:20260202T090000Z',
        'RDATE:',
      ),
    );
    expect(times(text)).toEqual([
      '2026-01-05T09:00 2026-01-05T10:00',
      '2026-01-08T09:00 2026-01-08T10:00',
      '2026-02-01T09:00 2026-02-01T14:00',
      '2026-02-02T09:00 2026-02-02T10:00',
    ]);
  });

  it('one happening moved, one cancelled; of two versions the newer counts', () => {
    const text = calendar(
      event(...DAILY),
      event(
        'RECURRENCE-ID:20260106T090000Z',
        'SEQUENCE:2',
        'DTSTART:20260106T150000Z',
        'DTEND:20260106T160000Z',
      ),
      event(
        'RECURRENCE-ID:20260106T090000Z',
        'SEQUENCE:1',
        'DTSTART:20260106T120000Z',
        'DTEND:20260106T130000Z',
      ),
      event('RECURRENCE-ID:20260107T090000Z', 'STATUS:CANCELLED', 'DTSTART:20260107T090000Z'),
    );
    expect(times(text)).toEqual([
      '2026-01-05T09:00 2026-01-05T10:00',
      '2026-01-06T15:00 2026-01-06T16:00',
      '2026-01-08T09:00 2026-01-08T10:00',
    ]);
  });

  it('one happening and all later ones moved', () => {
    const text = calendar(
      event(...DAILY),
      event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20260107T090000Z',
        'DTSTART:20260107T110000Z',
        'DURATION:PT30M',
      ),
    );
    expect(times(text)).toEqual([
      '2026-01-05T09:00 2026-01-05T10:00',
      '2026-01-06T09:00 2026-01-06T10:00',
      '2026-01-07T11:00 2026-01-07T11:30',
      '2026-01-08T11:00 2026-01-08T11:30',
    ]);
  });

  it('cancelled events are left out, transparent ones are not', () => {
    expect(times(calendar(event(...DAILY, 'STATUS:CANCELLED')))).toEqual([]);
    expect(times(calendar('METHOD:CANCEL', event(...DAILY)))).toEqual([]);
    expect(times(calendar(event(...DAILY, 'TRANSP:TRANSPARENT')))).toHaveLength(4);
  });
});

it('only what touches the span is there, also what began long before', () => {
  const text = calendar(
    event('DTSTART:20250101T000000Z', 'DTEND:20260101T000001Z'),
    event('DTSTART:20250101T000000Z', 'DTEND:20260101T000000Z'),
    event('DTSTART:20270101T000000Z', 'DTEND:20270102T000000Z'),
    event('DTSTART:19900101T000000Z', 'DURATION:P40D', 'RRULE:FREQ=MONTHLY'),
  );
  expect(times(text, 'UTC', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual([
    '2025-01-01T00:00 2026-01-01T00:00',
    '2025-12-01T00:00 2026-01-10T00:00',
    '2026-01-01T00:00 2026-02-10T00:00',
  ]);
});

it('names and addresses of an event', () => {
  const read = readIcs(
    calendar(
      'X-WR-CALNAME:Payments\\, on call',
      event(
        'DTSTART:20260101T000000Z',
        'DTEND:20260102T000000Z',
        'ORGANIZER;CN=Boss:mailto:Boss@Example.com',
        'ATTENDEE;EMAIL=ada@example.com:urn:uuid:1',
        'ATTENDEE:MAILTO:boss@example.com',
      ),
    ),
    { zone: 'UTC', span: { start: at('2026-01-01T00:00:00Z'), end: at('2026-01-02T00:00:00Z') } },
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      name: 'Payments, on call',
      events: [{ summary: 'x', emails: ['boss@example.com', 'ada@example.com'] }],
    },
  });
});

it('one event that cannot be read is a problem of the file, by name', () => {
  const good = event('DTSTART:20260101T000000Z', 'DTEND:20260102T000000Z');
  const with_ = (...lines: string[]) => times(calendar(good, event(...lines)));
  expect(with_()).toBe('has an event "x" that has no start (DTSTART)');
  expect(with_('DTSTART:20260230T000000Z')).toBe('has an event "x" that has a start that is no date or time');
  expect(with_('DTSTART:20260101T000000Z', 'DTEND:20251231T000000Z')).toMatch(/ends before it starts$/);
  expect(with_('DTSTART:20260101T000000Z', 'DURATION:-PT1H')).toMatch(/ends before it starts$/);
  expect(with_('DTSTART:20260101T000000Z', 'RRULE:FREQ=DAILY;RSCALE=CHINESE')).toMatch(/RSCALE/);
  expect(with_('DTSTART:20260101T000000Z', 'RRULE:FREQ=DAILY;BYEASTER=1')).toMatch(/byeaster/);
  expect(with_('DTSTART:20260101T000000Z', 'RRULE:FREQ=DAILY;UNTIL=soon')).toMatch(/UNTIL/);
  expect(with_('DTSTART:20260101T000000Z', 'EXRULE:FREQ=DAILY')).toMatch(/EXRULE/);
  expect(times('<!doctype html><title>Sign in</title>')).toMatch(
    /does not begin with BEGIN:VCALENDAR \(it is a web page\)/,
  );
  expect(times('')).toBe('is empty');
  expect(readIcs(calendar(good), { zone: 'Mars/Olympus', span: { start: 0, end: 1 } })).toMatchObject({
    ok: false,
  });
});

describe('rules give what dateutil gives', () => {
  type Case = { start: string; rule: string; count: number; first: string[]; last: string[] };
  const file = new URL('../../../test/fixtures/ics/rules.json', import.meta.url);
  const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

  it.each(cases)('$rule from $start', ({ start, rule, count, first, last }) => {
    const text = calendar(event(`DTSTART:${start}`, 'DURATION:PT1M', `RRULE:${rule}`));
    const got = times(text, 'UTC', '2026-01-01T00:00:00Z', '2029-01-01T00:00:01Z');
    if (typeof got === 'string') throw new Error(got);
    const starts = got.map((line) => line.slice(0, 16));
    expect([starts.length, starts.slice(0, 8), starts.slice(-4)]).toEqual([count, first, last]);
  });
});

// Found by test/fuzz/imports.test.ts.
describe('a zone by the name of something that every object has', () => {
  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    '%s is a zone that nobody knows',
    (name) => {
      expect(times(calendar(event(`DTSTART;TZID=${name}:20260328T220000`, 'DURATION:PT1H')))).toContain(name);
    },
  );
});
