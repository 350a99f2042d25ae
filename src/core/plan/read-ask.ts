import { err, ok, type Result } from '../kernel/result';
import { parseTurn } from '../schedule/parse-turn';
import { lengthOf } from '../schedule/turns';
import type { Team } from '../team/team';
import { DAY, HOUR } from '../time/duration';
import { dayOf, instantOf, parseWall, type Wall, weekdayOf } from '../time/wall';
import type { PlanAsk, Wish } from './ask';

/** A plan as a person asks for it (contract `planRequest`). */
export type Asked = {
  readonly schedule: string;
  readonly people: readonly string[];
  readonly start: string;
  readonly end: string;
  readonly turn: string;
  readonly minRest: number;
  readonly maxPerWeek: number;
  readonly weights: { readonly nights: number; readonly weekends: number; readonly holidays: number };
  readonly pastLoad: boolean;
  readonly wishes: ReadonlyArray<{
    readonly person: string;
    readonly kind: 'prefer' | 'refuse';
    readonly day: string;
  }>;
};

const WEEKDAYS: Readonly<Record<string, number>> = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 };
const LONGEST = 800 * DAY;
/** Shifts times people: so many choices are still planned in seconds to minutes. */
const MOST_CHOICES = 20_000;

/** Checks what is asked against the team. @returns it read, or a sentence that says what is wrong */
export function readAsk(asked: Asked, team: Pick<Team, 'people' | 'schedules'>): Result<PlanAsk, string> {
  const schedule = team.schedules.find(({ id }) => id === asked.schedule);
  if (!schedule) return err(`There is no schedule "${asked.schedule}"${oneOf(team.schedules)}.`);
  const people = [...new Set(asked.people)];
  if (people.length === 0) return err('Choose at least one person.');
  for (const id of people)
    if (!team.people.some((person) => person.id === id))
      return err(`There is no person "${id}"${oneOf(team.people)}.`);
  const start = parseWall(asked.start);
  if (start === null) return err(`"${asked.start}" is no start; write for example 2027-01-04T09:00.`);
  const end = parseWall(asked.end);
  if (end === null) return err(`"${asked.end}" is no end; write for example 2027-04-05T09:00.`);
  const zone = schedule.timeZone;
  if (instantOf(end, zone) <= instantOf(start, zone)) return err('The end must lie after the start.');
  if (end - start > LONGEST) return err('A plan is for at most 800 days.');
  const turn = parseTurn(asked.turn);
  if (!turn.ok) return err(`${turn.error}.`);
  const shifts = Math.ceil((end - start) / lengthOf(turn.value));
  if (shifts * people.length > MOST_CHOICES)
    return err(
      `That is ${shifts} shifts for ${people.length} people: too much to plan at once. Make the turn longer or the span shorter.`,
    );
  const wishes: Wish[] = [];
  for (const { person, kind, day } of asked.wishes) {
    if (!people.includes(person)) return err(`A wish names "${person}", who is not among those planned for.`);
    const days = daysOf(day, start, end);
    if (days === null)
      return err(`"${day}" is no day; write a date such as 2026-12-25, or a weekday such as mon.`);
    if (days.length > 0) wishes.push({ person, kind, days });
  }
  return ok({
    schedule: schedule.id,
    zone,
    people,
    start,
    end,
    turn: turn.value,
    minRest: Math.round(asked.minRest * HOUR),
    maxPerWeek: Math.round(asked.maxPerWeek * HOUR),
    weights: asked.weights,
    pastLoad: asked.pastLoad,
    wishes,
  });
}

/** The dates that a wish means, within the plan. */
function daysOf(day: string, start: Wall, end: Wall): Wall[] | null {
  const weekday = WEEKDAYS[day.trim().toLowerCase()];
  const date = weekday === undefined ? parseWall(`${day.trim()}T00:00`) : null;
  if (weekday === undefined && date === null) return null;
  const days: Wall[] = [];
  for (let at = dayOf(start); at < end; at += DAY)
    if (weekday === undefined ? at === date : weekdayOf(at) === weekday) days.push(at);
  return days;
}

function oneOf(known: ReadonlyArray<{ readonly id: string }>): string {
  const some = known.slice(0, 12).map(({ id }) => id);
  return some.length === 0
    ? '; the team file has none'
    : `; there is ${some.join(', ')}${known.length > 12 ? ' …' : ''}`;
}
