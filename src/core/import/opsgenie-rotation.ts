import type { PersonId } from '../kernel/ids';
import { parseDay } from '../schedule/parse-hours';
import type { Hours, Layer, Turn } from '../schedule/schedule';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { wallOf } from '../time/wall';
import { ImportProblem } from './imported';
import {
  instantAt,
  instantOrNull,
  isObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  wholeAt,
} from './json';
import { oneLine } from './one-line';
import { dailyHours, type WeekWindow, weeklyHours } from './windows';

export type RotationParts = {
  readonly zone: string;
  readonly layerId: (name: string) => string;
  /** null: nobody is on call in that turn. */
  readonly participant: (value: unknown, where: string, called: string) => PersonId | null;
  readonly say: (note: string) => void;
};

/** One of a schedule's rotations: handed on at `startDate` and every `length` hours, days or weeks after. */
export function opsgenieRotation(rotation: JsonObject, where: string, parts: RotationParts): Layer {
  const name = oneLine(textAt(rotation, 'name', where));
  const id = parts.layerId(name);
  const called = `rotation "${name || id}"`;
  const end = instantOrNull(rotation, 'endDate', where);
  const people = listAt(rotation, 'participants', where, 1000).map((participant, i) =>
    parts.participant(participant, `${where}.participants[${i}]`, called),
  );
  if (people.length === 0) parts.say(`${called} has no participants, so it has nobody.`);
  return {
    id,
    name: name || id,
    people,
    start: wallOf(instantAt(rotation, 'startDate', where), parts.zone),
    turn: turnFrom(rotation, where),
    until: end === null ? null : wallOf(end, parts.zone),
    hours: hoursFrom(rotation['timeRestriction'], `${where}.timeRestriction`),
    calendar: null,
  };
}

function turnFrom(rotation: JsonObject, where: string): Turn {
  const every = wholeAt(rotation, 'length', where, { min: 1, max: 9999, otherwise: 1 });
  const type = textAt(rotation, 'type', where).toLowerCase();
  if (type === 'hourly') return { every, unit: 'hours' };
  if (type === 'daily') return { every, unit: 'days' };
  if (type === 'weekly') return { every, unit: 'weeks' };
  throw new ImportProblem(
    `${where}.type must be hourly, daily or weekly, not "${oneLine(type).slice(0, 40)}"`,
  );
}

/** `restriction` of a time of day, `restrictions` of weekdays; some exports have the one in the place of the other. */
function hoursFrom(value: unknown, where: string): Hours[] {
  if (value === undefined || value === null) return [];
  const restriction = objectAt(value, where);
  const type = textAt(restriction, 'type', where).toLowerCase();
  const single = isObject(restriction['restriction']) ? [restriction['restriction']] : [];
  const list = [...listAt(restriction, 'restrictions', where, 200), ...single];
  if (type === 'time-of-day')
    return list.map((item, i) => {
      const { from, to } = timesOf(
        objectAt(item, `${where}.restrictions[${i}]`),
        `${where}.restrictions[${i}]`,
      );
      return dailyHours(from, to > from ? to - from : to - from + DAY);
    });
  if (type !== 'weekday-and-time-of-day')
    throw new ImportProblem(`${where}.type must be time-of-day or weekday-and-time-of-day`);
  return weeklyHours(
    list.map((item, i): WeekWindow => {
      const at = `${where}.restrictions[${i}]`;
      const window = objectAt(item, at);
      const [day, last] = [dayAt(window, 'startDay', at), dayAt(window, 'endDay', at)];
      const { from, to } = timesOf(window, at);
      const length = (last - day) * DAY + to - from;
      return { day, time: from, length: length > 0 ? length : length + 7 * DAY };
    }),
  );
}

function dayAt(window: JsonObject, key: string, where: string) {
  const day = parseDay(textAt(window, key, where));
  if (day === null) throw new ImportProblem(`${where}.${key} must be a day such as monday`);
  return day;
}

/** Hours and minutes of a window; what is 0 may be missing. Hour 24 is midnight. */
function timesOf(window: JsonObject, where: string): { from: number; to: number } {
  const part = (key: string, max: number) => wholeAt(window, key, where, { min: 0, max, otherwise: 0 });
  return {
    from: (part('startHour', 23) * HOUR + part('startMin', 59) * MINUTE) % DAY,
    to: (part('endHour', 24) * HOUR + part('endMin', 59) * MINUTE) % DAY,
  };
}
