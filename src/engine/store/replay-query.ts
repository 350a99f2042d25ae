import type { IncidentFact } from '../../core/incident/fact';
import type { Instant } from '../../core/time/instant';
import type { Prepared } from './prepared';

/** Incidents of one slice. */
const SLICE = 300;
/** What came from outside; of sightings only those that change the severity matter, and who reads them sees to that. */
const KINDS =
  "'opened', 'seen', 'suppressed', 'unsuppressed', 'acknowledged', 'snoozed', 'unacknowledged', 'moved', 'resolved'";

export type ReplaySlice = {
  readonly facts: readonly { readonly seq: number; readonly fact: IncidentFact }[];
  readonly incidents: number;
  /** Where the next slice begins; null at the end of the span. */
  readonly next: Instant | null;
};

/** The facts of incidents that began in a slice of `[from, to)`; those of one millisecond stay together. */
export function replaySlice(ask: Prepared, from: Instant, to: Instant): ReplaySlice {
  const bound = ask.get(
    'SELECT opened_at AS at FROM incidents WHERE opened_at >= ? AND opened_at < ? ORDER BY opened_at LIMIT 1 OFFSET ?',
    from,
    to,
    SLICE,
  ) as { at: Instant } | undefined;
  const next = bound === undefined ? null : Math.max(bound.at, from + 1);
  const rows = ask.all(
    `SELECT facts.seq AS seq, facts.body AS body FROM incidents JOIN facts ON facts.incident = incidents.id
       WHERE incidents.opened_at >= ? AND incidents.opened_at < ? AND facts.kind IN (${KINDS})`,
    from,
    next ?? to,
  ) as { seq: number; body: string }[];
  const facts = rows.map(({ seq, body }) => ({ seq, fact: JSON.parse(body) as IncidentFact }));
  return { facts, incidents: facts.filter(({ fact }) => fact.kind === 'opened').length, next };
}
