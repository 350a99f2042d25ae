import type { LoadDuty } from '../fairness/load-of';
import { unionOf } from '../fairness/spans';
import type { PersonId, ScheduleId } from '../kernel/ids';
import { overlaps, type Span } from '../kernel/span';
import { awayOf } from '../schedule/away';
import type { Rota } from '../schedule/rota';
import type { Piece } from '../team-log/act';
import { type Duration, HOUR } from '../time/duration';
import type { Exchange } from './current';

/** What speaks against a trade. It is said, and nobody is stopped. */
export type TradeWarning =
  /** Somebody is away in hours that they would get. */
  | { readonly kind: 'away'; readonly person: PersonId; readonly span: Span; readonly reason: string }
  /** Between two duties somebody would have less than 11 hours, and has more now. */
  | { readonly kind: 'rest'; readonly person: PersonId; readonly span: Span }
  /** On two schedules at once. */
  | {
      readonly kind: 'double';
      readonly person: PersonId;
      readonly schedules: readonly [ScheduleId, ScheduleId];
      readonly span: Span;
    };

/** Daily rest that EU law knows (Directive 2003/88/EC, article 3). */
export const LEAST_REST: Duration = 11 * HOUR;

/** @param after who would be on call around the trade */
export function warningsOf(
  rota: Rota,
  { from, taker, give, want }: Exchange,
  after: readonly LoadDuty[],
): TradeWarning[] {
  return [
    { person: taker, gained: give },
    { person: from, gained: want },
  ].flatMap(({ person, gained }) => [
    ...awayIn(rota, person, gained),
    ...doubles(person, gained, after),
    ...shortRests(person, gained, after),
  ]);
}

function awayIn(rota: Rota, person: PersonId, gained: readonly Piece[]): TradeWarning[] {
  const seen = new Set<string>();
  return gained.flatMap((piece) =>
    awayOf(rota, piece)
      .filter((away) => away.person === person && overlaps(away, piece) && !seen.has(away.id))
      .map(({ id, start, end, reason }): TradeWarning => {
        seen.add(id);
        return { kind: 'away', person, span: { start, end }, reason };
      }),
  );
}

function doubles(person: PersonId, gained: readonly Piece[], after: readonly LoadDuty[]): TradeWarning[] {
  const warnings = new Map<string, TradeWarning>();
  for (const piece of gained)
    for (const duty of after) {
      if (duty.person !== person || duty.schedule === piece.schedule || !overlaps(duty, piece)) continue;
      const span = { start: Math.max(duty.start, piece.start), end: Math.min(duty.end, piece.end) };
      const schedules = [piece.schedule, duty.schedule].toSorted() as [ScheduleId, ScheduleId];
      warnings.set(`${schedules.join(' ')} ${span.start}`, { kind: 'double', person, schedules, span });
    }
  return [...warnings.values()];
}

/** Rests that hours gained begin or end: those were longer before. */
function shortRests(person: PersonId, gained: readonly Piece[], after: readonly LoadDuty[]): TradeWarning[] {
  return restsOf(person, after)
    .filter(({ start, end }) => end - start < LEAST_REST)
    .filter((rest) => gained.some(({ start, end }) => end === rest.start || start === rest.end))
    .map((span): TradeWarning => ({ kind: 'rest', person, span }));
}

/** The time between somebody's duties, over all schedules. */
function restsOf(person: PersonId, duties: readonly LoadDuty[]): Span[] {
  const held = unionOf(duties.filter((duty) => duty.person === person));
  return held.slice(1).map(({ start }, i) => ({ start: (held[i] as Span).end, end: start }));
}
