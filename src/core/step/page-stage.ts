import { type Incident, WATCHBILL } from '../incident/incident';
import { isPractice } from '../incident/practice';
import type { PageId } from '../kernel/ids';
import { quietUntil } from '../mute/quiet-until';
import { urgencyOf } from '../mute/urgency';
import { type Again, decidePage, REMIND_EVERY } from '../page/decide';
import { goesOn } from '../page/goes-on';
import type { ChannelId, PageReason, Quiet } from '../page/page';
import type { PagingRule } from '../page/paging-rule';
import { isUnanswered } from '../page/ringing';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { onGrid, onSecond } from './grid';
import { whoIsPaged } from './who-is-paged';

/** Pages whoever is on call about an incident, where a page is due, and writes down why or why not. */
export function pageStage(draft: Draft, before: Incident | null, incident: Incident, again: Again): void {
  const { me } = draft.state;
  const asked = isUnanswered(incident) ? whoIsPaged(draft, incident) : null;
  const cause = draft.causes.get(incident.id) ?? null;
  const isMine = asked?.people.has(me) ?? incident.waits?.includes(me) ?? false;
  const decision = decidePage(before, incident, draft.at, again, cause, {
    isMine,
    quietUntil: quietEndsAt(draft, incident),
  });
  if ('page' in decision) {
    if (draft.rules.length > 0 && rulesFor(draft, incident).length === 0) keep(draft, incident, 'no-rule');
    else
      page(
        draft,
        incident,
        decision.page,
        channelsDue(draft, incident, decision.page),
        asked?.people.get(me),
      );
    return;
  }
  if (decision.quiet === 'paged-already') {
    const channels = channelsDue(draft, incident, 'next-channel');
    if (channels.length > 0) page(draft, incident, 'next-channel', channels, incident.why);
    return;
  }
  if (decision.quiet === 'quiet-hours') {
    if (incident.lastPagedAt === null) keep(draft, incident, 'quiet-hours');
    return;
  }
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
}

/** It asks whoever sits here, and something of theirs keeps it from them: told once. */
function keep(draft: Draft, incident: Incident, reason: 'quiet-hours' | 'no-rule'): void {
  if (incident.kept === reason) return;
  const { id } = incident;
  draft.record({ kind: 'notPaged', at: draft.at, by: WATCHBILL, incident: id, reason, detail: '' });
}

function page(
  draft: Draft,
  incident: Incident,
  reason: PageReason,
  channels: readonly ChannelId[],
  why: string | undefined,
): void {
  const pages = channels.map((channel, index) => ({
    id: `${incident.id}-p${incident.pages + index + 1}` as PageId,
    channel,
  }));
  draft.record({
    kind: 'paged',
    at: draft.at,
    by: WATCHBILL,
    incident: incident.id,
    person: draft.state.me,
    reason,
    why: why ?? (incident.status === 'acknowledged' ? 'Your answer is asked for as well.' : PAGED_BEFORE),
    pages,
  });
  for (const { id, channel } of pages) draft.pages.push({ page: id, channel, incident: incident.id });
}

const PAGED_BEFORE = 'You were paged about it before.';

/** The channels whose time has come: all of them for a page, those not used yet where it only goes on. */
function channelsDue(draft: Draft, incident: Incident, reason: PageReason): readonly ChannelId[] {
  const { round } = incident;
  const rules = rulesFor(draft, incident);
  if (reason === 'next-channel') {
    if (!round) return [];
    const due = rules.filter(({ after, channel }) =>
      isDue(draft, round.since, after, round.channels, channel),
    );
    return [...new Set(due.map(({ channel }) => channel))];
  }
  const since = round && goesOn(reason) ? round.since : draft.at;
  return [...new Set(rules.filter(({ after }) => draft.at - since >= after).map(({ channel }) => channel))];
}

function isDue(
  draft: Draft,
  since: Instant,
  after: number,
  used: readonly ChannelId[],
  channel: ChannelId,
): boolean {
  return after > 0 && draft.at - since >= after && !used.includes(channel);
}

/** When a page that goes on reaches for its next channel; null for never. */
export function nextRuleAt(draft: Draft, incident: Incident): Instant | null {
  const { round } = incident;
  if (!round) return null;
  const times = rulesFor(draft, incident)
    .filter(({ after, channel }) => after > 0 && !round.channels.includes(channel))
    .map(({ after }) => round.since + after)
    .filter((time) => time > draft.at);
  if (times.length === 0) return null;
  const ends = quietEndsAt(draft, incident);
  return Math.max(onSecond(Math.min(...times)), ends ?? 0);
}

/** When a page that nobody answers is repeated: not in quiet hours that keep it from whoever sits here. */
export function remindAt(draft: Draft, incident: Incident): Instant {
  return onGrid(
    Math.max((incident.lastPagedAt ?? draft.at) + REMIND_EVERY, quietEndsAt(draft, incident) ?? 0),
  );
}

/** When an incident that pages somebody else may page whoever sits here. */
export function oursAt(draft: Draft, incident: Incident): Instant | null {
  const { people, nextAt } = whoIsPaged(draft, incident);
  // It is theirs already: only their quiet hours keep it.
  return people.has(draft.state.me) ? quietEndsAt(draft, incident) : nextAt;
}

function rulesFor(draft: Draft, { service, severity }: Incident): readonly PagingRule[] {
  const of = draft.team.services.find(({ id }) => id === service) ?? null;
  const urgency = urgencyOf(of, severity, draft.at, draft.rota.calendars);
  return draft.rules.filter((rule) => rule.urgency === 'any' || rule.urgency === urgency);
}

/** The end of quiet hours that keep this page from whoever sits here; null for none. */
function quietEndsAt(draft: Draft, incident: Incident): Instant | null {
  if (incident.severity === 'critical' || isPractice(incident)) return null;
  const me = draft.rota.people.find(({ id }) => id === draft.state.me);
  // Somebody named them by hand: that is meant for now.
  if (incident.plan?.moves.some((move) => 'to' in move && move.by !== null && move.to === me?.id))
    return null;
  return me ? quietUntil(me, draft.at) : null;
}

/** Not paging is told where somebody could wonder: when it opened, and when its source silenced it. */
function isWorthSaying(before: Incident | null, quiet: Quiet): boolean {
  if (quiet === 'severity-none' || quiet === 'someone-else') return before === null;
  if (quiet === 'suppressed-at-source') return before === null || before.suppression === null;
  return false;
}
