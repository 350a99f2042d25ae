import { describe, expect, it } from 'vitest';
import { type Days, daysOf, daysText, type Pick, spanOf } from './span-pick';

const NONE: Days = { first: '', last: '' };
const now = Date.parse('2026-11-23T23:30:00Z');
const pick = (what: Pick, at = now, zone = 'Europe/London') => {
  const { first, last } = daysOf(what, at, zone, NONE);
  return `${first} ${last}`;
};

describe('the days that are looked at', () => {
  it('are those of the calendar where the reader is', () => {
    expect(pick('weeks')).toBe('2026-10-27 2026-11-23');
    // It is tomorrow in Kolkata.
    expect(pick('weeks', now, 'Asia/Kolkata')).toBe('2026-10-28 2026-11-24');
    expect(pick('this')).toBe('2026-10-01 2026-12-31');
    expect(pick('year')).toBe('2026-01-01 2026-12-31');
  });

  it('quarters go over the year', () => {
    expect(pick('next')).toBe('2027-01-01 2027-03-31');
    expect(pick('last', Date.parse('2026-02-10T12:00:00Z'))).toBe('2025-10-01 2025-12-31');
    expect(pick('this', Date.parse('2028-02-10T12:00:00Z'))).toBe('2028-01-01 2028-03-31');
    const eve = Date.parse('2026-12-31T23:30:00Z');
    expect(pick('this', eve)).toBe('2026-10-01 2026-12-31');
    expect(pick('this', eve, 'Asia/Kolkata')).toBe('2027-01-01 2027-03-31');
  });

  it('are instants from midnight to midnight there', () => {
    expect(spanOf({ first: '2026-03-29', last: '2026-03-29' }, 'Europe/London')).toEqual({
      from: Date.parse('2026-03-29T00:00:00Z'),
      to: Date.parse('2026-03-29T23:00:00Z'),
    });
  });

  it('say what is wrong with them', () => {
    const wrong = (first: string, last: string) => spanOf({ first, last }, 'UTC');
    expect(wrong('', '2026-01-01')).toBe('Choose the first day.');
    expect(wrong('2026-01-01', '2026-02-30')).toBe('Choose the last day.');
    expect(wrong('2026-01-02', '2026-01-01')).toBe('The last day is before the first.');
    expect(wrong('2026-01-01', '2029-01-01')).toBe('At most 800 days at a time.');
    expect(wrong('2026-01-01', '2028-03-10')).toMatchObject({ from: Date.parse('2026-01-01T00:00:00Z') });
    expect(wrong('2026-01-01', '2028-03-11')).toBe('At most 800 days at a time.');
  });

  it('are said with the year once', () => {
    expect(daysText({ first: '2026-10-01', last: '2026-12-31' })).toBe('1 Oct to 31 Dec 2026');
    expect(daysText({ first: '2026-12-01', last: '2027-01-31' })).toBe('1 Dec 2026 to 31 Jan 2027');
  });
});
