import type { PersonId } from '../kernel/ids';
import type { Piece } from '../team-log/act';
import type { Trade } from '../team-log/trade';
import { HOUR } from '../time/duration';

/** The debtor was covered for so many elapsed hours more than they covered in return. */
export type Debt = { readonly debtor: PersonId; readonly creditor: PersonId; readonly hours: number };

/**
 * Who owes whom, from all trades that are in force, past and to come: between each two people, hours given minus hours
 * taken back. A gift (cover) is owed like any other. What was undone does not count; of an offer that was taken in
 * part, that part does. An hour passed on is owed along the way: ada owes grace, grace owes linus.
 * @returns one entry for every two people that are not even, most hours first
 */
export function ledgerOf(trades: readonly Trade[]): Debt[] {
  // By the pair in the order of their ids: what the first owes the second, in milliseconds; negative the other way.
  const owed = new Map<string, { a: PersonId; b: PersonId; ms: number }>();
  for (const { status, from, takings } of trades) {
    if (status === 'undone') continue;
    for (const { by, give, want } of takings) {
      if (by === from) continue;
      const [a, b] = from < by ? [from, by] : [by, from];
      const key = JSON.stringify([a, b]);
      const pair = owed.get(key) ?? { a, b, ms: 0 };
      pair.ms += (lengthOf(give) - lengthOf(want)) * (a === from ? 1 : -1);
      owed.set(key, pair);
    }
  }
  return [...owed.values()]
    .filter(({ ms }) => ms !== 0)
    .map(({ a, b, ms }) =>
      ms > 0 ? { debtor: a, creditor: b, hours: ms / HOUR } : { debtor: b, creditor: a, hours: -ms / HOUR },
    )
    .toSorted((x, y) => y.hours - x.hours || compare(x.debtor, y.debtor) || compare(x.creditor, y.creditor));
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
