import type { PersonId, ScheduleId } from '../kernel/ids';
import { overlaps } from '../kernel/span';
import type { Override } from '../schedule/schedule';
import type { Piece } from './act';
import { without } from './pieces';

/** An override that came into force, and whether it was taken back since. */
export type Change = { readonly override: Override; gone: boolean };

/** The overrides of the log while it is folded, in the order of their creation. */
export class Changes {
  private readonly all: Change[] = [];
  private readonly bySchedule = new Map<ScheduleId, Change[]>();

  add(override: Override): Change {
    const change: Change = { override, gone: false };
    this.all.push(change);
    const list = this.bySchedule.get(override.schedule);
    if (list) list.push(change);
    else this.bySchedule.set(override.schedule, [change]);
    return change;
  }

  inForce(): Override[] {
    return this.all.filter(({ gone }) => !gone).map(({ override }) => override);
  }

  /**
   * Whether, as far as the log says, all hours of `pieces` may still be `holder`'s: an hour for which the last override
   * in force names somebody else, or nobody, has moved. (Who has an hour without any override is not the log's to say.)
   */
  stillWith(holder: PersonId, pieces: readonly Piece[]): boolean {
    return pieces.every((piece) => {
      const list = this.bySchedule.get(piece.schedule) ?? [];
      let open: readonly Piece[] = [piece];
      for (let i = list.length - 1; i >= 0 && open.length > 0; i -= 1) {
        const { override, gone } = list[i] as Change;
        if (gone || !overlaps(override, piece)) continue;
        if (!open.some((part) => overlaps(override, part))) continue;
        if (override.person !== holder) return false;
        open = without(open, [override]);
      }
      return true;
    });
  }
}
