import type { IncidentRow } from '../../../contract/views/queue';

type Places = ReadonlyMap<number, Pick<IncidentRow, 'id'>>;

/**
 * How many places the seen rows moved when the list changed: what most of them did, so that one incident that was
 * answered and sorted elsewhere does not drag the list along. 0 when none of them is there any more.
 */
export function shiftOf(before: Places, after: Places, first: number, last: number): number {
  const placeAfter = new Map<string, number>();
  for (const [place, { id }] of after) placeAfter.set(id, place);
  const votes = new Map<number, number>();
  for (let place = first; place <= last; place++) {
    const id = before.get(place)?.id;
    const now = id === undefined ? undefined : placeAfter.get(id);
    if (now !== undefined) votes.set(now - place, (votes.get(now - place) ?? 0) + 1);
  }
  let best = 0;
  let most = 0;
  for (const [shift, count] of votes) {
    if (count > most || (count === most && Math.abs(shift) < Math.abs(best))) [best, most] = [shift, count];
  }
  return best;
}

/** Where an incident stands among the fetched rows; null when it is not among them. */
export function placeOf(rows: Places, id: string | null): number | null {
  if (id === null) return null;
  for (const [place, row] of rows) if (row.id === id) return place;
  return null;
}
