import { describe, expect, it } from 'vitest';
import { layerOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { HOUR } from '../time/duration';
import { NO_CALENDARS } from './calendars';
import { closedNow, isOutsideHours, opensAndClosesAround } from './closing';
import { onCallAt } from './on-call-at';
import { NO_ROTA } from './rota';
import type { Hours } from './schedule';

const AT = Date.UTC(2026, 10, 25, 3);
const window = (from: number, to: number): Hours => ({
  kind: 'daily',
  from: from * HOUR,
  to: to * HOUR,
  days: null,
});

describe('a schedule that opens and closes', () => {
  it('is one whose layers have somebody for less than three quarters of the time', () => {
    const office = scheduleOf([layerOf(['ada'], { hours: [window(9, 17)] })]);
    expect(opensAndClosesAround(office, NO_CALENDARS, AT)).toBe(true);
    expect(isOutsideHours(office, AT)).toBe(true);
  });

  it('is none that follows the sun, and forgot an hour', () => {
    const sun = scheduleOf([
      layerOf(['ada'], { id: 'east', hours: [window(0, 12)] }),
      layerOf(['grace'], { id: 'west', hours: [window(13, 24)] }),
    ]);
    expect(opensAndClosesAround(sun, NO_CALENDARS, AT)).toBe(false);
  });

  it('is closed at night, not while it is open, nor where its layer has ended', () => {
    const office = scheduleOf([layerOf(['ada'], { hours: [window(9, 17)] })]);
    const at = (schedule: typeof office, hour: number) =>
      closedNow(NO_ROTA, schedule, onCallAt(NO_ROTA, schedule, AT + (hour - 3) * HOUR));
    expect([at(office, 3), at(office, 10), at(office, 20)]).toEqual([true, false, true]);
    // It was closed when its layer ended: nobody comes in the morning.
    const ended = scheduleOf([layerOf(['ada'], { hours: [window(9, 17)], until: AT - HOUR })]);
    expect(at(ended, 3)).toBe(false);
  });

  it('is none without hours, nor one that has not begun', () => {
    expect(opensAndClosesAround(scheduleOf([layerOf([])]), NO_CALENDARS, AT)).toBe(false);
    const later = scheduleOf([layerOf(['ada'], { start: AT + 10 * HOUR, hours: [window(9, 17)] })]);
    expect(isOutsideHours(later, AT)).toBe(false);
  });
});
