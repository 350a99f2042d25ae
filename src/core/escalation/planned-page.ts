import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';

/** Somebody in the plan. `why` is a sentence; `away`: none of their desktops can page them then. */
export type PlannedPerson = { readonly person: PersonId; readonly why: string; readonly away: boolean };

/** Something that begins in the plan of an incident that nobody answers. */
export type PlannedPage = {
  readonly at: Instant;
  readonly kind:
    | 'step'
    /** No step counts when it opens. */
    | 'lastResort'
    /** After the last step. */
    | 'everyone'
    /** From here on only they are paged, of all who were before. */
    | 'handOver'
    | 'addResponder';
  /** From 0; null for what is no step of the policy. */
  readonly step: number | null;
  /** From 0. */
  readonly round: number;
  /** Whom it pages; those on call by the rota as it is known, at the time of the page. Of a skipped step: []. */
  readonly people: readonly PlannedPerson[];
  /** It pages all of the team. */
  readonly isEveryone: boolean;
  /** It pages one of its targets in turn, by the key of the incident. */
  readonly isInTurn: boolean;
  /** Why it is left out, as a sentence. */
  readonly skippedBecause?: string;
};
