import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../core/time/duration';
import { type ClockTrust, makeClockTrust } from './clock-trust';

const BEGIN = Date.UTC(2026, 10, 23, 2);
let wall: number;
let steady: number;
let trust: ClockTrust;

const start = (before: number | null): void => {
  trust = makeClockTrust(
    () => wall,
    () => steady,
    before,
  );
};

beforeEach(() => {
  wall = BEGIN;
  steady = 5000;
  start(null);
});

/** Both clocks go on, looked at every five minutes; what is found at the end. */
function passes(time: number): string {
  let found = trust.look().kind as string;
  for (let gone = 0; gone < time; gone += 5 * MINUTE) {
    wall += 5 * MINUTE;
    steady += 5 * MINUTE;
    found = trust.look().kind;
  }
  return found;
}

describe('B2: what is old is decided by a clock that went evenly', () => {
  it('is believed while both clocks agree, for months on end', () => {
    expect(passes(60 * DAY)).toBe('trusted');
  });

  it('holds for an hour after a night asleep', () => {
    passes(HOUR);
    wall += 8 * HOUR;
    expect(trust.look()).toEqual({ kind: 'settling', by: 8 * HOUR });
    expect(passes(55 * MINUTE)).toBe('settling');
    expect(passes(10 * MINUTE)).toBe('trusted');
  });

  it('doubts a jump of ten years for as long as it lasts, and over a restart', () => {
    passes(HOUR);
    const seen = wall;
    wall += 3650 * DAY;
    expect(trust.look()).toEqual({ kind: 'doubted', seen });
    expect(passes(3 * DAY)).toBe('doubted');
    start(trust.seen());
    expect(passes(3 * DAY)).toBe('doubted');
  });

  it('believes it again when the clock is put right, or a person says so', () => {
    passes(HOUR);
    wall += 3650 * DAY;
    expect(trust.look().kind).toBe('doubted');
    wall -= 3650 * DAY;
    expect(passes(5 * MINUTE)).toBe('settling');
    expect(passes(HOUR)).toBe('trusted');
    wall += 3650 * DAY;
    expect(trust.look().kind).toBe('doubted');
    trust.confirm();
    expect(trust.look().kind).toBe('trusted');
  });

  it('doubts a clock that fell behind: an empty battery says 1970 until the network is there', () => {
    passes(HOUR);
    const before = wall;
    wall = 0;
    start(before);
    expect(passes(5 * MINUTE)).toBe('doubted');
    wall = before + DAY;
    expect(passes(5 * MINUTE)).toBe('settling');
    expect(passes(HOUR)).toBe('trusted');
  });

  it('asks after more than two weeks without us', () => {
    start(BEGIN - 13 * DAY);
    expect(trust.look().kind).toBe('trusted');
    start(BEGIN - 15 * DAY);
    expect(trust.look()).toEqual({ kind: 'doubted', seen: BEGIN - 15 * DAY });
  });
});
