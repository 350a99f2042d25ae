import type { PersonDuty } from '../../core/schedule/duties-of';
import { explain } from '../../core/schedule/explain';
import type { DutyNews } from '../../core/schedule/news';
import { shiftsOf } from '../../core/schedule/resolve';
import { overridesOf, type Rota } from '../../core/schedule/rota';
import type { Shift } from '../../core/schedule/shift';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';
import { pieceWords } from './piece-words';

/** "Your next duty moved from Fri 18:00 to Sat 09:00", and who has what now, and why. */
export function movedWords(
  { lost, gained, nextBefore, nextAfter }: DutyNews,
  rota: Rota,
  names: Names,
  at: Instant,
): { title: string; text: string; start: Instant } {
  const said = [
    ...lost.slice(0, 3).flatMap((piece) => takers(piece, rota, names, at)),
    ...gained.slice(0, 3).map((piece) => {
      const why = shiftsWithin(piece, rota)[0];
      const schedule = rota.schedules.find(({ id }) => id === piece.schedule);
      const because = why && schedule ? `, ${explain(rota, schedule, why.cause, names.zone)}` : '';
      return `You have ${pieceWords([piece], rota, names, at)}${because}.`;
    }),
  ];
  const more = Math.max(0, lost.length - 3) + Math.max(0, gained.length - 3);
  if (more > 0) said.push(`And ${more} more: see the calendar.`);
  const start = (gained[0] ?? lost[0] ?? nextAfter ?? nextBefore)?.start ?? at;
  return {
    title: titleOf({ lost, gained, nextBefore, nextAfter }, rota, names, at),
    text: said.join(' '),
    start,
  };
}

function titleOf(
  { lost, gained, nextBefore, nextAfter }: DutyNews,
  rota: Rota,
  names: Names,
  at: Instant,
): string {
  const day = (duty: PersonDuty) => names.dayAndClock(duty.start, at);
  if (nextBefore && nextAfter && nextBefore.start !== nextAfter.start)
    return `Your next duty moved from ${day(nextBefore)} to ${day(nextAfter)}`;
  if (nextBefore && !nextAfter) return `You have no duty any more: ${day(nextBefore)} is not yours`;
  if (lost.length === 0) return `You have more duty: ${pieceWords(gained, rota, names, at)}`;
  if (gained.length === 0) return `You have less duty: ${pieceWords(lost, rota, names, at)}`;
  return `Your duty changed: ${pieceWords(gained, rota, names, at)} is yours`;
}

/** Who has what was somebody's. */
function takers(piece: PersonDuty, rota: Rota, names: Names, at: Instant): string[] {
  const schedule = rota.schedules.find(({ id }) => id === piece.schedule);
  if (!schedule) return [`${pieceWords([piece], rota, names, at)} is no more: the schedule is gone.`];
  return shiftsWithin(piece, rota).map((shift) => {
    const what = pieceWords([{ ...shift, schedule: piece.schedule }], rota, names, at);
    const because = explain(rota, schedule, shift.cause, names.zone);
    return shift.person === null
      ? `Nobody has ${what}.`
      : `${names.person(shift.person).name} has ${what}, ${because}.`;
  });
}

function shiftsWithin(piece: PersonDuty, rota: Rota): Shift[] {
  const schedule = rota.schedules.find(({ id }) => id === piece.schedule);
  if (!schedule) return [];
  return shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, piece).slice(0, 3);
}
