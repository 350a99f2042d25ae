import { type Incident, WATCHBILL } from '../incident/incident';
import type { PageId } from '../kernel/ids';
import { type Again, decidePage } from '../page/decide';
import type { Quiet } from '../page/page';
import { isUnanswered } from '../page/ringing';
import type { Draft } from './draft';
import { whoIsPaged } from './who-is-paged';

/** Pages whoever is on call about an incident, where a page is due, and writes down why or why not. */
export function pageStage(draft: Draft, before: Incident | null, incident: Incident, again: Again): void {
  const { me } = draft.state;
  const asked = isUnanswered(incident) ? whoIsPaged(draft, incident) : null;
  const cause = draft.causes.get(incident.id) ?? null;
  const decision = decidePage(before, incident, draft.at, again, cause, asked?.people.has(me) ?? false);
  if ('quiet' in decision) {
    if (isWorthSaying(before, decision.quiet)) {
      draft.record({
        kind: 'notPaged',
        at: draft.at,
        by: WATCHBILL,
        incident: incident.id,
        reason: decision.quiet,
        detail: decision.quiet === 'someone-else' ? (asked?.first.why ?? '') : '',
      });
    }
    return;
  }
  const pages = draft.state.channels.map((channel, index) => ({
    id: `${incident.id}-p${incident.pages + index + 1}` as PageId,
    channel,
  }));
  draft.record({
    kind: 'paged',
    at: draft.at,
    by: WATCHBILL,
    incident: incident.id,
    person: me,
    reason: decision.page,
    why: asked?.people.get(me) ?? 'You were paged about it before.',
    pages,
  });
  for (const { id, channel } of pages) draft.pages.push({ page: id, channel, incident: incident.id });
}

/** Not paging is told where somebody could wonder: when it opened, and when its source silenced it. */
function isWorthSaying(before: Incident | null, quiet: Quiet): boolean {
  if (quiet === 'severity-none' || quiet === 'someone-else') return before === null;
  if (quiet === 'suppressed-at-source') return before === null || before.suppression === null;
  return false;
}
