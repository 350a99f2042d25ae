import type { RingingPage, RingingView } from '../../contract/views/ringing';
import { oneLine } from '../../core/alert/alert';
import { labelValue } from '../../core/alert/labels';
import type { Incident } from '../../core/incident/incident';
import { isPractice } from '../../core/incident/practice';
import type { IncidentId, PageId } from '../../core/kernel/ids';
import type { ChannelId } from '../../core/page/page';
import { byUrgency, isRinging } from '../../core/page/ringing';
import { reasonWords, whereLabels } from '../../core/page/wording';
import type { Service } from '../../core/people/service';
import type { State } from '../../core/step/state';
import type { Instant } from '../../core/time/instant';
import { runbookOf } from './link';
import type { Names } from './names';
import { readableText } from './outside-text';
import { topOf } from './top-of';

const MOST_CARDS = 50;
const MAX_SUMMARY = 500;

type Waiting = ReadonlyArray<{ readonly id: PageId; readonly channel: ChannelId }>;

/**
 * The pop-up's cards: critical first, then oldest first. Redaction is the window's.
 * @param waitingPages pop-up and sound pages that wait for a delivery report; asked for each card
 * @param hasScreens whether there are a pop-up and a sound to page by; without them everything that rings is told
 * @param at now: an incident that is about to page for the first time counts as paged now
 */
export function ringingViewOf(
  state: State,
  names: Names,
  waitingPages: { get(incident: IncidentId): Waiting | undefined },
  at: Instant,
  hasScreens = true,
): RingingView {
  const ringing: Incident[] = [];
  for (const incident of state.incidents.values())
    if (isRinging(incident) && (!hasScreens || reached(incident, 'popup') || reached(incident, 'sound')))
      ringing.push(incident);
  return {
    pages: topOf(ringing, MOST_CARDS, byUrgency).map((incident) =>
      cardOf(incident, names, state.team.services, waitingPages.get(incident.id) ?? [], at),
    ),
    total: ringing.length,
    me: names.person(state.me),
  };
}

/** Whether the page that goes on was sent by a channel; what was paged by an older Watchbill was by all of them. */
function reached({ round }: Incident, channel: ChannelId): boolean {
  return round === undefined || round.channels.includes(channel);
}

function cardOf(
  incident: Incident,
  names: Names,
  services: readonly Service[],
  waiting: Waiting,
  at: Instant,
): RingingPage {
  const { alert } = incident;
  const service = services.find(({ id }) => id === incident.service);
  return {
    incident: incident.id,
    number: incident.number,
    title: readableText(incident.title),
    severity: incident.severity,
    service: names.serviceName(incident.service),
    source: names.sourceTitle(incident.source),
    where: whereLabels(incident).map(([name, value]): [string, string] => [name, readableText(value)]),
    summary: readableText(summaryOf(incident)),
    startsAt: alert.startsAt,
    openedAt: incident.openedAt,
    pagedAt: incident.lastPagedAt ?? at,
    count: incident.count,
    why: incident.why,
    reason: reasonWords(incident.lastPageReason ?? 'firing'),
    runbook: runbookOf(alert.runbook || (service?.runbook ?? '')),
    pages: waiting.map(({ id, channel }) => ({ id, channel })),
    practice: isPractice(incident),
    sounds: reached(incident, 'sound'),
  };
}

/** What the title does not say already, in one line: the annotation `summary`, else the description. */
function summaryOf({ title, alert }: Incident): string {
  const summary = oneLine(labelValue(alert.annotations, 'summary'), MAX_SUMMARY);
  if (summary !== '' && summary !== title) return summary;
  const description = oneLine(alert.description.slice(0, 4 * MAX_SUMMARY), MAX_SUMMARY);
  return description === title ? '' : description;
}
