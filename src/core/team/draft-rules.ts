import { printMatcher } from '../alert/matcher';
import type { Heartbeat } from '../heartbeat/heartbeat';
import type { Inhibition, Maintenance } from '../mute/mute';
import type { HoursDraft } from '../schedule/draft';
import { printMoment } from '../schedule/parse-moment';
import { given, hoursDrafts, hoursTrees } from './draft-hours';
import { maintenanceKey } from './print-rules';
import type { TreeMap } from './print-tree';
import { durationText } from './scalar';

/** An inhibition as a form holds it; texts as typed. */
export type InhibitionDraft = {
  readonly id: string;
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** Names of labels. */
  readonly equal: readonly string[];
};

export function inhibitionDraft({ id, source, target, equal }: Inhibition): InhibitionDraft {
  return { id, source: source.map(printMatcher), target: target.map(printMatcher), equal };
}

/** What the file would hold of a draft, right or wrong. */
export function inhibitionDraftTree({ id, source, target, equal }: InhibitionDraft): TreeMap {
  return { id, source, target, ...(equal.length === 0 ? {} : { equal }) };
}

/** A maintenance window of the team file as a form holds it; texts as typed. */
export type MaintenanceDraft = {
  readonly id: string;
  /** [] for all of them. */
  readonly services: readonly string[];
  readonly kind: 'once' | 'weekly';
  /** Of one that is `once`: wall clocks, or instants. */
  readonly start: string;
  readonly end: string;
  /** Of a weekly one. */
  readonly hours: readonly HoursDraft[];
  /** '' for the team's. */
  readonly timeZone: string;
  readonly reason: string;
};

/** @param teamZone the zone of windows that name none */
export function maintenanceDraft(
  { id, services, reason, when }: Maintenance,
  teamZone: string,
): MaintenanceDraft {
  const { timeZone = teamZone } = when;
  const text = (at: number) => printMoment(at, timeZone);
  return {
    id: maintenanceKey(id),
    services,
    kind: when.kind,
    start: when.kind === 'once' ? text(when.start) : '',
    end: when.kind === 'once' ? text(when.end) : '',
    hours: when.kind === 'weekly' ? hoursDrafts(when.hours) : [],
    timeZone: timeZone === teamZone ? '' : timeZone,
    reason,
  };
}

/** What the file would hold of a draft, right or wrong. */
export function maintenanceDraftTree(draft: MaintenanceDraft): TreeMap {
  return {
    id: draft.id,
    services: draft.services,
    ...(draft.kind === 'once'
      ? { ...given('start', draft.start), ...given('end', draft.end) }
      : { hours: hoursTrees(draft.hours) }),
    ...given('timeZone', draft.timeZone),
    ...given('reason', draft.reason),
  };
}

/** A heartbeat as a form holds it; texts as typed. */
export type HeartbeatDraft = {
  readonly id: string;
  readonly name: string;
  /** null: only calls are its beat. */
  readonly match: readonly string[] | null;
  readonly within: string;
  /** '' for none. */
  readonly service: string;
};

export function heartbeatDraft({ id, name, match, within, service }: Heartbeat): HeartbeatDraft {
  return {
    id,
    name: name === id ? '' : name,
    match: match && match.map(printMatcher),
    within: durationText(within),
    service,
  };
}

/** What the file would hold of a draft, right or wrong. */
export function heartbeatDraftTree({ id, name, match, within, service }: HeartbeatDraft): TreeMap {
  return {
    id,
    ...given('name', name),
    ...(match === null ? {} : { match }),
    ...given('within', within),
    ...given('service', service),
  };
}
