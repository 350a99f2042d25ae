import type { PersonId } from '../kernel/ids';
import { err, ok, type Result } from '../kernel/result';
import type { Rota } from '../schedule/rota';
import type { Piece } from '../team-log/act';
import { mergedPieces } from '../team-log/pieces';
import { DAY, type Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import { ownHours } from './own-hours';

/** What one person offers another, or anyone (`to` null), for hours of theirs or for none. */
export type Offer = {
  readonly from: PersonId;
  readonly to: PersonId | null;
  readonly give: readonly Piece[];
  readonly want: readonly Piece[];
};

/** Longer is a change of the schedule, not a trade. */
export const LONGEST_PIECE: Duration = 366 * DAY;
/** As many as a line of the log may hold. */
const MOST_PIECES = 50;

/**
 * What of an offer can be made: the hours to come that really are the offerer's, and of what is wanted those that are
 * the other's.
 * @returns the hours by start, or one sentence that says why there is nothing to offer
 */
export function checkOffer(
  rota: Rota,
  offer: Offer,
  now: Instant,
): Result<{ readonly give: readonly Piece[]; readonly want: readonly Piece[] }, string> {
  const { from, to } = offer;
  if (to === from) return err('It is your own duty: offer it to somebody else.');
  if (to !== null && !rota.people.some(({ id }) => id === to))
    return err(`There is nobody with the id "${to}" in the team.`);
  if (offer.want.length > 0 && to === null)
    return err('To ask for hours in return, say whose: an offer to anyone is a gift.');
  const wrong = [...offer.give, ...offer.want]
    .map((piece) => wrongPiece(rota, piece))
    .find((why) => why !== '');
  if (wrong !== undefined) return err(wrong);

  const give = toCome(offer.give, now);
  if (give.length === 0) return err('These hours are over.');
  const mine = ownHours(rota, from, give);
  if (mine.length === 0) return err('None of these hours are yours.');
  if (to === null || offer.want.length === 0) return few(mine, []);
  const want = toCome(offer.want, now);
  if (want.length === 0) return err('The hours asked for in return are over.');
  const theirs = ownHours(rota, to, want);
  const name = rota.people.find(({ id }) => id === to)?.name ?? to;
  if (theirs.length === 0) return err(`None of the hours asked for in return are ${name}'s.`);
  return few(mine, theirs);
}

/** What of some hours is not over yet, merged. */
export function toCome(pieces: readonly Piece[], now: Instant): Piece[] {
  return mergedPieces(pieces.map((piece) => ({ ...piece, start: Math.max(piece.start, now) })));
}

function wrongPiece(rota: Rota, { schedule, start, end }: Piece): string {
  if (!rota.schedules.some(({ id }) => id === schedule)) return `There is no schedule "${schedule}".`;
  if (end <= start) return 'The hours would end before they begin.';
  return end - start > LONGEST_PIECE ? 'The hours are longer than a year; change the schedule instead.' : '';
}

function few(give: readonly Piece[], want: readonly Piece[]): ReturnType<typeof checkOffer> {
  return give.length > MOST_PIECES || want.length > MOST_PIECES
    ? err(`That is more than ${MOST_PIECES} shifts at once; change the schedule instead.`)
    : ok({ give, want });
}
