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

/**
 * Whether an incident pages now, with the reason for or against.
 * @param before the incident before this input; null if it was just opened
 * @param cause why it became open again, where a fact of this input says so
 * @param isMine whether whoever sits here is to be paged about it by now
 */
export function decidePage(
  before: Incident | null,
  now: Incident,
  at: Instant,
  again: Again,
  cause: PageReason | null,
  isMine: boolean,
): PageDecision {
  if (now.status === 'resolved') return { quiet: 'resolved' };
  if (now.status === 'acknowledged') return { quiet: now.snoozedUntil === null ? 'acknowledged' : 'snoozed' };
  if (now.severity === 'none') return { quiet: 'severity-none' };
  if (!isUnanswered(now)) return { quiet: 'suppressed-at-source' };
  // Once paged it is theirs until somebody answers, whoever comes on duty meanwhile.
  if (now.lastPagedAt === null && !isMine) return { quiet: 'someone-else' };
  if (now.lastPagedAt === null)
    return { page: before?.suppression ? 'no-longer-suppressed' : (cause ?? 'firing') };
  if (again) return { page: again };
  if (before?.suppression) return { page: 'no-longer-suppressed' };
  if (before?.status === 'acknowledged') return { page: cause ?? 'unacknowledged' };
  if (before && severityRank(now.severity) < severityRank(before.severity)) return { page: 'worse' };
  if (at >= now.lastPagedAt + REMIND_EVERY) return { page: 'still-unanswered' };
  return { quiet: 'paged-already' };
}
