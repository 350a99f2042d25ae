import { severityRank } from '../alert/severity';
import type { Incident } from '../incident/incident';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { PageReason, Quiet } from './page';
import { isUnanswered } from './ringing';

/** An unanswered incident pages again this long after the last page; the sound never stops in between. */
export const REMIND_EVERY: Duration = 5 * MINUTE;

/** What happened to the whole engine that makes every unanswered page ring again; null for nothing of the kind. */
export type Again = 'after-restart' | 'after-sleep' | null;

export type PageDecision = { readonly page: PageReason } | { readonly quiet: Quiet };

/** What of the person who sits here matters for a page. */
export type AboutMe = {
  /** They are to be paged about it by now, or to answer although somebody acknowledged. */
  readonly isMine: boolean;
  /** Until when what is not critical waits for them; null where these are no quiet hours of theirs. */
  readonly quietUntil: Instant | null;
};

/**
 * Whether an incident pages now, with the reason for or against.
 * @param before the incident before this input; null if it was just opened
 * @param cause why it became open again, where a fact of this input says so
 */
export function decidePage(
  before: Incident | null,
  now: Incident,
  at: Instant,
  again: Again,
  cause: PageReason | null,
  me: AboutMe,
): PageDecision {
  if (now.status === 'resolved') return { quiet: 'resolved' };
  if (now.status === 'acknowledged' && !(me.isMine && (now.waits ?? []).length > 0))
    return { quiet: now.snoozedUntil === null ? 'acknowledged' : 'snoozed' };
  if (now.severity === 'none') return { quiet: 'severity-none' };
  if (now.status === 'open' && !isUnanswered(now))
    return { quiet: now.suppression ? 'suppressed-at-source' : 'held' };
  // Once paged it is theirs until somebody answers, whoever comes on duty meanwhile.
  if (now.lastPagedAt === null && !me.isMine) return { quiet: 'someone-else' };
  const reason = reasonToPage(before, now, at, again, cause);
  if ('quiet' in reason || me.quietUntil === null || now.severity === 'critical') return reason;
  return { quiet: 'quiet-hours' };
}

function reasonToPage(
  before: Incident | null,
  now: Incident,
  at: Instant,
  again: Again,
  cause: PageReason | null,
): PageDecision {
  if (now.lastPagedAt === null)
    return { page: before?.suppression ? 'no-longer-suppressed' : (cause ?? 'firing') };
  if (again) return { page: again };
  if (before?.suppression && !now.suppression) return { page: 'no-longer-suppressed' };
  if (before?.held && !now.held) return { page: 'released' };
  if (now.status === 'acknowledged') {
    if (cause === 'asked-to-help') return { page: 'asked-to-help' };
  } else if (before?.status === 'acknowledged') return { page: cause ?? 'unacknowledged' };
  if (before && severityRank(now.severity) < severityRank(before.severity)) return { page: 'worse' };
  if (at >= now.lastPagedAt + REMIND_EVERY) return { page: 'still-unanswered' };
  return { quiet: 'paged-already' };
}
