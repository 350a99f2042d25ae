import type { Rota } from '../../core/schedule/rota';
import type { Piece } from '../../core/team-log/act';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';

/** Hours as words: `primary, Fri 18:00 to Sat 09:00`; several joined, at most three of them. The schedule where there is a choice. */
export function pieceWords(pieces: readonly Piece[], rota: Rota, names: Names, at: Instant): string {
  const words = pieces.slice(0, 3).map(({ schedule, start, end }) => {
    const name = rota.schedules.find(({ id }) => id === schedule)?.name ?? schedule;
    const span = `${names.dayAndClock(start, at)} to ${names.dayAndClock(end, at)}`;
    return rota.schedules.length > 1 ? `${name}, ${span}` : span;
  });
  const more = pieces.length - words.length;
  return `${words.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}
