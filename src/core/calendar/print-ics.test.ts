import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../time/instant';
import { contentLine, escapeText } from './content-line';
import { dutyUid, printIcs } from './print-ics';

const at = (text: string) => parseInstant(text) as number;
const octets = (text: string) => new TextEncoder().encode(text).length;

describe('a line', () => {
  it('of 75 octets stays whole; the next one is folded before a character, not within', () => {
    expect(contentLine('x'.repeat(75))).toBe(`${'x'.repeat(75)}\r\n`);
    expect(contentLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x\r\n`);
    expect(contentLine(`${'x'.repeat(74)}é`)).toBe(`${'x'.repeat(74)}\r\n é\r\n`);
    expect(contentLine(`${'x'.repeat(73)}\u{1F469}`)).toBe(`${'x'.repeat(73)}\r\n \u{1F469}\r\n`);
  });

  it('whatever is in it, says the same unfolded, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`;
        const folded = contentLine(line);
        expect(folded.replaceAll('\r\n ', '')).toBe(`${line}\r\n`);
        for (const one of folded.split('\r\n')) expect(octets(one)).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('has no half characters', () => {
    expect(contentLine('a\uD800b')).toBe('a\uFFFDb\r\n');
  });
});

it('text is one line whatever it holds, and comes back as it was but for control characters', () => {
  expect(escapeText('a\r\nb\rc\nd\\n,;:"\u0000\u001b\tz')).toBe('a\\nb\\nc\\nd\\\\n\\,\\;:"\tz');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const escaped = escapeText(text);
      expect(escaped).not.toMatch(/[\r\n]/);
      const back = escaped.replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
      // eslint-disable-next-line no-control-regex
      const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
      expect(back).toBe(text.replace(/\r\n?/g, '\n').replace(control, ''));
    }),
  );
});

it('a calendar without duties is one, and a duty’s UID follows from schedule and start alone', () => {
  const now = at('2026-03-20T12:34:56.789Z');
  expect(printIcs({ name: 'x', team: '', duties: [], at: now }).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Watchbill//Watchbill//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'NAME:x',
    'X-WR-CALNAME:x',
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    'END:VCALENDAR',
    '',
  ]);
  const start = at('2026-01-05T09:00:00Z');
  expect(dutyUid({ schedule: 'primary', start }, '')).toBe('primary-20260105T090000Z@watchbill');
  expect(dutyUid({ schedule: 'primary', start }, ' Harbour: Payments! ')).toBe(
    'primary-20260105T090000Z@harbour-payments.watchbill',
  );
  const duty = { schedule: 'primary', start, end: start + 1000, summary: 's', description: '' };
  const text = printIcs({ name: 'x', team: '', duties: [duty], at: now });
  expect(text).toContain(
    'DTSTAMP:20260320T123456Z\r\nLAST-MODIFIED:20260320T123456Z\r\nSEQUENCE:29566834\r\n',
  );
  expect(text).not.toContain('DESCRIPTION');
});
