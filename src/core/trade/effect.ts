import { partIn } from '../fairness/fairness';
import type { Load } from '../fairness/load';
import { loadOf } from '../fairness/load-of';
import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import { changesOf } from '../schedule/changes';
import { type Rota } from '../schedule/rota';
import type { Override } from '../schedule/schedule';
import type { Duty } from '../schedule/shift';
import type { Piece } from '../team-log/act';
import { earliestStart, latestEnd, mergedPieces } from '../team-log/pieces';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Exchange } from './current';
import { holdersOfHours } from './own-hours';
import { type TradeWarning, warningsOf } from './warnings';

/** Hours that change hands. */
export type HandChange = Piece & { readonly before: PersonId | null; readonly after: PersonId | null };

/** What a trade would do. */
export type TradeEffect = {
  readonly changes: readonly HandChange[];
  /** The offerer and the taker: what they carry from 14 days before the first hour to 14 days after the last. */
  readonly people: readonly { readonly person: PersonId; readonly before: Load; readonly after: Load }[];
  readonly warnings: readonly TradeWarning[];
};

/** To either side of a trade: "the 28 days around it". */
const AROUND = 14 * DAY;

/** From 14 days before the first hour of a trade to 14 days after the last; null for one without hours. */
export function spanAround({ give, want }: Exchange): Span | null {
  const hours = [...give, ...want];
  const start = earliestStart(hours);
  const end = latestEnd(hours);
  return start === null || end === null ? null : { start: start - AROUND, end: end + AROUND };
}

/**
 * What a trade would do to the rota as it is: the changes, what both sides carry before and after, and what speaks
 * against it.
 * @param holidays whole days of a person's public holidays in `spanAround`
 * @param zone IANA name of the zone of people who are not in the team file
 */
export function tradeEffect(
  rota: Rota,
  exchange: Exchange,
  holidays: (person: Person) => readonly Span[],
  zone: string,
): TradeEffect {
  const span = spanAround(exchange);
  if (span === null) return { changes: [], people: [], warnings: [] };
  const after = withTrade(rota, exchange);
  const [partBefore, partAfter] = [partIn(rota, [], span, zone), partIn(after, [], span, zone)];
  const people = [exchange.from, exchange.taker].map((id) => {
    const person = rota.people.find((one) => one.id === id) ?? stranger(id, zone);
    const load = (part: typeof partBefore) => loadOf(part.duties, person, holidays(person), [], span);
    return { person: id, before: load(partBefore), after: load(partAfter) };
  });
  return {
    changes: changesIn(rota, after, [...exchange.give, ...exchange.want]),
    people,
    warnings: warningsOf(rota, exchange, partAfter.duties),
  };
}

/** The rota as it would be. */
export function withTrade(rota: Rota, { from, taker, give, want }: Exchange): Rota {
  const made = [
    ...give.map((piece, n) => overrideOf(piece, taker, `give/${n}`)),
    ...want.map((piece, n) => overrideOf(piece, from, `want/${n}`)),
  ];
  return { ...rota, acts: { ...rota.acts, overrides: [...rota.acts.overrides, ...made] } };

  function overrideOf(piece: Piece, person: PersonId, id: string): Override {
    const at: Instant = piece.start;
    return { ...piece, id, person, reason: '', origin: { kind: 'trade', trade: '', from, with: taker, at } };
  }
}

function changesIn(before: Rota, after: Rota, pieces: readonly Piece[]): HandChange[] {
  return mergedPieces(pieces).flatMap((piece) => {
    const duties = (rota: Rota): Duty[] =>
      holdersOfHours(rota, [piece]).map(({ start, end, holder }) => ({ start, end, person: holder }));
    return changesOf(duties(before), duties(after)).map((change) => ({
      schedule: piece.schedule,
      ...change,
    }));
  });
}

function stranger(id: PersonId, timeZone: string): Person {
  return { id, name: id, email: '', timeZone, holidays: '', away: '' };
}
