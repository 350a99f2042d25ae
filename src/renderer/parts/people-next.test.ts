import { describe, expect, it } from 'vitest';
import type { ShiftView } from '../../contract/rota/rota-views';
import { nextDuty } from './people-next';

const shift = (start: number, end: number, person: string | null): ShiftView => ({
  start,
  end,
  person,
  mark: 'plain',
  layer: 'weekly',
  by: '',
});
const schedule = (id: string, shifts: ShiftView[]) => ({
  id,
  name: id.toUpperCase(),
  timeZone: 'UTC',
  shifts,
});

describe('the next duty of a person', () => {
  const rota = {
    schedules: [
      schedule('a', [
        shift(0, 10, 'ada'),
        shift(10, 20, 'grace'),
        shift(20, 25, 'ada'),
        shift(25, 30, 'ada'),
      ]),
      schedule('b', [shift(0, 12, null), shift(12, 15, 'ada'), shift(15, 30, null)]),
    ],
  };

  it('is the one that goes on now', () => {
    expect(nextDuty(rota, 'ada', 5)).toMatchObject({ schedule: 'a', start: 0, end: 10, now: true });
  });

  it('is the earliest of all schedules', () => {
    expect(nextDuty(rota, 'ada', 10)).toMatchObject({ schedule: 'b', start: 12, end: 15, now: false });
  });

  it('joins neighbours of the same person', () => {
    expect(nextDuty(rota, 'ada', 16)).toMatchObject({ schedule: 'a', start: 20, end: 30 });
  });

  it('is none for somebody without a shift', () => {
    expect(nextDuty(rota, 'linus', 0)).toBeNull();
  });
});
