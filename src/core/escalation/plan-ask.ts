import type { PersonId } from '../kernel/ids';
import type { Urgency } from '../people/service';
import type { Rota } from '../schedule/rota';
import type { Instant } from '../time/instant';
import type { Escalation } from './escalation';

/** What people did to the course of an escalation; in the order of the stamps, which every desktop knows alike. */
export type Move =
  /** The next step that has not begun begins then; those after it count from there. */
  | { readonly kind: 'escalate'; readonly at: Instant; readonly by: PersonId | null }
  /** From then on `to` is paged and nobody who was before; the first step after it begins after its own wait. */
  | { readonly kind: 'handOver'; readonly at: Instant; readonly by: PersonId | null; readonly to: PersonId }
  /** `to` is paged as well. */
  | {
      readonly kind: 'addResponder';
      readonly at: Instant;
      readonly by: PersonId | null;
      readonly to: PersonId;
    };

/** All that the plan of one incident follows from. The same on every desktop that knows the same facts. */
export type PlanAsk = {
  /** With `acts.presence`: a step whose people are all away is not waited out. */
  readonly rota: Rota;
  /** Of its service; null for what is usual (whoever is on call first, everyone after 5 min). */
  readonly policy: Escalation | null;
  /** Who is paged where nobody is on call; null: everyone. */
  readonly lastResort: PersonId | null;
  /** When the first step begins: the incident opened, or came open again. */
  readonly from: Instant;
  /** A function of time where support hours change it: a step is asked about at its own time. */
  readonly urgency: Urgency | ((at: Instant) => Urgency);
  /** Whether everyone is paged when all steps have gone by without an answer. */
  readonly everyoneInTheEnd: boolean;
  /** Tells incidents apart for round robin, the same on every desktop. */
  readonly key: string;
  readonly moves: readonly Move[];
};
