import { NO_CALENDARS } from '../../src/core/schedule/calendars';
import { parseHours } from '../../src/core/schedule/parse-hours';
import { parseTurn } from '../../src/core/schedule/parse-turn';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import type { Hours, Layer, Override, Schedule } from '../../src/core/schedule/schedule';
import { parseInstant } from '../../src/core/time/instant';
import { parseWall, type Wall } from '../../src/core/time/wall';

export const at = (text: string): number => parseInstant(`${text}:00Z`) as number;
export const wall = (text: string): Wall => parseWall(text) as Wall;

/** `fri 18:00-mon 09:00`, `12:00-13:00`, or `12:00-13:00 mon tue`. */
export function window(text: string): Hours {
  const [range, ...days] = text.split(/ (?=(?:mon|tue|wed|thu|fri|sat|sun)(?: |$))/) as [string];
  const [from, to] = range.split('-') as [string, string];
  const read = parseHours({ from, to, days: days.length > 0 ? days : null, calendar: '' });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** A layer as a test writes it. */
export type LayerText = {
  people: (string | null)[];
  start: string;
  turn: string;
  hours?: string[];
  until?: string;
};

/** A schedule of layers `l0`, `l1`, … */
export function schedule(timeZone: string, ...layers: LayerText[]): Schedule {
  return {
    id: 'primary',
    name: 'Primary',
    timeZone,
    overrides: [],
    layers: layers.map(({ people, start, turn, hours = [], until }, index): Layer => {
      const read = parseTurn(turn);
      if (!read.ok) throw new Error(read.error);
      return {
        id: `l${index}`,
        name: `l${index}`,
        people,
        start: wall(start),
        turn: read.value,
        until: until === undefined ? null : wall(until),
        hours: hours.map(window),
        calendar: null,
      };
    }),
  };
}

/** The n-th override of the file, from and to instants such as `2026-03-02T09:00`. */
export function override(
  n: number,
  person: string | null,
  start: string,
  end: string,
  more: Partial<Override> = {},
): Override {
  return {
    id: `file:${n}`,
    schedule: 'primary',
    person,
    start: at(start),
    end: at(end),
    reason: '',
    origin: { kind: 'file', line: n },
    ...more,
  };
}

/** `03-08T17:00 ada, 03-08T18:00 nobody`: when who begins, in UTC. */
export function told(one: Schedule, from: string, to: string, overrides: readonly Override[] = []): string[] {
  const shifts = dutiesOf(shiftsOf(one, overrides, NO_CALENDARS, { start: at(from), end: at(to) }));
  return shifts.map(
    ({ start, person }) => `${new Date(start).toISOString().slice(5, 16)} ${person ?? 'nobody'}`,
  );
}

/** Turns of a day. */
export const daily = (start: string, ...people: string[]): LayerText => ({ people, start, turn: '1 day' });
