import type { Act, ActBody } from './act';
import type { Presence } from './rota-acts';

/** Of each desktop the last so many are kept: nobody asks where it was last month. */
const KEPT = 50;

/** What desktops said of themselves. */
export class PresenceFold {
  readonly #said: Presence[] = [];

  /** In the order of the stamps. */
  add(act: Act, { to, at }: Extract<ActBody, { kind: 'desktopWent' }>): void {
    this.#said.push({ desktop: act.stamp.desktop, person: act.by, at: at ?? act.stamp.ms, state: to });
  }

  done(): readonly Presence[] {
    const of = new Map<string, number>();
    return this.#said
      .toReversed()
      .filter(({ desktop }) => {
        const later = of.get(desktop) ?? 0;
        of.set(desktop, later + 1);
        return later < KEPT;
      })
      .toReversed();
  }
}
