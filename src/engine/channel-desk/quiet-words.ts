import type { Hours, Weekday } from '../../core/schedule/schedule';
import { MINUTE } from '../../core/time/duration';

const DAYS: Readonly<Record<Weekday, string>> = {
  1: 'Mon',
  2: 'Tue',
  3: 'Wed',
  4: 'Thu',
  5: 'Fri',
  6: 'Sat',
  7: 'Sun',
};

/** Quiet hours in words: `22:00 to 07:00`, `Sat, Sun 00:00 to 10:00`, `Fri 18:00 to Mon 08:00`. */
export function quietWords(hours: Hours): string {
  switch (hours.kind) {
    case 'daily': {
      const days =
        hours.days === null || hours.days.length === 7 ? '' : hours.days.map((day) => DAYS[day]).join(', ');
      return `${days} ${clock(hours.from)} to ${clock(hours.to)}`.trim();
    }
    case 'weekly':
      return `${DAYS[hours.from.day]} ${clock(hours.from.time)} to ${DAYS[hours.to.day]} ${clock(hours.to.time)}`;
    case 'calendar':
      return `as ${hours.path} says`;
  }
}

function clock(sinceMidnight: number): string {
  const minutes = Math.round(sinceMidnight / MINUTE);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
