import { describe, expect, it } from 'vitest';
import type { DutyLane } from '../../parts/rota-model';
import { stack, weekPieces } from './month-pieces';

const HOUR = 3_600_000;
const monday = Date.parse('2026-06-01T00:00:00Z');
const shift = (start: number, end: number) => ({
  id: `${start}`,
  start: monday + start * HOUR,
  end: monday + end * HOUR,
});
const lane = { id: 'one', shifts: [shift(-50, 9), shift(9, 105), shift(105, 400)] } as unknown as DutyLane;

describe('a lane of a week', () => {
  it('is cut at both ends and true to the hour', () => {
    const pieces = weekPieces(lane, monday, monday + 168 * HOUR, 'UTC');
    expect(pieces.map(({ left, width }) => [left * 168, Math.round(width * 168)])).toEqual([
      [0, 9],
      [9, 96],
      [105, 63],
    ]);
  });

  it('covers the week without a seam where clocks change', () => {
    const start = Date.parse('2026-03-23T00:00:00Z');
    const shifts = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
      id: `${day}`,
      start: start + day * 24 * HOUR,
      end: start + (day + 1) * 24 * HOUR,
    }));
    const end = Date.parse('2026-03-29T23:00:00Z');
    const pieces = weekPieces({ id: 'one', shifts } as unknown as DutyLane, start, end, 'Europe/London');
    let right = 0;
    for (const { left, width } of pieces) {
      expect(left).toBeCloseTo(right, 6);
      right = left + width;
    }
    expect(right).toBeCloseTo(1, 6);
  });
});

describe('absences', () => {
  it('are stacked so that none covers another', () => {
    const spans = [
      { start: 0, end: 5 },
      { start: 3, end: 8 },
      { start: 5, end: 6 },
    ];
    expect(stack(spans).map(({ row }) => row)).toEqual([0, 1, 0]);
  });
});
