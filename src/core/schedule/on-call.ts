import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';

/** Who is on call, until when, and why, in words. */
export type OnCall = { readonly person: PersonId; readonly until: Instant | null; readonly why: string };

/**
 * Who is on call. There is no rota yet, so whoever sits at this desktop is, always: nobody's pager stays silent
 * because nobody was named.
 */
export function onCall(me: PersonId): OnCall {
  return {
    person: me,
    until: null,
    why: 'There is no rota yet, so whoever sits at this desktop is on call.',
  };
}
