import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import { DAY, HOUR } from '../time/duration';
import { printInstant } from '../time/instant';
import { parseWall, type Wall, wallOf, weekdayOf } from '../time/wall';
import type { Obstacle } from './obstacles';
import type { PlanProblem } from './problem';

export type NameOf = (id: PersonId) => string;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Fri 25 Dec`. */
export function dayWords(wall: Wall): string {
  const [, month, day] = printInstant(wall).slice(0, 10).split('-');
  return `${DAYS[weekdayOf(wall) - 1]} ${Number(day)} ${MONTHS[Number(month) - 1]}`;
}

/** `Fri 25 Dec 09:00 to Sat 26 Dec 09:00`, `Fri 25 Dec 09:00 to 21:00`, `Fri 25 Dec` for all of it; in a zone. */
export function spanWords({ start, end }: Span, zone: string): string {
  const [from, to] = [wallOf(start, zone), wallOf(end, zone)];
  const midnight = (wall: Wall) => wall % DAY === 0;
  if (midnight(from) && midnight(to))
    return to - from === DAY ? dayWords(from) : `${dayWords(from)} to ${dayWords(to - DAY)}`;
  const time = (wall: Wall) => printInstant(wall).slice(11, 16);
  const sameDay = Math.floor(from / DAY) === Math.floor(to / DAY);
  return `${dayWords(from)} ${time(from)} to ${sameDay ? '' : `${dayWords(to)} `}${time(to)}`;
}

/** `4 h`, `4.5 h`: never more precise than that. */
export function hoursWords(milliseconds: number): string {
  return `${Math.round((milliseconds / HOUR) * 10) / 10} h`;
}

/** `Ada`, `Ada and Grace`, `Ada, Grace and Linus`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `2026-12-25` as `Fri 25 Dec`. */
export function dateWords(date: string): string {
  const wall = parseWall(`${date}T00:00`);
  return wall === null ? date : dayWords(wall);
}

/** Who has what in the way, people with the same reason together: `Ada and Joan are away, Grace refuses Fri 25 Dec`. */
export function obstaclesWords(
  problem: PlanProblem,
  found: ReadonlyArray<{ readonly person: number; readonly obstacle: Obstacle }>,
  name: NameOf,
  /** What is known of another shift of the plan that stands in the way. */
  about: (slot: number) => string = () => '',
): string {
  const groups = new Map<string, string[]>();
  for (const { person, obstacle } of found) {
    const text = obstacleWords(problem, obstacle, about);
    const who = name(problem.people[person] as PersonId);
    groups.set(text, [...(groups.get(text) ?? []), who]);
  }
  const parts = [...groups].map(([text, who]) => {
    const verb =
      who.length === 1
        ? text.replace('{is}', 'is').replace('{s}', 's')
        : text.replace('{is}', 'are').replace('{s}', '');
    return `${listed(who)} ${verb}`;
  });
  const last = parts.pop() ?? '';
  if (parts.length === 0) return last;
  return `${parts.join(', ')}, and ${last}`;
}

function obstacleWords(problem: PlanProblem, obstacle: Obstacle, about: (slot: number) => string): string {
  switch (obstacle.kind) {
    case 'away':
      return obstacle.reason === '' ? '{is} away' : `{is} away (${obstacle.reason.slice(0, 80)})`;
    case 'refuses':
      return `refuse{s} ${dateWords(obstacle.date)}`;
    case 'rest': {
      const other = spanWords(obstacle.other, problem.zone);
      const told = obstacle.slot === null ? ', before this plan' : about(obstacle.slot);
      const rest = Math.max(0, obstacle.rest);
      return `would have ${rest === 0 ? 'no rest' : `only ${hoursWords(rest)} of rest`} beside ${other}${told}`;
    }
    case 'week':
      return `would have ${hoursWords(obstacle.duty)} of duty in 7 days`;
  }
}
