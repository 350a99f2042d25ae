import type { Incident } from '../incident/incident';
import { wasAnsweredFirst } from '../page/answered-first';
import type { ChannelId, Page } from '../page/page';
import { type Duration, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { DRILL_GIVES_UP, type Drill, type DrillChannel, type DrillScore } from './drill';

/** The drill as it stands, from what is stored of its incident. Ends it where it is answered or missed. */
export function drillOf(
  begun: Drill,
  found: { readonly incident: Incident; readonly pages: readonly Page[] } | null,
  titleOf: (channel: ChannelId) => string,
  now: Instant,
): Drill {
  const incident = found?.incident ?? null;
  const drill: Drill = {
    ...begun,
    incident: incident?.id ?? begun.incident,
    channels: found ? channelsOf(begun, found.pages, titleOf) : begun.channels,
  };
  const answeredAt = incident === null ? null : (incident.acknowledgedAt ?? resolvedByPerson(incident));
  if (answeredAt !== null) {
    const answeredAfter = Math.max(0, answeredAt - begun.startedAt);
    return {
      ...drill,
      endedAt: answeredAt,
      answeredAfter,
      outcome: answeredAfter <= begun.target ? 'answered' : 'late',
    };
  }
  if (now - begun.startedAt >= DRILL_GIVES_UP)
    return { ...drill, endedAt: begun.startedAt + DRILL_GIVES_UP, outcome: 'missed' };
  return drill;
}

function resolvedByPerson({ resolvedAt, resolvedBy }: Incident): Instant | null {
  return resolvedBy?.kind === 'person' ? resolvedAt : null;
}

/** The first page by each channel: reminders prove nothing about how soon it came. */
function channelsOf(
  { startedAt }: Drill,
  pages: readonly Page[],
  titleOf: (channel: ChannelId) => string,
): DrillChannel[] {
  const first = new Map<ChannelId, Page>();
  for (const page of pages) {
    const before = first.get(page.channel);
    if (!before || (before.delivery.state !== 'delivered' && page.delivery.state === 'delivered'))
      first.set(page.channel, page);
  }
  return [...first].map(([channel, { delivery }]) => {
    const base = { channel, title: titleOf(channel) };
    if (delivery.state === 'pending') return { ...base, state: 'pending', after: null, detail: '' };
    if (wasAnsweredFirst(delivery))
      return { ...base, state: 'not-needed', after: null, detail: delivery.detail };
    const after: Duration | null =
      delivery.state === 'delivered' ? Math.max(0, delivery.at - startedAt) : null;
    return { ...base, state: delivery.state, after, detail: delivery.detail };
  });
}

/** How it went, against the target; null while it runs, or where it was cut off. */
export function scoreOf({ outcome, answeredAfter, target, channels }: Drill): DrillScore | null {
  if (outcome === 'running' || outcome === 'interrupted') return null;
  const tried = channels.filter(({ state }) => state !== 'not-needed');
  const arrived = tried.filter(({ state }) => state === 'delivered').length;
  const reach = tried.length === 0 ? (outcome === 'missed' ? 0 : 1) : arrived / tried.length;
  const over = answeredAfter === null ? DRILL_GIVES_UP : Math.max(0, answeredAfter - target);
  const answer = Math.max(0, 1 - over / (DRILL_GIVES_UP - target));
  const missing = tried.filter(({ state }) => state !== 'delivered').map(({ title }) => title);
  const but = missing.length === 0 ? '' : `; ${missing.join(' and ')} did not arrive`;
  const said =
    answeredAfter === null
      ? `Nobody answered in ${printDuration(DRILL_GIVES_UP)}`
      : `Answered after ${printDuration(answeredAfter)}, ${outcome === 'answered' ? 'within' : 'not within'} ${printDuration(target)}`;
  return {
    points: outcome === 'missed' ? 0 : Math.round(50 * answer + 50 * reach),
    passed: outcome === 'answered',
    says: `${said}${but}.`,
  };
}
