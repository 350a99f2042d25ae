import { dayText, momentText, timeText } from '../schedule/check-finding';
import { printTurn } from '../schedule/parse-turn';
import type { Hours, Layer, Turn, Weekday } from '../schedule/schedule';
import { HOUR, SECOND } from '../time/duration';
import type { Instant } from '../time/instant';
import { wallOf } from '../time/wall';
import { aligned } from './align';
import { ImportProblem, type PeopleBook } from './imported';
import { instantAt, instantOrNull, listAt, objectAt, textAt, wholeAt } from './json';
import { oneLine } from './one-line';
import { dailyHours, type WeekWindow, weeklyHours } from './windows';

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** What a layer is read with. `say` takes a sentence about what does not map exactly. */
export type LayerParts = {
  readonly zone: string;
  readonly now: Instant;
  readonly people: PeopleBook;
  readonly user: (reference: unknown, where: string) => string;
  readonly layerId: (name: string) => string;
  readonly say: (note: string) => void;
};

/**
 * One of `schedule_layers`. Turns are counted from `rotation_virtual_start`, the layer itself begins at `start`:
 * users[floor((t − virtual start) / turn) mod n].
 */
export function pagerDutyLayer(value: unknown, where: string, parts: LayerParts): Layer {
  const layer = objectAt(value, where);
  const name = oneLine(textAt(layer, 'name', where));
  const id = parts.layerId(name);
  const called = `Layer "${name || id}"`;
  const seconds = wholeAt(layer, 'rotation_turn_length_seconds', where, { min: 1, max: 366 * DAY_SECONDS });
  const turn = turnFrom(seconds);
  if (turn.every * secondsOf(turn.unit) !== seconds) {
    parts.say(
      `${called}: its turn of ${seconds} seconds is no whole number of hours; ${printTurn(turn)} stands in its place, so people change at other times.`,
    );
  }
  const start = instantAt(layer, 'start', where);
  const anchor = instantOrNull(layer, 'rotation_virtual_start', where) ?? start;
  const end = instantOrNull(layer, 'end', where);
  const people = listAt(layer, 'users', where, 1000).map((user, i) =>
    parts.user(user, `${where}.users[${i}]`),
  );
  const rotation = aligned(anchor, start, turn, parts.zone, people);
  if (start > parts.now && wallOf(start, parts.zone) !== rotation.start) {
    parts.say(
      `${called} begins in the middle of a turn, on ${momentText(start, parts.zone)} (${parts.zone}); here it begins with that turn, on ${dayText(rotation.start)}, ${timeText(rotation.start)}.`,
    );
  }
  if (people.length === 0) parts.say(`${called} has no users, so it has nobody.`);
  return {
    id,
    name: name || id,
    people: rotation.people,
    start: rotation.start,
    turn,
    until: end === null ? null : wallOf(end, parts.zone),
    hours: restrictions(listAt(layer, 'restrictions', where, 200), where, called, parts.say),
    calendar: null,
  };
}

function turnFrom(seconds: number): Turn {
  if (seconds % WEEK_SECONDS === 0) return { every: seconds / WEEK_SECONDS, unit: 'weeks' };
  if (seconds % DAY_SECONDS === 0) return { every: seconds / DAY_SECONDS, unit: 'days' };
  return { every: Math.max(1, Math.round((seconds * SECOND) / HOUR)), unit: 'hours' };
}

function secondsOf(unit: Turn['unit']): number {
  return unit === 'weeks' ? WEEK_SECONDS : unit === 'days' ? DAY_SECONDS : 3600;
}

/** Restrictions are the windows in which the layer has anybody; several are a union. */
function restrictions(
  list: readonly unknown[],
  where: string,
  called: string,
  say: (note: string) => void,
): Hours[] {
  const hours: Hours[] = [];
  const weekly: WeekWindow[] = [];
  for (const [i, value] of list.entries()) {
    const at = `${where}.restrictions[${i}]`;
    const restriction = objectAt(value, at);
    const type = textAt(restriction, 'type', at);
    const clock = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(textAt(restriction, 'start_time_of_day', at));
    if (!clock || Number(clock[1]) > 23 || Number(clock[2]) > 59)
      throw new ImportProblem(`${at}.start_time_of_day must be a time of day such as 09:00:00`);
    const seconds = wholeAt(restriction, 'duration_seconds', at, { min: 1, max: WEEK_SECONDS });
    if (Number(clock[3] ?? 0) !== 0 || seconds % 60 !== 0)
      say(`${called}: its hours are kept to the minute here.`);
    const time = (Number(clock[1]) * 60 + Number(clock[2])) * 60 * SECOND;
    const length = Math.max(1, Math.round(seconds / 60)) * 60 * SECOND;
    if (type === 'daily_restriction') {
      hours.push(dailyHours(time, Math.min(length, DAY_SECONDS * SECOND)));
      continue;
    }
    if (type !== 'weekly_restriction')
      throw new ImportProblem(`${at}.type must be daily_restriction or weekly_restriction`);
    const day = wholeAt(restriction, 'start_day_of_week', at, { min: 1, max: 7 }) as Weekday;
    weekly.push({ day, time, length });
  }
  return [...hours, ...weeklyHours(weekly)];
}
