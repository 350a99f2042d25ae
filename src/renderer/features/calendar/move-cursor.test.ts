import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { DutyModel } from '../../parts/rota-model';
import { type Move, moved, pickedBetween } from './move-cursor';
import type { CalendarSpan } from './visible-range';

const ZONE = 'Europe/London';
const at = (text: string) => DateTime.fromISO(text, { zone: ZONE }).toMillis();
const shift = (schedule: string, start: string, end: string) =>
  ({ schedule, start: at(start), end: at(end) }) as DutyModel['lanes'][number]['shifts'][number];
const model = {
  lanes: ['one', 'two'].map((id) => ({
    id,
    name: id,
    timeZone: ZONE,
    shifts: [
      shift(id, '2026-03-01', '2026-03-27T18:00'),
      shift(id, '2026-03-27T18:00', '2026-03-30T09:00'),
      shift(id, '2026-03-30T09:00', '2026-05-01'),
    ],
  })),
  from: at('2026-03-01'),
  to: at('2026-05-01'),
} as unknown as DutyModel;

function go(view: CalendarSpan, from: string, schedule: string, ...moves: Move[]) {
  const end = moves.reduce((cursor, move) => moved(cursor, move, view, model, ZONE), {
    schedule,
    at: at(from),
  });
  return `${end.schedule} ${DateTime.fromMillis(end.at, { zone: ZONE }).toFormat("MM-dd'T'HH:mm")}`;
}

describe('the cursor', () => {
  it('goes by days in the month, over a change of clocks at the same time of day', () => {
    expect(go('month', '2026-03-28T14:00', 'one', 'right')).toBe('one 03-29T14:00');
    expect(go('month', '2026-03-28T14:00', 'one', 'right', 'left')).toBe('one 03-28T14:00');
  });

  it('goes by schedules up and down, then by weeks', () => {
    expect(go('month', '2026-03-28T14:00', 'one', 'down')).toBe('two 03-28T14:00');
    expect(go('month', '2026-03-28T14:00', 'one', 'down', 'down')).toBe('one 04-04T14:00');
    expect(go('month', '2026-03-28T14:00', 'one', 'up')).toBe('two 03-21T14:00');
  });

  it('goes to both ends of the week', () => {
    expect(go('month', '2026-03-25T14:00', 'one', 'first')).toBe('one 03-23T14:00');
    expect(go('month', '2026-03-25T14:00', 'one', 'last')).toBe('one 03-29T14:00');
    expect(go('month', '2026-03-29T14:00', 'one', 'last')).toBe('one 03-29T14:00');
  });

  it('goes by hours in the week, and sideways by schedules and then days', () => {
    expect(go('week', '2026-03-28T23:00', 'one', 'down')).toBe('one 03-29T00:00');
    // 01:00 is skipped.
    expect(go('week', '2026-03-29T00:00', 'one', 'down')).toBe('one 03-29T02:00');
    expect(go('week', '2026-03-28T12:00', 'one', 'right')).toBe('two 03-28T12:00');
    expect(go('week', '2026-03-28T12:00', 'one', 'right', 'right')).toBe('one 03-29T12:00');
    expect(go('week', '2026-03-28T12:00', 'one', 'left')).toBe('two 03-27T12:00');
    expect(go('week', '2026-03-28T12:00', 'one', 'first')).toBe('one 03-28T00:00');
    expect(go('week', '2026-03-28T12:00', 'one', 'last')).toBe('one 03-28T23:00');
  });

  it('goes from shift to shift, and stays where there is none', () => {
    expect(go('month', '2026-03-28T12:00', 'one', 'nextShift')).toBe('one 03-30T09:00');
    expect(go('month', '2026-03-28T12:00', 'one', 'previousShift', 'previousShift')).toBe('one 03-01T00:00');
  });

  it('picks whole hours in the week and whole days in the month, either way', () => {
    const picked = (view: CalendarSpan, from: string, to: string) => {
      const { start, end } = pickedBetween(at(from), { schedule: 'one', at: at(to) }, view, ZONE);
      return [start, end].map((one) => DateTime.fromMillis(one, { zone: ZONE }).toFormat("MM-dd'T'HH:mm"));
    };
    expect(picked('week', '2026-03-27T18:20', '2026-03-27T20:20')).toEqual(['03-27T18:00', '03-27T21:00']);
    expect(picked('week', '2026-03-27T20:20', '2026-03-27T18:20')).toEqual(['03-27T18:00', '03-27T21:00']);
    expect(picked('month', '2026-03-28T14:00', '2026-03-29T14:00')).toEqual(['03-28T00:00', '03-30T00:00']);
  });
});
