import type { PracticeView } from '../../contract/views/practice';
import type { Incident } from '../../core/incident/incident';
import type { ChannelId, Page } from '../../core/page/page';
import { byChannel } from './channel-order';
import type { Names } from './names';

/**
 * How the practice page went. `answeredAfter` is in milliseconds, from the first page to the answer.
 * @param input.pages pages of that incident, oldest first; the last one of each channel counts
 */
export function practiceViewOf(input: {
  incident: Incident | null;
  pages: readonly Page[];
  names: Names;
}): PracticeView {
  const { incident, pages, names } = input;
  if (!incident) return { incident: null, state: 'idle', channels: [], answeredAfter: null };
  const last = new Map<ChannelId, Page>();
  for (const page of pages) last.set(page.channel, page);
  const answeredAt = incident.acknowledgedAt ?? incident.resolvedAt;
  const pagedAt = pages[0]?.at ?? incident.openedAt;
  return {
    incident: incident.id,
    state: incident.status === 'open' ? 'ringing' : 'answered',
    channels: [...last]
      .toSorted(([a], [b]) => byChannel(a, b))
      .map(([channel, { delivery }]) => ({
        channel,
        title: names.channelTitle(channel),
        state: delivery.state,
        detail: delivery.state === 'pending' ? '' : delivery.detail,
      })),
    answeredAfter: answeredAt === null ? null : Math.max(0, answeredAt - pagedAt),
  };
}
