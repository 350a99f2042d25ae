import { describe, expect, it } from 'vitest';
import { nextMorning } from './next-morning';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

describe('nextMorning', () => {
  it.each([
    ['at night: today', '2026-11-23T02:00:00Z', 'Europe/Berlin', '2026-11-23T07:00:00.000Z'],
    ['after eight: tomorrow', '2026-11-23T07:30:00Z', 'Europe/Berlin', '2026-11-24T07:00:00.000Z'],
    ['at eight sharp: tomorrow', '2026-11-23T07:00:00Z', 'Europe/Berlin', '2026-11-24T07:00:00.000Z'],
    [
      'a zone that is already a day ahead',
      '2026-11-23T12:00:00Z',
      'Pacific/Auckland',
      '2026-11-23T19:00:00.000Z',
    ],
    [
      'over the spring change, 23 h later',
      '2026-03-28T07:00:00Z',
      'Europe/Berlin',
      '2026-03-29T06:00:00.000Z',
    ],
    [
      'over the autumn change, 25 h later',
      '2026-10-24T06:00:00Z',
      'Europe/Berlin',
      '2026-10-25T07:00:00.000Z',
    ],
    ['half an hour off', '2026-11-23T21:00:00Z', 'Asia/Kolkata', '2026-11-24T02:30:00.000Z'],
    ['over a day that does not exist', '2011-12-30T06:00:00Z', 'Pacific/Apia', '2011-12-30T18:00:00.000Z'],
    ['a zone nobody knows, read as UTC', '2026-11-23T02:00:00Z', 'Mars/Olympus', '2026-11-23T08:00:00.000Z'],
  ])('%s', (_, now, zone, morning) => expect(iso(nextMorning(at(now), zone))).toBe(morning));
});
