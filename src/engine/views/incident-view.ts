import type { IncidentView, PageView, PlanAheadView } from '../../contract/views/incident';
import { isIncidentFact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import type { Page } from '../../core/page/page';
import { reasonWords } from '../../core/page/wording';
import type { Team } from '../../core/team/team';
import type { StoredFact } from '../ports';
import { byChannel } from './channel-order';
import { rowOf } from './incident-row';
import { linkOf, runbookOf } from './link';
import type { Names } from './names';
import { readableText } from './outside-text';
import { storyOf } from './story';
import { writeBackViewOf } from './write-back-words';

/** More that are part of an incident are counted. */
const MOST_PARTS = 50;

/** An incident with its story and pages. @param record facts and pages oldest first, as stored; `earlier` counts those left out */
export function incidentViewOf(
  record: {
    incident: Incident;
    facts: readonly StoredFact[];
    pages: readonly Page[];
    earlier?: IncidentView['earlier'];
    plan?: PlanAheadView | null;
    /** What is part of it and not over. */
    members?: readonly Incident[];
    movable?: boolean;
  },
  names: Names,
  team: Team,
): IncidentView {
  const { incident } = record;
  const { alert, writeBack } = incident;
  const facts = record.facts.map(({ fact }) => fact).filter(isIncidentFact);
  const service = team.services.find(({ id }) => id === incident.service);
  return {
    ...rowOf(incident, names, record.members?.length ?? 0),
    description: readableText(alert.description),
    dedupKey: incident.dedupKey,
    labels: alert.labels.map(([name, value]): [string, string] => [name, value]),
    annotations: alert.annotations.map(([name, value]): [string, string] => [name, value]),
    links: alert.links.map(({ text, href }) => linkOf(text, href)),
    runbook: runbookOf(alert.runbook || (service?.runbook ?? '')),
    startsAt: alert.startsAt,
    why: incident.why,
    resolvedBy: incident.resolvedBy && names.actor(incident.resolvedBy),
    missing: incident.missing && { since: incident.missing.since, reads: incident.missing.reads },
    writeBackDetail: writeBack && writeBackViewOf(writeBack, names.sourceTitle(incident.source), names),
    story: storyOf(facts, incident, names),
    earlier: record.earlier ?? { facts: 0, pages: 0 },
    pages: record.pages
      .toSorted((a, b) => a.at - b.at || byChannel(a.channel, b.channel))
      .map((page) => pageViewOf(page, names)),
    plan: record.plan ?? null,
    waits: (incident.waits ?? []).map((id) => names.person(id)),
    parts: (record.members ?? []).slice(0, MOST_PARTS).map((part) => ({
      id: part.id,
      number: part.number,
      title: readableText(part.title),
      severity: part.severity,
      status: part.status,
      held: Boolean(part.held),
    })),
    movable: record.movable ?? false,
  };
}

/** A page, ready to read: person, channel and reason in words. */
function pageViewOf(page: Page, names: Names): PageView {
  const { delivery } = page;
  return {
    id: page.id,
    incident: page.incident,
    person: names.person(page.person).name,
    channel: names.channelTitle(page.channel),
    at: page.at,
    reason: reasonWords(page.reason),
    why: page.why,
    delivery:
      delivery.state === 'pending'
        ? { state: 'pending', at: null, detail: '' }
        : { state: delivery.state, at: delivery.at, detail: delivery.detail },
  };
}
