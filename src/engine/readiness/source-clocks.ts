import type { ClockFact } from '../../core/readiness/facts';
import { HOUR, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';

/** A `Date` header knows whole seconds: on average it is half a second behind. */
const HALF = SECOND / 2;
/** What was seen longer ago says nothing of the clock now. */
const OLD = HOUR;

/** The clocks of others, as their answers showed them. */
export type SourceClocks = {
  /** An answer with a `Date` header came: asked and answered by our own clock. `age`: its `Age` header, from a cache. */
  saw(id: string, date: string | undefined, asked: Instant, answered: Instant, age?: string): void;
  all(titleOf: (id: string) => string, now: Instant): ClockFact[];
};

export function makeSourceClocks(): SourceClocks {
  const seen = new Map<string, Omit<ClockFact, 'id' | 'title'>>();
  return {
    saw(id, date, asked, answered, age) {
      const at = Date.parse(date ?? '');
      // Our clock was set meanwhile: it says nothing.
      if (Number.isNaN(at) || answered < asked) return;
      const cached = /^\d{1,6}$/.test(age ?? '') ? Number(age) * SECOND : 0;
      const theirs = at + cached + HALF;
      seen.set(id, {
        ahead: Math.round((asked + answered) / 2 - theirs),
        within: HALF + (answered - asked) / 2,
        at: answered,
      });
    },
    all: (titleOf, now) =>
      [...seen]
        .filter(([, { at }]) => Math.abs(now - at) <= OLD)
        .map(([id, fact]) => ({ id, title: titleOf(id), ...fact })),
  };
}
