import type { Piece } from './rota-act';
import { type DutyLane, type DutyModel, hoursOf, shiftsIn } from './rota-model';

const MINUTE = 60_000;
/** An offer can be taken until its hours begin: what runs already is offered from a little later on. */
const AHEAD = 10 * MINUTE;

/** The first minute that can be offered: a quarter of an hour that is some minutes away. */
export function firstOffer(now: number): number {
  return Math.ceil((now + AHEAD) / (15 * MINUTE)) * 15 * MINUTE;
}

/** What can still be offered of hours, or null when they are over. */
export function stillOffered(piece: Piece, now: number): Piece | null {
  const start = piece.start > now ? piece.start : firstOffer(now);
  return start < piece.end ? { ...piece, start } : null;
}

/** Somebody's coming shifts of all schedules, touching ones joined, the soonest first. */
export function comingShifts(model: DutyModel, person: string, now: number): readonly Piece[] {
  return model.lanes
    .flatMap((lane) => hoursOf(lane, person, now, model.to))
    .map((piece) => stillOffered(piece, now))
    .filter((piece): piece is Piece => piece !== null)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The hours of [start, end) that are a person's own. */
export function ownHours(model: DutyModel, piece: Piece, person: string): readonly Piece[] {
  const lane = laneOf(model, piece.schedule);
  return lane && piece.start < piece.end ? hoursOf(lane, person, piece.start, piece.end) : [];
}

/** Who has these hours now, ids, each once; nobody is left out. */
export function whoHas(model: DutyModel, piece: Piece): readonly string[] {
  const lane = laneOf(model, piece.schedule);
  if (!lane) return [];
  const ids = shiftsIn(lane, piece.start, piece.end).map(({ person }) => person?.id ?? '');
  return [...new Set(ids)].filter((id) => id !== '');
}

export function laneOf(model: DutyModel, schedule: string): DutyLane | undefined {
  return model.lanes.find(({ id }) => id === schedule);
}

export function isSame(a: Piece, b: Piece): boolean {
  return a.schedule === b.schedule && a.start === b.start && a.end === b.end;
}
