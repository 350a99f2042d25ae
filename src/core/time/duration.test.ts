import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, parseDuration, printDuration, SECOND } from './duration';

describe('parseDuration', () => {
  it('reads one unit or several joined', () => {
    const read = ['15s', '5m', '4h', '2d', '1h30m', ' 90s ', '0s', '366d'].map((text) => parseDuration(text));
    expect(read).toEqual(
      [15 * SECOND, 5 * MINUTE, 4 * HOUR, 2 * DAY, 1.5 * HOUR, 90 * SECOND, 0, 366 * DAY].map((value) => ({
        ok: true,
        value,
      })),
    );
  });

  it('says what is wrong with everything else', () => {
    for (const text of ['', '5', 'm', '5 m', '1.5h', '-5m', '5min', '5M', '1h 30m', '٥m', '1h\n2m', '1e3s'])
      expect(parseDuration(text)).toEqual({
        ok: false,
        error: `"${text}" is not a duration; write for example 30s, 5m, 4h or 1h30m`,
      });
    expect(parseDuration('367d')).toEqual({ ok: false, error: '"367d" is longer than a year' });
    expect(parseDuration(`${'9'.repeat(60)}d`)).toEqual({
      ok: false,
      error: `"${'9'.repeat(40)}…" is not a duration; write for example 30s, 5m, 4h or 1h30m`,
    });
  });

  it('is quick with hostile text', () => {
    expect(parseDuration(`${'1s'.repeat(100_000)}x`).ok).toBe(false);
  });
});

describe('printDuration', () => {
  it('prints the two largest units', () => {
    expect(
      [
        0,
        -5,
        499,
        500,
        59_499,
        59_500,
        61_000,
        299_000,
        301_000,
        3_599_999,
        90 * MINUTE,
        24 * HOUR,
        51 * HOUR,
      ].map(printDuration),
    ).toEqual([
      '0 s',
      '0 s',
      '0 s',
      '1 s',
      '59 s',
      '1 min',
      '1 min 1 s',
      '4 min 59 s',
      '5 min',
      '1 h',
      '1 h 30 min',
      '1 d',
      '2 d 3 h',
    ]);
  });
});
