import type { PersonId } from '../kernel/ids';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Piece } from '../team-log/act';
import { mergedPieces } from '../team-log/pieces';

/** A stretch of a schedule and who is on call then; null is nobody. */
export type HeldPiece = Piece & { readonly holder: PersonId | null };

/** Who has which of the hours, by start. Hours of schedules that are not there (any more) are nobody's. */
export function holdersOfHours(rota: Rota, pieces: readonly Piece[]): HeldPiece[] {
  return mergedPieces(pieces).flatMap((piece): HeldPiece[] => {
    const schedule = rota.schedules.find(({ id }) => id === piece.schedule);
    if (!schedule) return [{ ...piece, holder: null }];
    return dutiesOf(shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, piece)).map(
      ({ start, end, person }) => ({ schedule: piece.schedule, start, end, holder: person }),
    );
  });
}

/** Those of the hours that really are somebody's, by start. */
export function ownHours(rota: Rota, person: PersonId, pieces: readonly Piece[]): Piece[] {
  return mergedPieces(holdersOfHours(rota, pieces).filter(({ holder }) => holder === person));
}
