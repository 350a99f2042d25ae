import type { Hours, Weekday } from '../schedule/schedule';
import { HOUR, MINUTE } from '../time/duration';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Mon–Fri 09:00–18:00, Sun 02:00–03:00`: windows as people say them. '' for none. */
export function hoursWords(hours: readonly Hours[]): string {
  return hours.map(words).join(', ');
}

function words(hours: Hours): string {
  switch (hours.kind) {
    case 'calendar':
      return hours.path;
    case 'weekly':
      return `${DAYS[hours.from.day - 1]} ${clock(hours.from.time)} to ${DAYS[hours.to.day - 1]} ${clock(hours.to.time)}`;
    case 'daily': {
      const days = hours.days === null ? 'every day' : daysWords(hours.days);
      const isWhole = hours.from === hours.to && hours.from === 0;
      return isWhole ? `${days}, all day` : `${days} ${clock(hours.from)}–${clock(hours.to)}`;
    }
  }
}

/** Days that follow each other as a span, from three on. */
function daysWords(days: readonly Weekday[]): string {
  const runs: Weekday[][] = [];
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => {
      const names = run.map((day) => DAYS[day - 1] as string);
      return names.length >= 3 ? [`${names[0]}–${names.at(-1)}`] : names;
    })
    .join(', ');
}

function clock(time: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(time / HOUR))}:${two(Math.floor((time % HOUR) / MINUTE))}`;
}
