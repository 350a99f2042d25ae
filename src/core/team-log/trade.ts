import type { ActId, PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import type { Piece } from './act';

/** One taking of an offer that came into force. */
export type Taking = {
  readonly act: ActId;
  readonly by: PersonId;
  readonly at: Instant;
  readonly give: readonly Piece[];
  readonly want: readonly Piece[];
};

/**
 *   open --taken in whole--> agreed --undone--> undone        open --withdrawn--> withdrawn
 *     |--taken in part--> partly --the rest taken--> agreed   open --declined by the one it was made to--> declined
 * An open or partly taken offer expires at the start of what is left of it; that depends on the clock (`tradeStatus`).
 */
export type Trade = {
  readonly id: ActId;
  readonly from: PersonId;
  readonly to: PersonId | null;
  readonly give: readonly Piece[];
  readonly want: readonly Piece[];
  readonly note: string;
  readonly offeredAt: Instant;
  readonly status: 'open' | 'partly' | 'agreed' | 'declined' | 'withdrawn' | 'undone';
  readonly takings: readonly Taking[];
  /** What is still offered; [] unless open or partly. */
  readonly left: readonly Piece[];
  readonly declinedBy: readonly PersonId[];
  /** Acceptances that did not count, with the reason in words: they came second, or the hours had moved. */
  readonly lost: ReadonlyArray<{
    readonly act: ActId;
    readonly by: PersonId;
    readonly at: Instant;
    readonly why: string;
  }>;
  readonly undoneBy: PersonId | null;
};
