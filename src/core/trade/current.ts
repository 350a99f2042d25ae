import type { PersonId } from '../kernel/ids';
import type { Rota } from '../schedule/rota';
import type { Piece } from '../team-log/act';
import { mergedPieces } from '../team-log/pieces';
import { type HeldPiece, holdersOfHours } from './own-hours';

/** The two sides of a trade, and what each would give. */
export type Exchange = {
  readonly from: PersonId;
  readonly taker: PersonId;
  /** Hours of `from`. */
  readonly give: readonly Piece[];
  /** Hours of `taker`; [] for a gift. */
  readonly want: readonly Piece[];
};

/** What an offer is worth by the rota as it is now. */
export type ExchangeNow = {
  /** Of what is offered, what still is the offerer's; by start. */
  readonly give: readonly Piece[];
  /** Of what is wanted, what still is the taker's; by start. */
  readonly want: readonly Piece[];
  /** What is not, and whose it is. [] where nothing moved. */
  readonly moved: readonly HeldPiece[];
};

/**
 * Holds an offer against the rota: "if the rota under an offer changes before it is taken, accepting asks again instead
 * of moving the wrong hours" (rota.md, "Trades").
 */
export function exchangeNow(rota: Rota, { from, taker, give, want }: Exchange): ExchangeNow {
  const given = holdersOfHours(rota, give);
  const wanted = holdersOfHours(rota, want);
  return {
    give: mergedPieces(given.filter(({ holder }) => holder === from)),
    want: mergedPieces(wanted.filter(({ holder }) => holder === taker)),
    moved: [
      ...given.filter(({ holder }) => holder !== from),
      ...wanted.filter(({ holder }) => holder !== taker),
    ],
  };
}

/** Whether nothing would change hands, or only one half of what should be two. */
export function isHollow(now: ExchangeNow, isTwoWay: boolean): boolean {
  return now.give.length === 0 || (isTwoWay && now.want.length === 0);
}
