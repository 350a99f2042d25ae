import { describe, expect, it } from 'vitest';
import { nextMorning } from './morning';

const at = (text: string) => Date.parse(text);

describe('until morning', () => {
  it.each([
    ['in the evening', '2026-11-23T21:00:00Z', 'Europe/London', '2026-11-24T08:00:00Z'],
    ['in the small hours', '2026-11-23T02:14:07Z', 'Europe/London', '2026-11-23T08:00:00Z'],
    ['at eight sharp', '2026-11-23T08:00:00Z', 'Europe/London', '2026-11-24T08:00:00Z'],
    ['in another zone', '2026-11-23T21:00:00Z', 'Asia/Kolkata', '2026-11-24T02:30:00Z'],
    ['over a night that loses an hour', '2026-03-29T00:30:00Z', 'Europe/London', '2026-03-29T07:00:00Z'],
    ['over a night that gains an hour', '2026-10-24T22:00:00Z', 'Europe/London', '2026-10-25T08:00:00Z'],
    ['over a day that does not exist', '2011-12-30T06:00:00Z', 'Pacific/Apia', '2011-12-30T18:00:00Z'],
    ['in a zone nobody knows', '2026-11-23T21:00:00Z', 'Mars/Olympus', '2026-11-24T08:00:00Z'],
  ])('%s', (_, now, zone, morning) => {
    expect(new Date(nextMorning(at(now), zone)).toISOString()).toBe(new Date(at(morning)).toISOString());
  });
});
