import { describe, expect, it } from 'vitest';
import type { WeekEvent } from './week-events';
import { laneAt } from './week-lane';
import { layOutDay } from './week-layout';

/** Percent of the day from hours, as react-big-calendar measures it. */
const slotMetrics = {
  getRange: (start: Date, end: Date) => ({
    top: (start.getTime() / 24) * 100,
    height: ((end.getTime() - start.getTime()) / 24) * 100,
  }),
};
const accessors = { start: ({ start }: WeekEvent) => start, end: ({ end }: WeekEvent) => end };
const time = (hour: number) => ({ getTime: () => hour }) as Date;
const event = (
  over: Partial<Extract<WeekEvent, { kind: 'shift' }>> | { kind: 'incident' },
  from: number,
  to: number,
) =>
  ({
    id: `${from}`,
    title: '',
    start: time(from),
    end: time(to),
    strip: 18,
    ...over,
  }) as unknown as WeekEvent;
const laidOut = (...events: WeekEvent[]) =>
  layOutDay({ events, slotMetrics, accessors, minimumStartDifference: 30 }).map(({ event: one, style }) => ({
    id: one.id,
    left: (style as { xOffset?: string }).xOffset,
    width: style.width,
    top: Number(style.top),
    height: Number(style.height),
  }));

describe('a day of the week', () => {
  it('gives each schedule its lane, whatever the hours', () => {
    const [first, second, third] = laidOut(
      event({ kind: 'shift', lane: 0, lanes: 2 }, 0, 9),
      event({ kind: 'shift', lane: 1, lanes: 2 }, 5, 24),
      event({ kind: 'shift', lane: 0, lanes: 2 }, 9, 24),
    );
    expect(first).toMatchObject({ left: 'calc((100% - 18px) * 0)', top: 0, height: (9 / 24) * 100 });
    expect(second?.left).toBe('calc((100% - 18px) * 0.5)');
    expect(third).toMatchObject({ left: first?.left, width: first?.width });
  });

  it('puts incidents one under another in a strip of their own, and within the day', () => {
    const marks = laidOut(
      ...[9, 9.01, 9.02, 23.99, 23.995].map((at) => event({ kind: 'incident' }, at, at + 0.01)),
    );
    for (const { left, top, height } of marks) {
      expect(left).toBe('calc(100% - 16px)');
      expect(top + height).toBeLessThanOrEqual(100);
    }
    expect((marks[1]?.top ?? 0) - (marks[0]?.top ?? 0)).toBeCloseTo(marks[0]?.height ?? 0);
  });

  it('knows the lane under the pointer', () => {
    expect([0, 49, 51, 99, 117, -5].map((x) => laneAt(x, 118, 2, 18))).toEqual([0, 0, 1, 1, 1, 0]);
  });
});
