import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from './calendar-events';
import { layOutDay } from './week-layout';

/** Percent of the day from hours, as react-big-calendar measures it. */
const slotMetrics = {
  getRange: (start: Date, end: Date) => ({
    top: (start.getTime() / 24) * 100,
    height: ((end.getTime() - start.getTime()) / 24) * 100,
  }),
};
const accessors = {
  start: ({ start }: CalendarEvent) => start,
  end: ({ end }: CalendarEvent) => end,
};
/** Lays out spans of hours; each comes back as [its place in the list, left, width]. */
function laidOut(...hours: readonly (readonly [number, number])[]) {
  const events = hours.map(
    ([from, to], index) =>
      ({ id: String(index), title: '', start: time(from), end: time(to) }) as unknown as CalendarEvent,
  );
  return layOutDay({ events, slotMetrics, accessors, minimumStartDifference: 30 })
    .toSorted((a, b) => Number(a.event.id) - Number(b.event.id))
    .map(({ style }) => ({
      left: (style as { xOffset?: string }).xOffset,
      width: style.width,
      top: Number(style.top),
      height: Number(style.height),
    }));
}
const time = (hour: number) => ({ getTime: () => hour }) as Date;
const FULL = 'calc((100% - 0px) * 1)';

describe('a day of the week', () => {
  it('gives one that stands alone the whole width', () => {
    expect(laidOut([8, 10], [12, 13]).map(({ width }) => width)).toEqual([FULL, FULL]);
  });

  it('puts flaps side by side that are apart in time and would overlap as drawn, in two columns and not in five', () => {
    const flaps = laidOut([9, 9.05], [9.4, 9.45], [9.8, 9.85], [10.2, 10.25], [10.6, 10.65]);
    expect(new Set(flaps.map(({ left }) => left)).size).toBe(2);
    for (const { height } of flaps) expect(height).toBeGreaterThanOrEqual(2.5);
    for (const [at, one] of flaps.entries())
      for (const other of flaps.slice(at + 1))
        expect(one.left !== other.left || one.top + one.height <= other.top).toBe(true);
  });

  it('makes a strip of what lasts for hours beside others, and leaves them the rest', () => {
    const [long, short] = laidOut([1, 20], [9, 10]);
    expect(long).toMatchObject({ left: '0px', width: '20px' });
    expect(short).toMatchObject({
      left: 'calc(calc((100% - 22px) * 0) + 22px)',
      width: 'calc((100% - 22px) * 1)',
    });
    expect(laidOut([1, 20])[0]?.width).toBe(FULL);
  });

  it('keeps the last minutes of the day within it', () => {
    const [late] = laidOut([23.95, 24]);
    expect((late?.top ?? 0) + (late?.height ?? 0)).toBeLessThanOrEqual(100);
  });
});
