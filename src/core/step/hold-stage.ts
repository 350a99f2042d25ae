import { isHeartbeat } from '../heartbeat/heartbeat-alert';
import { type Incident, WATCHBILL } from '../incident/incident';
import { WATCHBILL_SOURCE } from '../kernel/ids';
import { maintenanceAt } from '../mute/maintenance-at';
import type { Held } from '../mute/mute';
import { silenceChangesAt, silencedBy } from '../mute/silenced-by';
import type { Service } from '../people/service';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { onSecond } from './grid';
import { isSpokenFor } from './group';
import { alertKey } from './state';

/**
 * What holds the page of an incident back, or that nothing does any more; written down when it changes. What is held
 * back is stored and shown, and pages when nothing holds it any more and it still fires.
 * @returns whether it changed
 */
export function holdStage(draft: Draft, incident: Incident): boolean {
  if (incident.status !== 'open') return false;
  const before = incident.held ?? null;
  const held = heldBy(draft, incident);
  if (held === null) {
    if (before === null) return false;
    const because = RELEASED[before.how];
    const { how } = before;
    // What only kept others waiting for a moment was paged to nobody yet, and its steps count on.
    const anew = how === 'holding' || how === 'collecting' ? {} : ({ anew: true } as const);
    const from = how === 'inhibited' || how === 'grouped' || how === 'flapping' ? { from: draft.at } : {};
    draft.record({
      kind: 'released',
      at: draft.at,
      by: WATCHBILL,
      incident: incident.id,
      because,
      ...anew,
      ...from,
    });
    draft.causes.set(incident.id, 'released');
    return true;
  }
  if (before && before.how === held.how && before.by === held.by && before.until === held.until) return false;
  draft.record({ kind: 'held', at: draft.at, by: WATCHBILL, incident: incident.id, held });
  return true;
}

/** When what holds pages back may change by itself, over the whole team; null for never. */
export function mutesChangeAt(draft: Draft): Instant | null {
  const { acts, calendars } = draft.rota;
  const { at, team } = draft;
  const times = [
    silenceChangesAt(acts.silences, at),
    // Planned work concerns services; what of it begins next is asked once for all of them.
    ...['', ...team.services.map(({ id }) => id)].map(
      (service) =>
        maintenanceAt(team.maintenance ?? [], acts.maintenance, service, calendars, at, draft.muteWords)
          .nextAt,
    ),
  ].filter((time): time is Instant => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

const RELEASED: Record<Held['how'], string> = {
  silenced: 'The silence is over.',
  maintenance: 'The maintenance is over.',
  inhibited: 'What explained it is over.',
  grouped: 'The page about the incident it is part of no longer speaks for it.',
  flapping: 'It has fired for long enough.',
  holding: 'It still fires.',
  collecting: 'Others had time to join.',
};

/** The first that holds it back, in the order of `HeldHow`. The pager's own trouble is never held back. */
function heldBy(draft: Draft, incident: Incident): Held | null {
  if (incident.source === WATCHBILL_SOURCE && !isHeartbeat(incident)) return null;
  const { rota, team, at } = draft;
  const { labels } = incident.alert;
  const silenced = silencedBy(rota.acts.silences, labels, at, draft.muteWords);
  if (silenced) return silenced;
  if (draft.hasMaintenance) {
    const { held } = maintenanceAt(
      team.maintenance ?? [],
      rota.acts.maintenance,
      incident.service,
      rota.calendars,
      at,
      draft.muteWords,
    );
    if (held) return held;
  }
  return inhibited(draft, incident) ?? grouped(draft, incident) ?? waiting(draft, incident);
}

function inhibited(draft: Draft, incident: Incident): Held | null {
  if ((draft.team.inhibitions ?? []).length === 0) return null;
  const found = draft.inhibitedBy(incident);
  if (!found) return null;
  const { rule, by } = found;
  return {
    how: 'inhibited',
    by: by.id,
    detail: `Incident ${by.number} explains it (inhibition "${rule.id}")`,
    until: null,
  };
}

function grouped(draft: Draft, incident: Incident): Held | null {
  const lead = incident.lead ? draft.incident(incident.lead) : undefined;
  if (!lead || !isSpokenFor(incident, lead)) return null;
  return { how: 'grouped', by: lead.id, detail: `Part of incident ${lead.number}`, until: null };
}

/** What only time holds back; what has paged is not held back for it. */
function waiting(draft: Draft, incident: Incident): Held | null {
  if (incident.lastPagedAt !== null) return null;
  const { held, missing } = incident;
  // Its source does not list it any more: it is over, or back, in a moment. A source that is not heard says neither.
  const isWaited = held && (held.how === 'flapping' || held.how === 'holding' || held.how === 'collecting');
  if (isWaited && missing && draft.healthOf(incident.source)?.state === 'ok') return { ...held, until: null };
  const service = draft.team.services.find(({ id }) => id === incident.service);
  return service ? (flapping(draft, incident, service) ?? collecting(draft, incident, service)) : null;
}

function flapping(draft: Draft, incident: Incident, service: Service): Held | null {
  const { flapping: rule, hold = 0 } = service;
  const { openedAt, source, dedupKey } = incident;
  const steadyAt = rule ? draft.flapsUntil(alertKey(source, dedupKey), rule) : null;
  if (rule && steadyAt !== null) {
    const detail = `It flaps: it came ${rule.changes} times or more in ${printDuration(rule.within)}, so it must fire for ${printDuration(rule.steady)} on end`;
    return { how: 'flapping', by: '', detail, until: steadyAt };
  }
  const since = incident.seenAt ?? openedAt;
  const until = hold === 0 ? since : onSecond(since + hold);
  if (draft.at >= until) return null;
  const detail = `${service.name} pages what still fires after ${printDuration(hold)}`;
  return { how: 'holding', by: '', detail, until };
}

function collecting(draft: Draft, incident: Incident, { group }: Service): Held | null {
  if (!group || incident.lead || incident.severity === 'critical') return null;
  const since = incident.seenAt ?? incident.openedAt;
  const until = group.wait === 0 ? since : onSecond(since + group.wait);
  if (draft.at >= until) return null;
  return {
    how: 'collecting',
    by: '',
    detail: `Waits ${printDuration(group.wait)} for others to join`,
    until,
  };
}
