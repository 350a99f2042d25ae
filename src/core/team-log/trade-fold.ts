import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import type { Act, ActBody, Piece } from './act';
import type { Change, Changes } from './changes';
import { common, earliestStart, isWithin, mergedPieces, without } from './pieces';
import type { Taking, Trade } from './trade';

type Offer = Extract<ActBody, { kind: 'tradeOffered' }>;
type Acceptance = Extract<ActBody, { kind: 'tradeAccepted' }>;

/** One trade while the log is folded: what its acts do to it, in the order of their stamps. */
export class TradeFold {
  private status: Trade['status'] = 'open';
  private takings: Taking[] = [];
  private left: readonly Piece[];
  private readonly give: readonly Piece[];
  private readonly want: readonly Piece[];
  private readonly declinedBy: PersonId[] = [];
  private readonly lost: { act: string; by: PersonId; at: Instant; why: string }[] = [];
  private undoneBy: PersonId | null = null;
  /** The overrides of each taking. */
  private readonly made = new Map<Taking, Change[]>();
  private readonly counts = { give: 0, want: 0 };

  constructor(
    private readonly offer: Act,
    private readonly body: Offer,
    private readonly changes: Changes,
  ) {
    this.give = mergedPieces(body.give);
    this.want = mergedPieces(body.want);
    this.left = this.give;
  }

  /** Takes it, wholly or in part; where that cannot be, it is lost with the reason. */
  accept(act: Act, body: Acceptance): void {
    const give = mergedPieces(body.give);
    const want = mergedPieces(body.want);
    if (this.isTakenTwice(act.by, give)) return;
    const why = this.whyNot(act, give, want);
    if (why !== '') {
      this.lost.push({ act: act.id, by: act.by, at: act.stamp.ms, why });
      return;
    }
    const taking: Taking = { act: act.id, by: act.by, at: act.stamp.ms, give, want };
    this.takings.push(taking);
    this.made.set(taking, [
      ...give.map((piece) => this.handOver('give', piece, act)),
      ...want.map((piece) => this.handOver('want', piece, act)),
    ]);
    this.left = this.isTwoWay() ? [] : without(this.left, give);
    this.status = this.left.length === 0 ? 'agreed' : 'partly';
  }

  /** The one it was made to ends it; of an offer to anyone it is only noted. What was taken stays. */
  decline(by: PersonId): void {
    if (!this.isOpen() || by === this.offer.by) return;
    if (this.body.to === null) {
      if (!this.declinedBy.includes(by)) this.declinedBy.push(by);
    } else if (by === this.body.to) {
      this.declinedBy.push(by);
      this.end('declined');
    }
  }

  /** Only the one who made it can take it back, and only what nobody took yet. */
  withdraw(by: PersonId): void {
    if (this.isOpen() && by === this.offer.by) this.end('withdrawn');
  }

  /** The offerer undoes it all; a taker what they took themselves. Both halves go, whichever it is. */
  undo(by: PersonId): void {
    if (this.status === 'undone') return;
    const undone = this.takings.filter((taking) => by === this.offer.by || by === taking.by);
    if (undone.length === 0) return;
    for (const taking of undone) for (const change of this.made.get(taking) ?? []) change.gone = true;
    if (undone.length < this.takings.length) {
      this.takings = this.takings.filter((taking) => !undone.includes(taking));
      return;
    }
    this.undoneBy = by;
    this.end('undone');
  }

  done(): Trade {
    return {
      id: this.offer.id,
      from: this.offer.by,
      to: this.body.to,
      give: this.give,
      want: this.want,
      note: this.body.note,
      offeredAt: this.offer.stamp.ms,
      status: this.status,
      takings: this.takings,
      left: this.left,
      declinedBy: this.declinedBy,
      lost: this.lost,
      undoneBy: this.undoneBy,
    };
  }

  private isOpen(): boolean {
    return this.status === 'open' || this.status === 'partly';
  }

  private isTwoWay(): boolean {
    return this.want.length > 0;
  }

  private end(status: Trade['status']): void {
    this.status = status;
    this.left = [];
  }

  /** The same person pressed twice, or on two desktops: nothing was lost. */
  private isTakenTwice(by: PersonId, give: readonly Piece[]): boolean {
    if (this.status === 'undone') return false;
    return this.takings.some((taking) => taking.by === by && isWithin(give, taking.give));
  }

  /** Why an acceptance does not count, in words that follow "because"; '' where it does. */
  private whyNot(act: Act, give: readonly Piece[], want: readonly Piece[]): string {
    if (act.by === this.offer.by) return 'it was their own offer';
    if (this.body.to !== null && act.by !== this.body.to) return 'it was made to somebody else';
    if (this.isTwoWay() && this.body.to === null) return 'it does not say whose hours it asks for';
    if (this.status === 'withdrawn') return 'it had been withdrawn';
    if (this.status === 'declined') return 'it had been declined';
    if (this.status === 'undone') return 'it had been undone';
    if (this.status === 'agreed') return 'somebody else took it first';
    if (!isWithin(give, this.give) || !isWithin(want, this.want)) return 'it takes more than was offered';
    if (give.length === 0 || (this.isTwoWay() && want.length === 0)) return 'it takes only one half';
    if (common(give, want).length > 0) return 'it asks for the same hours that it gives';
    if (common(give, without(this.give, this.left)).length > 0) return 'some of these hours had been taken';
    if (act.stamp.ms >= (earliestStart([...give, ...want]) as Instant)) return 'the hours had begun';
    if (!this.changes.stillWith(this.offer.by, give) || !this.changes.stillWith(act.by, want))
      return 'the hours had moved already';
    return '';
  }

  private handOver(half: 'give' | 'want', piece: Piece, act: Act): Change {
    const n = this.counts[half];
    this.counts[half] += 1;
    return this.changes.add({
      id: `${this.offer.id}/${half}/${n}`,
      schedule: piece.schedule,
      person: half === 'give' ? act.by : this.offer.by,
      start: piece.start,
      end: piece.end,
      reason: this.body.note,
      origin: {
        kind: 'trade',
        trade: this.offer.id,
        from: this.offer.by,
        with: act.by,
        at: act.stamp.ms,
      },
    });
  }
}
