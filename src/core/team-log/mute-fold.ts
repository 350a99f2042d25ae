import { type Matcher, parseMatcher } from '../alert/matcher';
import type { ActId } from '../kernel/ids';
import type { Maintenance, Silence } from '../mute/mute';
import type { Instant } from '../time/instant';
import type { Act, ActBody } from './act';

type Once = Maintenance & { readonly when: Extract<Maintenance['when'], { kind: 'once' }> };

/**
 * What people and CI jobs keep quiet. One that is ended ends when that act says, whatever its stamp is to the one
 * that began it: somebody saw what they ended, though their clock may be behind.
 */
export class MuteFold {
  readonly #silences: Silence[] = [];
  readonly #maintenance: Once[] = [];
  readonly #ended = new Map<ActId, Instant>();

  silence(act: Act, { matchers, start, end, reason }: Extract<ActBody, { kind: 'silenceMade' }>): void {
    const read: Matcher[] = [];
    for (const text of matchers) {
      const matcher = parseMatcher(text);
      // Without one of its matchers it would hold more than its author meant. The reader of lines lets none through.
      if (!matcher.ok) return;
      read.push(matcher.value);
    }
    if (read.length > 0) this.#silences.push({ id: act.id, matchers: read, start, end, by: act.by, reason });
  }

  maintenance(
    act: Act,
    { services, start, end, reason }: Extract<ActBody, { kind: 'maintenanceStarted' }>,
  ): void {
    this.#maintenance.push({
      id: act.id,
      services,
      reason,
      by: act.by,
      when: { kind: 'once', start, end },
    });
  }

  /** Of several that end the same the earliest counts. */
  end(id: ActId, at: Instant): void {
    this.#ended.set(id, Math.min(at, this.#ended.get(id) ?? at));
  }

  /** In the order in which they were given. */
  done(): { silences: readonly Silence[]; maintenance: readonly Maintenance[] } {
    return {
      silences: this.#silences.map((silence) => ({ ...silence, end: this.#endOf(silence.id, silence) })),
      maintenance: this.#maintenance.map((one) => ({
        ...one,
        when: { ...one.when, end: this.#endOf(one.id, one.when) },
      })),
    };
  }

  /** Never before the start: what is ended before it began holds for no time at all. */
  #endOf(id: ActId, { start, end }: { start: Instant; end: Instant }): Instant {
    const ended = this.#ended.get(id);
    return ended === undefined ? end : Math.min(end, Math.max(start, ended));
  }
}
