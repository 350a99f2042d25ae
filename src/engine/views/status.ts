import type { StatusView } from '../../contract/views/status';
import { wasAnsweredFirst } from '../../core/page/answered-first';
import type { ChannelId, Delivery } from '../../core/page/page';
import { isRinging } from '../../core/page/ringing';
import type { State } from '../../core/step/state';
import type { Instant } from '../../core/time/instant';
import { byChannel } from './channel-order';
import { dutiesNow, myDuty } from './duties-now';
import type { Names } from './names';
import { outsideText } from './outside-text';
import { type SourceStanding, sourceStandings } from './source-standing';
import { statusSentence } from './status-sentence';

type Told = { readonly ok: boolean; readonly text: string };

/**
 * The one line of truth, and the counts and states behind it. `open` counts all that is open, `suppressed` those of
 * them that are kept quiet at their source.
 */
export function statusViewOf(input: {
  state: State;
  names: Names;
  at: Instant;
  storing: Told;
  listener: Told & { readonly url: string };
  channels: ReadonlyArray<{ id: ChannelId; title: string; last: Delivery | null }>;
  banners: StatusView['banners'];
  pageable?: StatusView['pageable'];
}): StatusView {
  const { state, names, at } = input;
  const counts = countLive(state);
  const standings = sourceStandings(state, at);
  const duties = dutiesNow(state.rota, names, at);
  const mine = myDuty(state, duties);
  const view: Omit<StatusView, 'sentence'> = {
    team: state.team.name,
    me: names.person(state.me),
    tray: trayOf(input, counts, standings, mine.yes),
    onCall: mine,
    duties,
    ...counts,
    blind: standings
      .filter(({ stands }) => stands === 'blind')
      .map(({ health }) => ({ id: health.id, text: blindText(health, names, at) })),
    sources: {
      all: standings.length,
      failing: standings.filter(({ stands }) => stands === 'failing' || stands === 'blind').length,
    },
    storing: { ok: input.storing.ok, text: input.storing.text },
    listener: { url: input.listener.url, ok: input.listener.ok, text: input.listener.text },
    channels: input.channels
      .toSorted((a, b) => byChannel(a.id, b.id))
      .map(({ id, title, last }) => ({ id, title, ...arrival(last) })),
    ...(input.pageable && { pageable: input.pageable }),
    banners: input.banners,
  };
  return { ...view, sentence: statusSentence(view, standings, state, names, at) };
}

function countLive(state: State) {
  const counts = { waiting: 0, open: 0, acknowledged: 0, suppressed: 0 };
  for (const incident of state.incidents.values()) {
    if (incident.status === 'open') counts.open++;
    else if (incident.status === 'acknowledged') counts.acknowledged++;
    if (isRinging(incident)) counts.waiting++;
    else if (incident.status === 'open' && incident.suppression) counts.suppressed++;
  }
  return counts;
}

function trayOf(
  { storing, listener }: { storing: Told; listener: Told },
  counts: { waiting: number; acknowledged: number },
  standings: readonly SourceStanding[],
  onDuty: boolean,
): StatusView['tray'] {
  if (!storing.ok || !listener.ok || standings.some(({ stands }) => stands === 'blind')) return 'blind';
  if (counts.waiting > 0) return 'page';
  if (counts.acknowledged > 0) return 'acknowledged';
  return onDuty ? 'oncall' : 'rest';
}

function blindText(health: SourceStanding['health'], names: Names, at: Instant): string {
  const since = health.failingSince ?? health.lastGoodAt ?? health.watchedSince;
  const title = outsideText(names.sourceTitle(health.id), 100);
  const why = health.lastError === '' ? 'nothing was heard at all' : outsideText(health.lastError, 300);
  return `${title} is blind since ${names.clock(since, at)}: ${why}`;
}

function arrival(last: Delivery | null): {
  state: 'untried' | 'ok' | 'bad';
  detail: string;
  at: Instant | null;
} {
  if (!last || last.state === 'pending') return { state: 'untried', detail: '', at: null };
  if (wasAnsweredFirst(last)) return { state: 'untried', detail: last.detail, at: last.at };
  return { state: last.state === 'delivered' ? 'ok' : 'bad', detail: last.detail, at: last.at };
}
