import type { Fact } from '../core/incident/fact';
import type { Instant } from '../core/time/instant';

/** When this desktop's engine ran and was awake: from facts about its life, oldest first. */
export function dutySpans(facts: readonly Fact[], now: Instant): Array<{ start: Instant; end: Instant }> {
  const spans: Array<{ start: Instant; end: Instant }> = [];
  let start: Instant | null = null;
  let lastKnown: Instant | null = null;
  const close = (end: Instant): void => {
    if (start !== null && end > start) spans.push({ start, end });
    start = null;
  };
  for (const fact of facts) {
    switch (fact.kind) {
      case 'engineStarted':
        // After a crash nothing says when it ended: the last thing known of that life is its end.
        if (start !== null) close(lastKnown ?? start);
        start = fact.at;
        break;
      case 'engineStopped':
        close(fact.at);
        break;
      case 'engineSlept':
        close(fact.from);
        start = fact.until;
        break;
      default:
        break;
    }
    lastKnown = fact.at;
  }
  close(now);
  return spans;
}
