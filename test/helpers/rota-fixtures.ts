import type { Person } from '../../src/core/people/person';
import type { Layer, Schedule } from '../../src/core/schedule/schedule';
import { parseWall } from '../../src/core/time/wall';

/** Somebody of a test's team. */
export function personOf(id: string, over: Partial<Person> = {}): Person {
  return {
    id,
    name: `${id[0]?.toUpperCase()}${id.slice(1)}`,
    email: `${id}@example.com`,
    timeZone: 'UTC',
    holidays: '',
    away: '',
    ...over,
  };
}

/** A layer that takes turns of a week from Monday 2026-01-05, 09:00. */
export function layerOf(people: ReadonlyArray<string | null>, over: Partial<Layer> = {}): Layer {
  return {
    id: 'weekly',
    name: 'weekly',
    people,
    start: parseWall('2026-01-05T09:00') as number,
    turn: { every: 1, unit: 'weeks' },
    until: null,
    hours: [],
    calendar: null,
    ...over,
  };
}

export function scheduleOf(layers: readonly Layer[], over: Partial<Schedule> = {}): Schedule {
  return { id: 'primary', name: 'primary', timeZone: 'UTC', layers, overrides: [], ...over };
}
