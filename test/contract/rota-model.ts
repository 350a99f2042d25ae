import { parseTimeOfDay } from '../../src/core/schedule/parse-hours';
import type { Hours, Layer, Override, Schedule, Turn, Weekday } from '../../src/core/schedule/schedule';
import { DAY, MINUTE } from '../../src/core/time/duration';
import { parseInstant } from '../../src/core/time/instant';
import { parseWall, type Wall } from '../../src/core/time/wall';

/** How the peers' cases write a schedule. */
export type PeerSchedule = {
  readonly timeZone: string;
  readonly layers: ReadonlyArray<{
    readonly users: readonly string[];
    readonly start: string;
    readonly turnLength: { readonly hours?: number; readonly days?: number; readonly weeks?: number };
    readonly restrictions?: readonly PeerHours[];
  }>;
  readonly overrides: ReadonlyArray<{ readonly user: string; readonly start: string; readonly end: string }>;
};
type PeerHours = {
  readonly type: 'daily' | 'weekly';
  readonly start: string;
  readonly startDay?: number;
  readonly durationMinutes: number;
};

export const at = (text: string): number => {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`${text} is no instant`);
  return instant;
};
export const wall = (text: string): Wall => {
  const read = parseWall(text);
  if (read === null) throw new Error(`${text} is no wall clock`);
  return read;
};

/** A peer's schedule as ours. Windows end on the wall clock, `durationMinutes` after they open. */
export function scheduleOf(peer: PeerSchedule): Schedule {
  return {
    id: 'primary',
    name: 'primary',
    timeZone: peer.timeZone,
    layers: peer.layers.map(
      (layer, index): Layer => ({
        id: `l${index}`,
        name: `l${index}`,
        people: layer.users,
        start: wall(layer.start),
        turn: turnOf(layer.turnLength),
        until: null,
        hours: (layer.restrictions ?? []).map(hoursOf),
        calendar: null,
      }),
    ),
    overrides: peer.overrides.map(({ user, start, end }, index) => override(index, user, at(start), at(end))),
  };
}

export function override(index: number, person: string | null, start: number, end: number): Override {
  return {
    id: `file:${index + 1}`,
    schedule: 'primary',
    person,
    start,
    end,
    reason: '',
    origin: { kind: 'file', line: index + 1 },
  };
}

function turnOf(length: { hours?: number; days?: number; weeks?: number }): Turn {
  for (const unit of ['hours', 'days', 'weeks'] as const) {
    const every = length[unit];
    if (every !== undefined) return { every, unit };
  }
  throw new Error('a turn of no length');
}

function hoursOf({ type, start, startDay, durationMinutes }: PeerHours): Hours {
  const from = parseTimeOfDay(start);
  if (from === null) throw new Error(`${start} is no time of day`);
  const end = from + durationMinutes * MINUTE;
  if (type === 'daily') return { kind: 'daily', from, to: end % DAY, days: null };
  const day = startDay as Weekday;
  const endDay = (((day - 1 + Math.floor(end / DAY)) % 7) + 1) as Weekday;
  return { kind: 'weekly', from: { day, time: from }, to: { day: endDay, time: end % DAY } };
}
