import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RingingView } from '../contract/views/ringing';
import { makePainter, type Painter } from './painter';

const NOTHING = { pages: [], total: 0, me: { id: 'ada' } } as unknown as RingingView;
const ONE = { ...NOTHING, total: 1 };
let ringing: RingingView;
let sent: string[];
let painter: Painter;

beforeEach(() => {
  vi.useFakeTimers();
  ringing = NOTHING;
  sent = [];
  painter = makePainter({
    ringing: () => ringing,
    status: () => ({}) as never,
    practice: () => null,
    now: () => performance.now(),
  });
  painter.subscribe((name) => {
    sent.push(name);
  });
  painter.changed('incidents');
  vi.advanceTimersByTime(1000);
  sent.length = 0;
});
afterEach(() => {
  painter.stop();
  vi.useRealTimers();
});

describe('a page', () => {
  it('is painted in the same tick, whatever was painted a moment before', () => {
    ringing = ONE;
    painter.changed('incidents');
    expect(sent).toEqual(['ringing']);
    painter.changed('page');
    expect(sent).toEqual(['ringing', 'ringing']);
  });

  it('in a flood of pages is painted within 30 ms, and not more often', () => {
    ringing = ONE;
    for (let ms = 0; ms < 299; ms++) {
      painter.changed('page');
      vi.advanceTimersByTime(1);
    }
    expect(sent.filter((name) => name === 'ringing')).toHaveLength(10);
  });

  it('that was answered leaves at once', () => {
    ringing = ONE;
    painter.changed('page');
    vi.advanceTimersByTime(40);
    ringing = NOTHING;
    painter.changed('page');
    expect(sent.filter((name) => name === 'ringing')).toHaveLength(2);
  });
});

describe('alerts that page nobody', () => {
  it('paint what rings every 30 ms at the most', () => {
    ringing = ONE;
    for (let ms = 0; ms < 299; ms++) {
      painter.changed('incidents');
      vi.advanceTimersByTime(1);
    }
    expect(sent.filter((name) => name === 'ringing')).toHaveLength(10);
  });

  it('say nothing to the pop-up while nothing rings, and the rest ten times a second', () => {
    for (let ms = 0; ms < 1000; ms++) {
      painter.changed('incidents');
      vi.advanceTimersByTime(1);
    }
    expect(sent.filter((name) => name === 'ringing')).toEqual([]);
    expect(sent.filter((name) => name === 'status').length).toBeLessThanOrEqual(10);
  });
});
