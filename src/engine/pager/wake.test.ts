import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/time/duration';
import { startWake, type Wake } from './wake';

const BEGIN = Date.UTC(2026, 10, 23, 2);
const clock = { now: () => Date.now(), monotonic: () => performance.now() };

let said: string[];
let wake: Wake;

const since = (at: number): string => `${(at - BEGIN) / SECOND}s`;

beforeEach(() => {
  vi.useFakeTimers({ now: BEGIN });
  said = [];
  wake = startWake(
    clock,
    () => said.push(`${since(Date.now())} due`),
    (from) => said.push(`${since(Date.now())} slept since ${since(from)}`),
    (back) => said.push(`${since(Date.now())} set back by ${back / SECOND}s`),
  );
});
afterEach(() => {
  wake.stop();
  vi.useRealTimers();
});

describe('the one timer', () => {
  it('wakes at the instant it was asked for, once, however many slices lie in between', () => {
    wake.atLatest(BEGIN + 5 * MINUTE + 7);
    vi.advanceTimersByTime(HOUR);
    expect(said).toEqual(['300.007s due']);
  });

  it('lets the earlier wish stand, whichever came first, until it is set anew', () => {
    wake.atLatest(BEGIN + 10 * SECOND);
    wake.atLatest(BEGIN + 20 * SECOND);
    wake.atLatest(BEGIN + 5 * SECOND);
    wake.atLatest(null);
    vi.advanceTimersByTime(MINUTE);
    wake.atLatest(BEGIN + 70 * SECOND);
    wake.rearm(BEGIN + 80 * SECOND);
    vi.advanceTimersByTime(MINUTE);
    wake.atLatest(BEGIN + 125 * SECOND);
    wake.rearm(null);
    vi.advanceTimersByTime(MINUTE);
    expect(said).toEqual(['5s due', '80s due']);
  });

  it('B1: tells that the clock was set back, and what was asked for keeps its distance', () => {
    wake.atLatest(BEGIN + 5 * MINUTE);
    vi.advanceTimersByTime(2 * MINUTE);
    vi.setSystemTime(BEGIN + 2 * MINUTE - HOUR);
    vi.advanceTimersByTime(3 * MINUTE - 1);
    expect(said).toEqual([expect.stringMatching(/^-347\ds set back by 3600s$/)]);
    vi.advanceTimersByTime(SECOND);
    expect(said.slice(1)).toEqual(['-3300s due']);
    // A little is what time servers correct as they go.
    vi.setSystemTime(Date.now() - SECOND);
    vi.advanceTimersByTime(MINUTE);
    expect(said).toHaveLength(2);
  });

  it('wakes at once for what was due before', () => {
    wake.atLatest(BEGIN - HOUR);
    vi.advanceTimersByTime(0);
    expect(said).toEqual(['0s due']);
  });

  it('waits for years where setTimeout would fire at once (B7)', () => {
    wake.atLatest(BEGIN + 30 * DAY);
    wake.rearm(BEGIN + 30 * DAY);
    vi.advanceTimersByTime(HOUR);
    wake.rearm(Date.UTC(9999, 11, 31));
    vi.advanceTimersByTime(HOUR);
    expect(said).toEqual([]);
  });

  it('tells of a sleep within one slice, before what fell due in it', () => {
    wake.atLatest(BEGIN + MINUTE);
    vi.advanceTimersByTime(30 * SECOND);
    vi.setSystemTime(BEGIN + 8 * HOUR);
    vi.advanceTimersByTime(10 * SECOND);
    expect(said).toEqual(['28805s slept since 30s', '28805s due']);
  });

  it('tells of it to whoever asks first, once', () => {
    vi.advanceTimersByTime(5 * SECOND);
    vi.setSystemTime(BEGIN + 8 * HOUR);
    wake.notice();
    wake.notice();
    wake.atLatest(Date.now() + SECOND);
    vi.advanceTimersByTime(MINUTE);
    expect(said).toEqual(['28800s slept since 5s', '28801s due']);
  });

  it('knows a sleep even when a wish arms the timer anew right after it', () => {
    vi.setSystemTime(BEGIN + HOUR);
    wake.notice();
    wake.rearm(Date.now() + MINUTE);
    vi.advanceTimersByTime(2 * MINUTE);
    expect(said).toEqual(['3600s slept since 0s', '3660s due']);
  });

  it('does not take a machine that is a few seconds late for one that slept', () => {
    vi.setSystemTime(BEGIN + 3 * SECOND);
    vi.advanceTimersByTime(5 * SECOND);
    wake.notice();
    expect(said).toEqual([]);
  });

  it('is armed again when what it woke fails', () => {
    let fails = true;
    wake.stop();
    wake = startWake(
      clock,
      () => {
        if (fails) throw new Error('no');
        said.push(`${since(Date.now())} due`);
      },
      () => undefined,
    );
    wake.atLatest(BEGIN + SECOND);
    expect(() => vi.advanceTimersByTime(2 * SECOND)).toThrow('no');
    fails = false;
    wake.atLatest(BEGIN + 3 * SECOND);
    vi.advanceTimersByTime(2 * SECOND);
    expect(said).toEqual(['3s due']);
  });

  it('a sleep is no clock that was set, however often it is asked in between', () => {
    vi.advanceTimersByTime(4 * SECOND);
    vi.setSystemTime(BEGIN + HOUR);
    wake.notice();
    wake.notice();
    vi.advanceTimersByTime(MINUTE);
    expect(said).toEqual(['3600s slept since 0s']);
  });

  it('leaves no timer behind when it is stopped', () => {
    wake.atLatest(BEGIN + MINUTE);
    wake.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
