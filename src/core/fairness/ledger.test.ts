import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trade } from '../team-log/trade';
import { HOUR } from '../time/duration';
import { ledgerOf } from './ledger';

const piece = (hours: number, schedule = 'primary') => ({ schedule, start: 0, end: hours * HOUR });

/** `from` gives so many hours to `by` and takes so many back. */
function trade(from: string, by: string, give: number, want = 0, status: Trade['status'] = 'agreed'): Trade {
  const taking = { act: 'x', by, at: 0, give: [piece(give)], want: want === 0 ? [] : [piece(want)] };
  return {
    id: `${from}-${by}-${give}`,
    from,
    to: by,
    give: taking.give,
    want: taking.want,
    note: '',
    offeredAt: 0,
    status,
    takings: [taking],
    left: [],
    declinedBy: [],
    lost: [],
    undoneBy: null,
  };
}

describe('who owes whom', () => {
  it('cover is owed, hour for hour', () => {
    expect(ledgerOf([trade('ada', 'grace', 9)])).toEqual([{ debtor: 'ada', creditor: 'grace', hours: 9 }]);
  });

  it('an even two-way trade owes nothing; an uneven one what is left', () => {
    expect(ledgerOf([trade('ada', 'grace', 9, 9)])).toEqual([]);
    expect(ledgerOf([trade('ada', 'grace', 9, 12)])).toEqual([
      { debtor: 'grace', creditor: 'ada', hours: 3 },
    ]);
  });

  it('what is given back later evens out, whoever offered', () => {
    expect(ledgerOf([trade('ada', 'grace', 9), trade('grace', 'ada', 4)])).toEqual([
      { debtor: 'ada', creditor: 'grace', hours: 5 },
    ]);
  });

  it('the undone does not count, the partly taken does', () => {
    expect(ledgerOf([trade('ada', 'grace', 9, 0, 'undone')])).toEqual([]);
    expect(ledgerOf([trade('ada', 'grace', 2, 0, 'partly')])).toHaveLength(1);
    // The rest was withdrawn; what was taken before stays.
    expect(ledgerOf([trade('ada', 'grace', 2, 0, 'withdrawn')])).toHaveLength(1);
    expect(ledgerOf([{ ...trade('ada', 'grace', 2, 0, 'open'), takings: [] }])).toEqual([]);
  });

  it('most hours first', () => {
    const debts = ledgerOf([trade('ada', 'grace', 2), trade('linus', 'grace', 8), trade('ada', 'linus', 2)]);
    expect(debts.map(({ debtor, creditor }) => `${debtor} ${creditor}`)).toEqual([
      'linus grace',
      'ada grace',
      'ada linus',
    ]);
  });

  it('what is owed and what is owing are the same, and undoing all leaves nothing', () => {
    const person = fc.constantFrom('ada', 'grace', 'linus', 'joan');
    const trades = fc.array(
      fc
        .record({ from: person, by: person, give: fc.nat(50), want: fc.nat(50) })
        .map(({ from, by, give, want }) => trade(from, by, give, want)),
    );
    fc.assert(
      fc.property(trades, (all) => {
        const balance = new Map<string, number>();
        for (const { debtor, creditor, hours } of ledgerOf(all)) {
          expect(hours).toBeGreaterThan(0);
          balance.set(debtor, (balance.get(debtor) ?? 0) - hours);
          balance.set(creditor, (balance.get(creditor) ?? 0) + hours);
        }
        // Each person's balance is what they gave others less what others gave them.
        for (const who of ['ada', 'grace', 'linus', 'joan']) {
          const direct = all
            .filter(({ from, takings }) => from !== takings[0]?.by)
            .reduce((sum, { from, give, want, takings }) => {
              const moved = ((give[0]?.end ?? 0) - (want[0]?.end ?? 0)) / HOUR;
              if (takings[0]?.by === who) return sum + moved;
              return from === who ? sum - moved : sum;
            }, 0);
          expect(balance.get(who) ?? 0).toBeCloseTo(direct, 6);
        }
        expect(ledgerOf(all.map((one) => ({ ...one, status: 'undone' as const })))).toEqual([]);
        expect(ledgerOf(all.toReversed())).toEqual(ledgerOf(all));
      }),
    );
  });
});
