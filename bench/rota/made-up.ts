import { parseHours } from '../../src/core/schedule/parse-hours';
import type { Hours, Layer, Override, Schedule, Turn } from '../../src/core/schedule/schedule';
import { DAY, HOUR } from '../../src/core/time/duration';
import { parseWall, type Wall } from '../../src/core/time/wall';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Sydney',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
];

/** A schedule with five layers and 200 overrides over a span, always the same for the same number. */
export function madeUpSchedule(
  n: number,
  span: { start: number; end: number },
  began = '2024-01-01',
): Schedule {
  const id = `s${n}`;
  const layer = (name: string, start: string, turn: Turn, hours: Hours[], people: number): Layer => ({
    id: name,
    name,
    people: Array.from({ length: people }, (_, i) => `p${(i * 7 + n) % 14}`),
    start: parseWall(`${began}T${start}`) as Wall,
    turn,
    until: null,
    hours,
    calendar: null,
  });
  return {
    id,
    name: id,
    timeZone: ZONES[n % ZONES.length] as string,
    layers: [
      layer('weekly', '09:00', { every: 1, unit: 'weeks' }, [], 6),
      layer('shifts', '06:00', { every: 12, unit: 'hours' }, [window('08:00', '20:00')], 4),
      layer('nights', '22:00', { every: 1, unit: 'days' }, [window('22:00', '06:00')], 5),
      layer('weekends', '18:00', { every: 1, unit: 'weeks' }, [window('fri 18:00', 'mon 09:00')], 3),
      layer(
        'lunch',
        '00:00',
        { every: 1, unit: 'days' },
        [window('12:00', '13:00', ['mon', 'tue', 'wed', 'thu', 'fri'])],
        7,
      ),
    ],
    overrides: Array.from({ length: 200 }, (_, i): Override => {
      // Spread over the span, some on top of each other.
      const start = span.start + (((i * 7919 + n * 104_729) % 10_000) / 10_000) * (span.end - span.start);
      const at = Math.floor(start / HOUR) * HOUR;
      return {
        id: `${id}/${i}`,
        schedule: id,
        person: i % 19 === 0 ? null : `p${i % 14}`,
        start: at,
        end: at + (1 + (i % 48)) * HOUR + (i % 10 === 0 ? 5 * DAY : 0),
        reason: '',
        origin: { kind: 'act', by: 'p1', at },
      };
    }),
  };
}

function window(from: string, to: string, days: string[] | null = null): Hours {
  const read = parseHours({ from, to, days, calendar: '' });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}
