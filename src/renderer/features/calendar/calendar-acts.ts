import { coverMe, type Piece } from '../../parts/rota-act';
import { type DutyModel, shiftAt } from '../../parts/rota-model';
import { laneOf, ownHours, stillOffered } from '../../parts/trade-draft';
import { openOverCalendar, useCalendar } from './calendar-store';

/** The model that is on the screen; the calendar sets it, so that keys and drags act on what is seen. */
let model: DutyModel | null = null;

export function actOn(shown: DutyModel | null): void {
  model = shown;
}

/** What keys act on: the hours that are picked, else the rest of the shift under the cursor. */
export function pieceHere(now = Date.now()): Piece | null {
  const { picked, cursor } = useCalendar.getState();
  if (picked) return picked;
  const lane = model && cursor ? laneOf(model, cursor.schedule) : undefined;
  const shift = lane && cursor ? shiftAt(lane, cursor.at) : null;
  if (!shift) return null;
  const { schedule, start, end } = shift;
  return { schedule, start: Math.max(start, Math.min(now, end)), end };
}

/** Opens what can be done with hours: offer them where some of them are mine, else take them or put somebody in. */
export function openPicked(piece: Piece): void {
  if (model && ownHours(model, piece, model.me).length > 0) offer(piece);
  else openOverCalendar({ kind: 'override', piece, person: model?.me ?? '' });
}

/** Opens the dialog that offers hours; null lets a shift be chosen there. */
export function offer(piece: Piece | null = pieceHere()): void {
  const still = piece && stillOffered(piece, Date.now());
  const isMine = still && model && ownHours(model, still, model.me).length > 0;
  openOverCalendar({ kind: 'offer', piece: isMine ? still : null });
}

/** Offers the hours to anyone at once. @returns false where none of them are mine */
export async function askForCover(piece: Piece | null = pieceHere()): Promise<boolean> {
  const still = piece && stillOffered(piece, Date.now());
  const mine = still && model ? ownHours(model, still, model.me) : [];
  return mine.length > 0 && (await coverMe(mine));
}

/** Opens the dialog that puts somebody in; `person` '' for nobody in particular. */
export function overrideHere(person: string, piece: Piece | null = pieceHere()): void {
  if (piece) openOverCalendar({ kind: 'override', piece, person });
}

export function takeHere(): void {
  if (model) overrideHere(model.me);
}
