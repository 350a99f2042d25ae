import { describe, expect, it } from 'vitest';
import { exchangeCalendars } from './exchanges';

const dates = (file: string, line: RegExp): string[] =>
  [...(exchangeCalendars(2026).get(file) as string).matchAll(line)].map((m) => m[1] as string);
const closed = (file: string) =>
  dates(file, /^EXDATE;TZID=[^:]+:(\d{8})T/gm).filter((date) => date.startsWith('2026'));
const halves = (file: string) =>
  dates(file, /^RECURRENCE-ID;TZID=[^:]+:(\d{8})T/gm).filter((date) => date.startsWith('2026'));

describe('the exchanges of the demo', () => {
  it('closes London on the days the exchange published for 2026', () => {
    expect(closed('xlon.ics')).toEqual([
      '20260101',
      '20260403',
      '20260406',
      '20260504',
      '20260525',
      '20260831',
      '20261225',
      '20261228',
    ]);
    expect(halves('xlon.ics')).toEqual(['20261224', '20261231']);
  });

  it('closes New York on the days the exchange published for 2026', () => {
    expect(closed('xnys.ics')).toEqual([
      '20260101',
      '20260119',
      '20260216',
      '20260403',
      '20260525',
      '20260619',
      '20260703',
      '20260907',
      '20261126',
      '20261225',
    ]);
    expect(halves('xnys.ics')).toEqual(['20261127', '20261224']);
  });
});
