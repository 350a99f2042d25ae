import type { Incident } from '../incident/incident';
import { lastMuteEnd } from '../mute/last-mute-end';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';

type About = Pick<Incident, 'service' | 'openedAt' | 'alert' | 'plan'> & Pick<Incident, 'seenAt'>;

/**
 * Since when the steps of an incident count: it opened, or came open again; yet not while nobody could have answered,
 * as it was held to see whether it stays, silenced, or under maintenance. From what every desktop knows alike.
 */
export function beginsAt(draft: Draft, { service, openedAt, alert, plan, seenAt }: About): Instant {
  const { team, rota, at } = draft;
  const from = plan?.from ?? openedAt;
  const hold = team.services.find(({ id }) => id === service)?.hold ?? 0;
  const held = Math.max(from, (seenAt ?? openedAt) + hold);
  const mutes = {
    silences: rota.acts.silences,
    planned: team.maintenance ?? [],
    begun: rota.acts.maintenance,
  };
  const muted = lastMuteEnd(mutes, { labels: alert.labels, service }, rota.calendars, {
    start: from,
    end: at,
  });
  return muted === null ? held : Math.max(held, muted);
}
