import { describe, expect, it } from 'vitest';
import { lengthWords, spanWords } from './shift-words';

const at = (text: string) => Date.parse(text);
const H = 3_600_000;

describe('a span in words', () => {
  it.each([
    ['2026-03-06T18:00Z', '2026-03-09T09:00Z', 'UTC', 'Fri 6 Mar 18:00 – Mon 9 Mar 09:00'],
    ['2026-03-06T18:00Z', '2026-03-06T20:30Z', 'UTC', 'Fri 6 Mar 18:00 – 20:30'],
    ['2026-03-06T00:00Z', '2026-03-07T00:00Z', 'UTC', 'Fri 6 Mar 00:00 – 24:00'],
    ['2026-03-06T00:00Z', '2026-03-08T00:00Z', 'UTC', 'Fri 6 Mar 00:00 – Sun 8 Mar 00:00'],
    ['2026-03-06T18:00Z', '2026-03-06T20:30Z', 'Asia/Kolkata', 'Fri 6 Mar 23:30 – Sat 7 Mar 02:00'],
    ['2026-03-06T18:00Z', '2027-03-06T20:00Z', 'UTC', 'Fri 6 Mar 18:00 – Sat 6 Mar 20:00'],
  ])('%s to %s in %s', (from, to, zone, words) => expect(spanWords(at(from), at(to), zone)).toBe(words));
});

describe('how long it is', () => {
  it.each([
    [45 * 60_000, '45 min'],
    [8 * H, '8 h'],
    [63 * H, '2 d 15 h'],
    [24 * H + 60_000, '1 d 1 min'],
    [0, '0 min'],
  ])('%d ms', (ms, words) => expect(lengthWords(ms)).toBe(words));
});
