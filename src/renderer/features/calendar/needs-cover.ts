import type { TradeView } from '../../../contract/rota/trade-views';
import type { Piece } from '../../parts/rota-act';
import type { DutyModel } from '../../parts/rota-model';

/** Hours of mine that fall into an absence of mine; `asked` when an open offer of mine holds them already. */
export type Uncovered = { readonly piece: Piece; readonly asked: boolean };

/** My duty while I am away, from now on, the soonest first. */
export function myUncovered(
  model: DutyModel,
  trades: readonly TradeView[],
  now: number,
): readonly Uncovered[] {
  const offered = trades
    .filter(({ from, status }) => from.id === model.me && (status === 'open' || status === 'partly'))
    .flatMap(({ left, give }) => (left.length > 0 ? left : give));
  return model.away
    .filter(({ person }) => person === model.me)
    .flatMap(({ needsCover }) => needsCover)
    .filter(({ end }) => end > now)
    .map((piece) => ({
      piece,
      asked: offered.some(
        (other) =>
          other.schedule === piece.schedule &&
          other.start <= Math.max(now, piece.start) + 3_600_000 &&
          other.end >= piece.end,
      ),
    }))
    .toSorted((a, b) => a.piece.start - b.piece.start);
}
