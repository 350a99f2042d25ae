import { overlaps } from '../kernel/span';
import type { Act, ActBody, Piece } from './act';
import { compareStamps, type Stamp } from './stamp';

/**
 * The latest act, later than `stamp`, that an act answers: the one it names, or one that changed the same hours. What
 * answers it must be stamped after it, or it would count as said before (a desktop's clock is wrong by days). Null
 * where there is none, which is so wherever clocks are right.
 * @param acts in the order of their stamps
 */
export function answered(body: ActBody, acts: readonly Act[], stamp: Stamp): Act | null {
  for (let i = acts.length - 1; i >= 0; i -= 1) {
    const act = acts[i] as Act;
    if (compareStamps(act.stamp, stamp) < 0) return null;
    if (act.id === named(body) || tradeOf(act.body) === (named(body) ?? '') || touches(act.body, body))
      return act;
  }
  return null;
}

/** Id of the act that another is about. */
function named(body: ActBody): string | null {
  if (body.kind === 'overrideRemoved') return body.override;
  if (body.kind === 'awayRemoved') return body.away;
  return tradeOf(body);
}

function tradeOf(body: ActBody): string | null {
  switch (body.kind) {
    case 'tradeAccepted':
    case 'tradeDeclined':
    case 'tradeWithdrawn':
    case 'tradeUndone':
      return body.trade;
    default:
      return null;
  }
}

function touches(a: ActBody, b: ActBody): boolean {
  if (a.kind === 'incidentActed')
    return (
      b.kind === 'incidentActed' &&
      a.source === b.source &&
      a.dedupKey === b.dedupKey &&
      a.startsAt === b.startsAt
    );
  const others = hours(b);
  return hours(a).some((one) =>
    others.some((other) => one.schedule === other.schedule && overlaps(one, other)),
  );
}

/** The hours that change hands with an act. */
function hours(body: ActBody): readonly Piece[] {
  if (body.kind === 'overrideMade') return [body];
  return body.kind === 'tradeAccepted' ? [...body.give, ...body.want] : [];
}
